#if Server
import Testing

@testable import PosternBridge

@Suite struct ReturnAddressTests {
  static let cases: [(address: String, origin: String, result: String)] = [
    ("https://a.example", "https://a.example", "https://a.example?result=r"),
    ("https://a.example/done", "https://a.example", "https://a.example/done?result=r"),
    ("https://a.example/done?x=1", "https://a.example", "https://a.example/done?x=1&result=r"),
    ("https://a.example/done?", "https://a.example", "https://a.example/done?result=r"),
    ("https://a.example/done?x=1&", "https://a.example", "https://a.example/done?x=1&result=r"),
    ("https://a.example:8443/#/in?x", "https://a.example:8443", "https://a.example:8443/?result=r#/in?x"),
    ("http://localhost:1/?a=?#f", "http://localhost:1", "http://localhost:1/?a=?&result=r#f"),
    ("https://[::1]:2/x", "https://[::1]:2", "https://[::1]:2/x?result=r"),
  ]

  @Test(arguments: cases)
  func theQueryIsKept(_ example: (address: String, origin: String, result: String)) throws {
    let address = try #require(ReturnAddress(example.address))
    #expect(address.origin == example.origin)
    #expect(address.adding(result: "r") == example.result)
  }

  @Test func aResultIsEscaped() throws {
    let address = try #require(ReturnAddress("https://a.example/"))
    #expect(address.adding(result: "a&b#c d") == "https://a.example/?result=a%26b%23c%20d")
  }

  @Test(arguments: [
    "", "javascript:alert(1)", "//a.example/", "https://", "https:///x", "https://a.example;x/",
    "https://a.example 'self'/",
    "https://user@a.example/", "https://a.example/\r\nSet-Cookie: a=b", "https://exämple/",
    "ftp://a.example/",
  ])
  func whatCannotStandInAHeaderIsNone(_ text: String) {
    #expect(ReturnAddress(text) == nil)
  }
}
#endif
