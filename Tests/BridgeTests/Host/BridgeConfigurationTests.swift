#if Server
import Testing

@testable import PosternBridge

@Suite struct BridgeConfigurationTests {
  static func options(_ change: @Sendable (inout BridgeOptions) -> Void = { _ in }) -> BridgeOptions {
    var options = BridgeOptions()
    options.table = "t.bin"
    change(&options)
    return options
  }

  @Test func defaultsAreThoseOfTheContract() throws {
    let configuration = try BridgeConfiguration(Self.options())
    #expect(configuration.listen == BridgeConfiguration.Listener(host: "127.0.0.1", port: 8080))
    #expect(configuration.adminListen == BridgeConfiguration.Listener(host: "127.0.0.1", port: 9090))
    #expect(configuration.store == "postern.sqlite")
    #expect(configuration.keep == 86_400)
    #expect(configuration.twilioURL == "https://verify.twilio.com")
    #expect(configuration.answerWithin == 3000)
    #expect(configuration.maxHolds == 10_000)
    #expect(configuration.logLevel == .info)
    #expect(configuration.tls == nil)
    #expect(configuration.trustedProxies.isEmpty)
  }

  @Test func flagsWinOverTheEnvironment() throws {
    let options = Self.options { $0.listen = "[::1]:8443" }.filled(from: [
      "POSTERN_LISTEN": "0.0.0.0:1", "POSTERN_KEEP": "7d", "POSTERN_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
      "POSTERN_TABLE": "other.bin", "POSTERN_STORE": "",
    ])
    let configuration = try BridgeConfiguration(options)
    #expect(configuration.table == "t.bin")
    #expect(configuration.listen == BridgeConfiguration.Listener(host: "::1", port: 8443))
    #expect(configuration.keep == 604_800)
    #expect(configuration.trustedProxies.count == 2)
    #expect(configuration.store == "postern.sqlite")
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var flag: String
    var change: @Sendable (inout BridgeOptions) -> Void
    var testDescription: String { flag }
  }

  static let wrong = [
    Wrong(flag: "--listen") { $0.listen = "8080" }, Wrong(flag: "--listen") { $0.listen = ":8080" },
    Wrong(flag: "--listen") { $0.listen = "127.0.0.1:1:2" },
    Wrong(flag: "--listen") { $0.listen = "::1:8080" },
    Wrong(flag: "--listen") { $0.listen = "[localhost]:8080" },
    Wrong(flag: "--admin-listen") { $0.adminListen = "x:70000" }, Wrong(flag: "--keep") { $0.keep = "1y" },
    Wrong(flag: "--keep") { $0.keep = "0s" },
    Wrong(flag: "--answer-within") { $0.answerWithin = "9999999999s" },
    Wrong(flag: "--max-holds") { $0.maxHolds = "-1" }, Wrong(flag: "--log-level") { $0.logLevel = "loud" },
    Wrong(flag: "--trusted-proxies") { $0.trustedProxies = ["10.0.0.1/8"] },
    Wrong(flag: "--admin-listen") { $0.adminListen = "127.0.0.1:8080" },
    Wrong(flag: "--admin-listen") { $0.adminListen = "0.0.0.0:8080" },
    Wrong(flag: "--admin-listen") {
      $0.listen = "[::]:9000"
      $0.adminListen = "127.0.0.1:9000"
    },
    Wrong(flag: "--tls-cert") { $0.tlsKey = "k.pem" },
    Wrong(flag: "--twilio-url") { $0.twilioURL = "http://twilio.example" },
    Wrong(flag: "--twilio-url") { $0.twilioURL = "x" }, Wrong(flag: "--table") { $0.table = nil },
  ]

  @Test(arguments: wrong) func namesTheFlagThatIsWrong(_ wrong: Wrong) {
    do {
      _ = try BridgeConfiguration(Self.options(wrong.change))
      Issue.record("nothing was refused")
    } catch {
      #expect(error.faults.count == 1)
      #expect(error.description.contains(wrong.flag))
    }
  }

  @Test func plainHTTPToTwilioIsForThisMachineOnly() throws {
    for url in ["http://127.0.0.1:4010", "http://localhost:1", "http://[::1]:1"] {
      #expect(try BridgeConfiguration(Self.options { $0.twilioURL = url }).twilioURL == url)
    }
  }

  @Test(arguments: [
    ("127.0.0.1:0", "127.0.0.1:0"), ("127.0.0.1:80", "127.0.0.1:81"), ("127.0.0.1:80", "127.0.0.2:80"),
    ("0.0.0.0:80", "[::1]:80"),
  ])
  func twoListenersOfTheirOwnAreTaken(_ listen: String, _ adminListen: String) throws {
    let options = Self.options {
      $0.listen = listen
      $0.adminListen = adminListen
    }
    #expect(throws: Never.self) { try BridgeConfiguration(options) }
  }

  @Test func namesEveryFaultAtOnce() {
    let options = Self.options {
      $0.listen = "x"
      $0.keep = "x"
      $0.table = nil
    }
    #expect(throws: ConfigurationError.self) { try BridgeConfiguration(options) }
    do { _ = try BridgeConfiguration(options) } catch { #expect(error.faults.count == 3) }
  }

  @Test(
    arguments: [
      ("500ms", 500), ("3s", 3000), ("5m", 300_000), ("24h", 86_400_000), ("7d", 604_800_000), ("", nil),
      ("3", nil),
      ("s", nil), ("-3s", nil), ("3 s", nil), ("1.5s", nil), ("9999999999d", nil), ("3sm", nil),
    ] as [(String, Int64?)])
  func readsDurations(_ text: String, _ milliseconds: Int64?) {
    #expect(DurationText.milliseconds(text) == milliseconds)
  }

  @Test(
    arguments: [
      ("https://Auth.Example.com/x", "https://auth.example.com"), ("http://a:80", "http://a"),
      ("https://a:8443/", "https://a:8443"), ("https://[::1]:443/x", "https://[::1]"), ("ftp://a", nil),
      ("a", nil),
      ("https://", nil), ("https://u:p@a", nil), ("https://a:99999", nil),
    ] as [(String, String?)])
  func readsOrigins(_ url: String, _ origin: String?) {
    #expect(WebOrigin(url)?.text == origin)
  }

  @Test func readsBlockFiles() {
    let file = BlockFile("# stop\n BR # pumping\nsms\r\n\ngb\n+44\nALL IN\n")
    #expect(file.countries == ["BR", "GB"])
    #expect(file.channels == ["sms"])
    #expect(!file.isEverything)
    #expect(file.faults == [6, 7])
    #expect(BlockFile("all\n").isEverything)
    #expect(BlockFile("\u{FEFF}all\r\n").isEverything)
    #expect(BlockFile("") == BlockFile())
  }

  @Test func readsTheDescriptorLimit() {
    let text =
      "Limit      Soft Limit   Hard Limit   Units\nMax open files            1024                 4096                 files\n"
    #expect(DescriptorLimit.parse(text) == 1024)
    #expect(DescriptorLimit.parse("Max open files  unlimited unlimited files") == nil)
    #expect(DescriptorLimit.parse("") == nil)
  }
}
#endif
