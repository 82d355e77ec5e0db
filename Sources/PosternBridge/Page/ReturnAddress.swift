#if Server
/// Where the browser goes afterwards: one of `webhook.returnUrls`.
struct ReturnAddress: Equatable, Sendable {
  private let text: String
  /// Scheme, host and port, as `form-action` takes them.
  let origin: String

  /// nil for an address that is not plain http or https, or that cannot stand in a header.
  init?(_ text: String) {
    guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
    let authority = text.dropFirst(scheme.utf8.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.isEmpty, authority.utf8.allSatisfy(Self.isAuthority) else { return nil }
    self.text = text
    self.origin = scheme + authority
  }

  /// The address with `result=` after its own query and before its fragment.
  func adding(result: String) -> String {
    let (whole, fragment) = Self.cut(text, at: "#")
    let (path, query) = Self.cut(whole, at: "?")
    let separator = query.isEmpty ? "?" : query == "?" || query.hasSuffix("&") ? "" : "&"
    return path + query + separator + "result=" + Self.escaped(result) + fragment
  }

  private static func cut(_ text: String, at mark: Character) -> (before: String, from: String) {
    guard let place = text.firstIndex(of: mark) else { return (text, "") }
    return (String(text[..<place]), String(text[place...]))
  }

  private static func escaped(_ value: String) -> String {
    value.utf8.map { byte in
      Base64URL.isDigit(byte) || byte == 0x2E || byte == 0x7E
        ? String(Unicode.Scalar(byte)) : "%" + Hexadecimal.text([byte]).uppercased()
    }.joined()
  }

  /// Letters, digits, and what hosts and ports need; no user and no password.
  private static func isAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5B, 0x5D: true
    default: false
    }
  }
}
#endif
