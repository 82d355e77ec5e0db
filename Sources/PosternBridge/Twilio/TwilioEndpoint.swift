#if Server
import Foundation

/// Where Twilio Verify is reached: an origin, nothing else.
public struct TwilioEndpoint: Sendable, Hashable {
  /// Scheme, host and port, without a slash at the end.
  public let origin: String

  /// `https://verify.twilio.com`
  public static let standard = TwilioEndpoint(known: "https://verify.twilio.com")

  private init(known origin: String) {
    self.origin = origin
  }

  /// Reads `--twilio-url`.
  /// - Throws: `TwilioEndpointError`.
  public init(_ text: String) throws(TwilioEndpointError) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "https" || scheme == "http", let host = parts.host?.lowercased(), !host.isEmpty,
      parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
      parts.path.isEmpty || parts.path == "/", (1...65535).contains(parts.port ?? 443)
    else { throw .malformed }
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    guard scheme == "https" || Self.isLoopback(bare) else { throw .insecure }
    let shown = bare.contains(":") ? "[\(bare)]" : bare
    self.origin = "\(scheme)://\(shown)\(parts.port.map { ":\($0)" } ?? "")"
  }

  /// `localhost`, `127.0.0.0/8`, `::1`: by its text, nothing is resolved.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let bytes = host.split(separator: ".", omittingEmptySubsequences: false)
    return bytes.count == 4 && bytes[0] == "127"
      && bytes.allSatisfy { (1...3).contains($0.utf8.count) && UInt8($0) != nil }
  }
}

/// Why a URL is no place to reach Twilio at.
public enum TwilioEndpointError: Error, Sendable, Equatable {
  /// Not an `http` or `https` URL of an origin alone: no user, path, query or fragment.
  case malformed
  /// Plain `http` to another host than this machine.
  case insecure
}
#endif
