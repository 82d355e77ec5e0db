#if Server
import HTTPTypes
public import Hummingbird
import Logging

/// The routes of the hosted page, under `/challenge/`.
///
/// | request | answer |
/// |---|---|
/// | `GET /challenge/<token>` | binds the first browser by a cookie, 303 to the path without the token |
/// | `GET /challenge/c/<handle>` | the page |
/// | `POST /challenge/c/<handle>` | the code |
/// | `POST …/resend`, `…/next`, `…/not-me`, `…/continue` | 303 to the page, or to `return_url` |
/// | `GET …/state` | JSON without secrets: whether the page would look different now |
/// | `GET /challenge/assets/page.css`, `page.js` | kept for good by their version |
public struct PageRoutes: Sendable {
  let service: any ChallengeService
  let clock: any BridgeClock
  let cookies: PageCookies
  let publicOrigin: String
  let branding: @Sendable () -> PageBranding
  let tokens: @Sendable () -> PageTokens

  /// - Parameters:
  ///   - service: the challenges.
  ///   - clock: for the wait that a page shows.
  ///   - publicURL: where browsers reach the bridge; https, or http on loopback.
  ///   - branding: asked for each page, since a table can be replaced.
  ///   - tokens: asked for each page, since keys are rotated.
  public init(
    service: any ChallengeService, clock: any BridgeClock, publicURL: String,
    branding: @escaping @Sendable () -> PageBranding, tokens: @escaping @Sendable () -> PageTokens
  ) {
    self.service = service
    self.clock = clock
    self.cookies = PageCookies(isSecure: publicURL.lowercased().hasPrefix("https://"))
    self.publicOrigin = WebOrigin(publicURL)?.text ?? publicURL
    self.branding = branding
    self.tokens = tokens
  }

  /// Adds the routes.
  public func add<Context: RequestContext>(to router: some RouterMethods<Context>) {
    router.get("challenge/assets/page.css") { request, context in
      await answering("page-asset", request, context) { asset(\.stylesheet, request) }
    }
    router.get("challenge/assets/page.js") { request, context in
      await answering("page-asset", request, context) { asset(\.script, request) }
    }
    router.get("challenge/:token") { request, context in
      await answering("page-link", request, context) {
        try await open(request, context.parameters.get("token") ?? "")
      }
    }
    router.get("challenge/c/:handle") { request, context in
      await answering("page", request, context) {
        try await show(request, context.parameters.get("handle") ?? "")
      }
    }
    router.get("challenge/c/:handle/state") { request, context in
      await answering("page-state", request, context) {
        try await state(request, context.parameters.get("handle") ?? "")
      }
    }
    router.post("challenge/c/:handle") { request, context in
      await answering("page-code", request, context) {
        try await post(.code, request, context.parameters.get("handle") ?? "")
      }
    }
    for action in [Action.resend, .next, .notMe, .goOn] {
      router.post("challenge/c/:handle/\(action.rawValue)") { request, context in
        await answering("page-\(action.rawValue)", request, context) {
          try await post(action, request, context.parameters.get("handle") ?? "")
        }
      }
      // A form's address in the address bar.
      router.get("challenge/c/:handle/\(action.rawValue)") { request, context in
        await answering("page", request, context) {
          let handle = context.parameters.get("handle") ?? ""
          guard try await session(request, handle) != nil else {
            return standalone(.elsewhere, .notFound, request)
          }
          return redirect(to: Self.path(handle))
        }
      }
    }
  }

  /// The methods that a path of the page takes, for `Allow`; nil when there is nothing at it.
  static func methods(of path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    guard parts.first == "challenge", !parts.contains("") else { return nil }
    switch (parts.count, parts.dropFirst().first) {
    case (3, "assets"): return ["page.css", "page.js"].contains(parts[2]) ? "GET, HEAD" : nil
    case (3, "c"): return "GET, HEAD, POST"
    case (4, "c"):
      if parts[3] == "state" { return "GET, HEAD" }
      return Action(rawValue: parts[3]) == nil ? nil : "GET, HEAD, POST"
    case (2, _): return "GET, HEAD"
    default: return nil
    }
  }

  /// What a form does; the raw value is the last part of its path.
  enum Action: String {
    case code = ""
    case resend
    case next
    case notMe = "not-me"
    case goOn = "continue"
  }

  /// A browser's hold on a challenge.
  struct Session {
    let challenge: String
    let cookie: String
    let path: String
  }

  static func path(_ handle: String) -> String { "/challenge/c/\(handle)" }

  /// The session that the request's cookie has under a handle; nil for every other browser.
  func session(_ request: Request, _ handle: String) async throws -> Session? {
    guard let cookie = cookies.value(handle: handle, in: request),
      let challenge = try await service.challengeID(cookie: cookie)
    else { return nil }
    return Session(challenge: challenge, cookie: cookie, path: Self.path(handle))
  }

  /// Runs a handler, and counts its answer; what it throws becomes a page.
  private func answering(
    _ endpoint: String, _ request: Request, _ context: some RequestContext,
    _ handler: () async throws -> Response
  ) async -> Response {
    let start = clock.now
    let response = await answer(request, context, handler)
    BridgeMetrics.request(
      endpoint: endpoint, status: response.status.code, milliseconds: clock.now.since(start))
    return response
  }

  private func answer(
    _ request: Request, _ context: some RequestContext, _ handler: () async throws -> Response
  ) async -> Response {
    do {
      return try await handler()
    } catch Refusal.unknown {
      return standalone(.elsewhere, .notFound, request)
    } catch Refusal.unavailable(let retryAfter) {
      return unavailable(request, retryAfter)
    } catch {
      // The kind only: what an error says may have been made of what a person typed.
      context.logger.error("the page failed", metadata: ["error": "\(type(of: error))"])
      return unavailable(request, 5)
    }
  }

  private func unavailable(_ request: Request, _ retryAfter: Int64) -> Response {
    var response = standalone(.unavailable(path: nil), .serviceUnavailable, request)
    response.headers[.retryAfter] = String(retryAfter)
    return response
  }
}
#endif
