#if Server
import Foundation

/// Scheme, host and port of an http or https URL.
struct WebOrigin: Sendable, Hashable {
  var isSecure: Bool
  /// Lower case, IPv6 without brackets.
  var host: String
  var port: Int

  init?(_ url: String) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      scheme == "https" || scheme == "http", let host = parts.host?.lowercased(), !host.isEmpty,
      parts.user == nil, parts.password == nil
    else { return nil }
    isSecure = scheme == "https"
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    port = parts.port ?? (isSecure ? 443 : 80)
    guard (1...65535).contains(port) else { return nil }
  }

  /// Without a final slash, and without the port that the scheme has anyway.
  var text: String {
    let name = host.contains(":") ? "[\(host)]" : host
    let usual = isSecure ? 443 : 80
    return "\(isSecure ? "https" : "http")://\(name)" + (port == usual ? "" : ":\(port)")
  }

  /// Whether it is this machine, by name or by address.
  var isLoopback: Bool {
    if host == "localhost" { return true }
    guard let address = IPAddress(host) else { return false }
    return PublicAddress.isLoopback(address)
  }
}
#endif
