#if Server
import HTTPTypes
import Testing

@testable import PosternBridge

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::1", "0:0:0:0:0:0:0:1"),
    ("::", "0:0:0:0:0:0:0:0"), ("2001:DB8::a:0", "2001:db8:0:0:0:0:a:0"), ("::ffff:1.2.3.4", "1.2.3.4"),
    ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ("1::", "1:0:0:0:0:0:0:0"), ("64:ff9b::8.8.8.8", "64:ff9b:0:0:0:0:808:808"),
  ])
  func reads(_ text: String, _ written: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.text == written)
    #expect(IPAddress(address.text) == address)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.+4", " 1.2.3.4", "1.2.3.4 ", ":", ":::",
    "1:::2",
    "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8:9", "g::", "12345::", "::1.2.3",
    "[::1]",
    "fe80::1%eth0", "1.2.3.4::", "0x7f.1", "٣.1.1.1", "1.2.3.4:80",
  ])
  func refuses(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("0.0.0.0/0", "8.8.8.8", true),
    ("0.0.0.0/0", "::1", false), ("::/0", "::2", true), ("192.0.2.7", "192.0.2.7", true),
    ("2001:db8::/33", "2001:db8:7fff::", true), ("2001:db8::/33", "2001:db8:8000::", false),
    ("2001:db8::/127", "2001:db8::1", true), ("2001:db8::/127", "2001:db8::2", false),
  ])
  func networksHold(_ network: String, _ address: String, _ isIn: Bool) throws {
    #expect(try #require(Network(network)).holds(try #require(IPAddress(address))) == isIn)
  }

  @Test(arguments: [
    "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/8/8", "/8", "x/8", "::/129",
  ])
  func networksRefuse(_ text: String) {
    #expect(Network(text) == nil)
  }

  @Test(arguments: [
    ("8.8.8.8", true), ("127.0.0.1", false), ("10.1.1.1", false), ("172.31.0.1", false), ("172.32.0.1", true),
    ("192.168.1.1", false), ("169.254.169.254", false), ("100.64.0.1", false), ("0.0.0.0", false),
    ("224.0.0.1", false), ("255.255.255.255", false), ("::1", false), ("::", false), ("fe80::1", false),
    ("fc00::1", false), ("ff02::1", false), ("2606:4700::1111", true), ("2001:db8::1", false),
    ("::ffff:10.0.0.1", false), ("::ffff:8.8.8.8", true), ("64:ff9b::10.0.0.1", false),
    ("64:ff9b::8.8.8.8", true), ("2002:a00:1::", false), ("2001::1", false),
  ])
  func tellsPublicAddresses(_ text: String, _ isPublic: Bool) throws {
    #expect(PublicAddress.isPublic(try #require(IPAddress(text))) == isPublic)
  }
}

@Suite struct CallerAddressTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var peer = "10.0.0.1"
    var forwarded: [String] = []
    var forwardedFor: [String] = []
    var wanted: String?
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "no proxy", peer: "203.0.113.9", wanted: "203.0.113.9"),
    Case(
      name: "an untrusted peer is not believed", peer: "203.0.113.9", forwardedFor: ["1.1.1.1"],
      wanted: "203.0.113.9"),
    Case(name: "proxy without header", wanted: "10.0.0.1"),
    Case(name: "one hop", forwardedFor: ["198.51.100.1"], wanted: "198.51.100.1"),
    Case(
      name: "the caller's own part is not believed", forwardedFor: ["1.1.1.1, 198.51.100.1"],
      wanted: "198.51.100.1"),
    Case(name: "over several lines", forwardedFor: ["1.1.1.1", "198.51.100.1"], wanted: "198.51.100.1"),
    Case(name: "through two proxies", forwardedFor: ["198.51.100.1, 10.0.0.2"], wanted: "198.51.100.1"),
    Case(name: "only proxies", forwardedFor: ["10.0.0.3, 10.0.0.2"], wanted: "10.0.0.3"),
    Case(name: "with a port", forwardedFor: ["198.51.100.1:4711"], wanted: "198.51.100.1"),
    Case(name: "no address", forwardedFor: ["1.1.1.1, unknown"], wanted: nil),
    Case(name: "an empty element", forwardedFor: ["198.51.100.1,"], wanted: nil),
    Case(name: "both headers", forwarded: ["for=1.1.1.1"], forwardedFor: ["198.51.100.1"], wanted: nil),
    Case(name: "Forwarded", forwarded: ["for=1.1.1.1, for=198.51.100.1;proto=https"], wanted: "198.51.100.1"),
    Case(name: "Forwarded, IPv6", forwarded: [#"For="[2001:db8::1]:80""#], wanted: "2001:db8:0:0:0:0:0:1"),
    Case(name: "Forwarded, obfuscated", forwarded: ["for=_hidden"], wanted: nil),
    Case(name: "Forwarded without for", forwarded: ["by=10.0.0.1"], wanted: nil),
  ]

  @Test(arguments: cases) func resolves(_ wanted: Case) throws {
    let callers = CallerAddress(trusted: [try #require(Network("10.0.0.0/8"))])
    var headers = HTTPFields()
    headers[values: .forwarded] = wanted.forwarded
    headers[values: .forwardedFor] = wanted.forwardedFor
    #expect(callers.resolve(peer: IPAddress(wanted.peer), headers: headers)?.text == wanted.wanted)
  }

  @Test func withoutAPeerNobodyIsKnown() {
    #expect(CallerAddress(trusted: []).resolve(peer: nil, headers: [:]) == nil)
  }

  @Test(
    arguments: [
      ("wait=10", 10), ("wait=0", 0), ("respond-async, wait=10", 10), ("wait=121", 120), ("WAIT=5", 5),
      ("wait=\"7\"", 7), ("wait = 7; x=y", 7), ("wait=-1", nil), ("wait=1.5", nil), ("wait", nil),
      ("waiting=3", nil),
      ("wait=99999999999999999999", nil), ("", nil), ("wait=3, wait=9", 3),
    ] as [(String, Int64?)])
  func readsPreferences(_ text: String, _ seconds: Int64?) {
    #expect(Preference.wait([.prefer: text]) == seconds)
  }
}
#endif
