#if Server
import HTTPTypes
import Hummingbird

/// The page's cookies: one for each challenge that a browser has opened, so that two sign-ins in one browser do not
/// meet.
///
/// Under https a cookie is called `__Host-postern-<handle>`: browsers take that name only with `Secure`, for the whole
/// host and without a domain, so that neither a sibling host nor plain http can plant one. Plain http is there for
/// loopback only, where browsers refuse that name: then it is `postern-<handle>` without `Secure`.
struct PageCookies: Sendable {
  /// Whether the public address is https.
  let isSecure: Bool

  /// As long as a row is kept; the challenge itself ends long before.
  static let maximumAge = 86_400
  /// Cookies that are looked up for one request.
  static let maximumLookups = 16

  private var prefix: String { isSecure ? "__Host-postern-" : "postern-" }

  /// The value of `Set-Cookie`.
  func setting(_ value: String) -> String {
    let name = prefix + PageTokens.handle(cookie: value)
    return "\(name)=\(value); Path=/; Max-Age=\(Self.maximumAge); HttpOnly; SameSite=Lax"
      + (isSecure ? "; Secure" : "")
  }

  /// The cookie of one handle; nil when there is none, or when the value does not belong to the name.
  func value(handle: String, in request: Request) -> String? {
    all(in: request).first { PageTokens.handle(cookie: $0) == handle }
  }

  /// The values of the page's cookies, each under the name that belongs to it; of very many the newest, which browsers
  /// send last (RFC 6265, section 5.4).
  func values(in request: Request) -> [String] { all(in: request).suffix(Self.maximumLookups) }

  private func all(in request: Request) -> [String] {
    var found: [String] = []
    for line in request.headers[values: .cookie] {
      for pair in line.split(separator: ";") {
        let sides = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
        guard sides.count == 2, sides[0].hasPrefix(prefix) else { continue }
        let value = String(sides[1])
        if PageTokens.isWellFormed(value),
          sides[0].dropFirst(prefix.count) == PageTokens.handle(cookie: value)
        {
          found.append(value)
        }
      }
    }
    return found
  }
}
#endif
