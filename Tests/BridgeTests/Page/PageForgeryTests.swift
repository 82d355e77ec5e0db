#if Server
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import PageSamples
@testable import PosternBridge

/// Forms that the page did not send.
@Suite struct PageForgeryTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var headers: [String: String] = [:]
    /// `TOKEN` stands for the right one.
    var body = "form=TOKEN&code=123456"
    var status: HTTPResponse.Status
  }

  static let cases = [
    Case(testDescription: "the page's own", status: .seeOther),
    Case(testDescription: "same origin", headers: ["Sec-Fetch-Site": "same-origin"], status: .seeOther),
    Case(testDescription: "origin", headers: ["Origin": "https://auth.example.com"], status: .seeOther),
    Case(testDescription: "origin null", headers: ["Origin": "null"], status: .seeOther),
    Case(
      testDescription: "null and same origin", headers: ["Origin": "null", "Sec-Fetch-Site": "same-origin"],
      status: .seeOther),
    Case(testDescription: "another site", headers: ["Sec-Fetch-Site": "cross-site"], status: .forbidden),
    Case(testDescription: "a sibling", headers: ["Sec-Fetch-Site": "same-site"], status: .forbidden),
    Case(testDescription: "nowhere", headers: ["Sec-Fetch-Site": "none"], status: .forbidden),
    Case(testDescription: "another origin", headers: ["Origin": "https://evil.example"], status: .forbidden),
    Case(
      testDescription: "another port", headers: ["Origin": "https://auth.example.com:81"], status: .forbidden),
    Case(testDescription: "no token", body: "code=123456", status: .forbidden),
    Case(testDescription: "an empty token", body: "form=&code=123456", status: .forbidden),
    Case(testDescription: "a wrong token", body: "form=TOKENx&code=123456", status: .forbidden),
    Case(testDescription: "two tokens", body: "form=TOKEN&form=TOKEN&code=123456", status: .badRequest),
    Case(testDescription: "two codes", body: "form=TOKEN&code=1&code=123456", status: .badRequest),
    Case(testDescription: "broken escape", body: "form=TOKEN&code=%", status: .badRequest),
    Case(testDescription: "nothing", body: "", status: .forbidden),
    Case(
      testDescription: "JSON", headers: ["Content-Type": "application/json"], body: "{}",
      status: .unsupportedMediaType),
    Case(
      testDescription: "text", headers: ["Content-Type": "text/plain"], status: .unsupportedMediaType),
    Case(
      testDescription: "too long", body: "form=TOKEN&code=" + String(repeating: "1", count: 5000),
      status: .contentTooLarge),
    Case(testDescription: "no cookie", headers: ["Cookie": ""], status: .notFound),
  ]

  @Test(arguments: cases) func isRefused(_ example: Case) async throws {
    let server = PageServer()
    let (id, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      let body = example.body.replacingOccurrences(of: "TOKEN", with: page.formToken)
      for step in ["", "/resend", "/next", "/not-me", "/continue"]
      where step.isEmpty || example.status != .seeOther {
        let answer = try await browser.send(.post, path + step, body, headers: example.headers)
        #expect(answer.status == example.status, "\(step)")
      }
    }
    #expect(server.challenges.script(id)?.calls == (example.status == .seeOther ? ["submit"] : []))
  }

  /// A cookie's value under another handle's name opens nothing.
  @Test func aCookieIsGoodUnderItsOwnNameOnly() async throws {
    let server = PageServer()
    let (_, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, _) = try await browser.open(link)
      let value = try #require(browser.cookies.values.first)
      browser.cookies = ["__Host-postern-AAAAAAAAAAAAAAAA": value]
      #expect(try await browser.get(path).status == .notFound)
      browser.cookies = ["postern-\(PageTokens.handle(cookie: value))": value]
      #expect(try await browser.get(path).status == .notFound, "the name without its prefix can be planted")
    }
  }

  @Test func aFormInTheAddressBarLeadsToThePage() async throws {
    let server = PageServer()
    let (id, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, _) = try await browser.open(link)
      for step in ["resend", "next", "not-me", "continue"] {
        let answer = try await browser.get("\(path)/\(step)")
        #expect(answer.status == .seeOther && answer.header("Location") == path)
      }
      #expect(try await PageBrowser(client).get("\(path)/resend").status == .notFound)
    }
    #expect(server.challenges.script(id)?.calls == [])
  }
}
#endif
