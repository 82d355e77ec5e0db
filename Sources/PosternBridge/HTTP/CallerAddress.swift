#if Server
import HTTPTypes

/// Finds who sent a request, behind proxies that are trusted.
struct CallerAddress: Sendable {
  var trusted: [Network]

  /// The nearest address that is no trusted proxy.
  /// - Returns: nil when it cannot be told: a proxy said both `Forwarded` and `X-Forwarded-For` (it passes one of them
  ///   on unseen), or something that is no address.
  func resolve(peer: IPAddress?, headers: HTTPFields) -> IPAddress? {
    guard let peer else { return nil }
    guard isTrusted(peer) else { return peer }
    let standard = headers[values: .forwarded]
    let usual = headers[values: .forwardedFor]
    if standard.isEmpty && usual.isEmpty { return peer }
    guard standard.isEmpty || usual.isEmpty else { return nil }
    let hops = standard.isEmpty ? Self.split(usual) : Self.split(standard).map(Self.forwardedFor)
    for hop in hops.reversed() {
      guard let hop, let address = Self.address(hop) else { return nil }
      if !isTrusted(address) { return address }
    }
    return hops.first?.flatMap(Self.address)
  }

  private func isTrusted(_ address: IPAddress) -> Bool {
    trusted.contains { $0.holds(address) }
  }

  /// The elements of a list header, over all its lines.
  private static func split(_ values: [String]) -> [String?] {
    values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map {
      $0.trimmed
    }
  }

  /// `for` of one element of `Forwarded`, RFC 7239 section 4.
  private static func forwardedFor(_ element: String?) -> String? {
    guard let element else { return nil }
    for pair in element.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmed.lowercased() == "for" else { continue }
      let value = parts[1].trimmed
      guard value.hasPrefix("\"") else { return value }
      guard value.count >= 2, value.hasSuffix("\"") else { return nil }
      return String(value.dropFirst().dropLast())
    }
    return nil
  }

  /// An address, with or without a port; IPv6 with a port stands in brackets.
  private static func address(_ text: String) -> IPAddress? {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      return IPAddress(text[text.index(after: text.startIndex)..<end])
    }
    if let address = IPAddress(text) { return address }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 ? IPAddress(parts[0]) : nil
  }
}

extension StringProtocol {
  /// Without blanks and tabs on either side.
  fileprivate var trimmed: String {
    var slice = self[...]
    while let first = slice.first, first == " " || first == "\t" { slice = slice.dropFirst() }
    while let last = slice.last, last == " " || last == "\t" { slice = slice.dropLast() }
    return String(slice)
  }
}
#endif
