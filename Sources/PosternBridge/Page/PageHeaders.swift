#if Server
import HTTPTypes
import Hummingbird

/// The headers of everything that the page answers.
enum PageHeaders {
  /// No inline script or style, nothing from elsewhere; forms go to the page itself and, by redirect, to the address
  /// that the sign-in returns to.
  static func contentSecurityPolicy(returnOrigin: String?) -> String {
    let formAction = returnOrigin.map { "'self' \($0)" } ?? "'self'"
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
      "form-action \(formAction)", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")
  }

  static func document(returnOrigin: String?) -> HTTPFields {
    var fields = common
    fields[.contentType] = "text/html; charset=utf-8"
    fields[.contentSecurityPolicy] = contentSecurityPolicy(returnOrigin: returnOrigin)
    return fields
  }

  /// Of redirects and of JSON too: nothing of it is kept, sent on, or guessed at.
  static var common: HTTPFields {
    var fields = HTTPFields()
    fields[.cacheControl] = "no-store"
    fields[.xContentTypeOptions] = "nosniff"
    for (name, value) in rest { fields[name] = value }
    return fields
  }

  private static let rest: [(HTTPField.Name, String)] = [
    ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"), ("X-Robots-Tag", "noindex"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
  ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
#endif
