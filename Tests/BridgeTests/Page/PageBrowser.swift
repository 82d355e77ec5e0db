#if Server
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import PageSamples
@testable import PosternBridge

/// A browser, as far as the page's routes see one: cookies, redirects, forms.
final class PageBrowser {
  struct Page {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var text: String

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The value of a form's hidden field.
    var formToken: String {
      text.components(separatedBy: #"name="form" value=""#).dropFirst().first.map {
        String($0.prefix { $0 != "\"" })
      } ?? ""
    }
  }

  let client: any TestClientProtocol
  var cookies: [String: String] = [:]
  var language = "en"
  /// What a person types must not come back, nor the number whole.
  private let record = LeakRecord("page")

  init(_ client: any TestClientProtocol) {
    self.client = client
  }

  func send(
    _ method: HTTPRequest.Method, _ uri: String, _ body: String? = nil, headers extra: [String: String] = [:]
  ) async throws -> Page {
    var headers: HTTPFields = [.acceptLanguage: language]
    if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    if !cookies.isEmpty {
      headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
        separator: "; ")
    }
    for (name, value) in extra {
      let field = try #require(HTTPField.Name(name))
      headers[field] = value.isEmpty ? nil : value
    }
    let page = try await client.execute(
      uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
    ) { Page(status: $0.status, headers: $0.headers, text: String(buffer: $0.body)) }
    record.typed(body)
    record.served(page.text, headers: page.headers.map { ($0.name.rawName, $0.value) })
    for line in page.headers[values: .setCookie] {
      let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      cookies[String(pair[0])] = String(pair[1])
    }
    return page
  }

  func get(_ uri: String, headers: [String: String] = [:]) async throws -> Page {
    try await send(.get, uri, headers: headers)
  }

  /// Opens a link and goes where it leads.
  /// - Returns: the path of the page, and the page.
  func open(_ link: String) async throws -> (path: String, page: Page) {
    let redirect = try await get(link)
    #expect(redirect.status == .seeOther)
    let path = try #require(redirect.header("Location"))
    return (path, try await get(path))
  }

  /// Sends a form of a page.
  func submit(_ page: Page, to uri: String, _ fields: String = "", headers: [String: String] = [:])
    async throws
    -> Page
  {
    try await send(
      .post, uri, "form=\(page.formToken)" + (fields.isEmpty ? "" : "&\(fields)"), headers: headers)
  }
}

/// The routes over scripted challenges.
struct PageServer {
  let clock = VirtualClock()
  let challenges: ScriptedChallenges
  let tokens: PageTokens
  var publicURL = "https://auth.example.com"

  init() {
    tokens = PageTokens(key: Data(repeating: 7, count: 32))
    challenges = ScriptedChallenges(clock: clock, tokens: tokens)
  }

  /// A challenge, and its link.
  func begin(_ change: (inout PageView) -> Void = { _ in }) -> (id: String, link: String) {
    var view = PageSamples.view(startedAt: clock.now)
    change(&view)
    let id = challenges.add(ScriptedChallenges.Script(view: view))
    return (id, "/challenge/\(tokens.linkToken(challenge: id))")
  }

  func run(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    let router = Router()
    let tokens = tokens
    let branding = PageBranding(PageSamples.settings, friendlyNames: [:], fallbackName: "Verification")
    PageRoutes(
      service: challenges, clock: clock, publicURL: publicURL, branding: { branding }, tokens: { tokens }
    ).add(to: router)
    try await Application(router: router).test(.router, test)
  }
}
#endif
