/// Whether a text can be a URL: enough to catch what was never one.
enum URLSyntax {
  /// - Parameter schemes: how it may begin, `https://` or `mailto:`; empty: any scheme with `://`.
  static func isURL(_ text: Span<UInt8>, schemes: [String]) -> Bool {
    for index in 0..<text.count {
      let byte = text[index]
      if byte <= 0x20 || byte == 0x7F || byte >= 0x80 { return false }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { return false }
    }
    if schemes.isEmpty { return isAbsolute(text) }
    for scheme in schemes where hasPrefix(text, scheme) {
      let rest = scheme.utf8.count
      if scheme.hasSuffix("://") { return isHost(text, from: rest) }
      return isAddress(text, from: rest)
    }
    return false
  }

  /// `scheme://something`.
  private static func isAbsolute(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count, text[index] != UInt8(ascii: ":") {
      let byte = text[index] | 0x20
      let isLetter = ScalarSyntax.isLower(byte)
      let isOther =
        ScalarSyntax.isDigit(text[index]) || text[index] == UInt8(ascii: "+")
        || text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: ".")
      guard isLetter || (isOther && index > 0) else { return false }
      index += 1
    }
    guard index > 0, text.count > index + 3 else { return false }
    return text[index + 1] == UInt8(ascii: "/") && text[index + 2] == UInt8(ascii: "/")
  }

  /// A host follows: it begins with a letter, a digit or a bracket, and a port is a number up to 65535.
  private static func isHost(_ text: Span<UInt8>, from first: Int) -> Bool {
    var end = first
    while end < text.count, text[end] != UInt8(ascii: "/"), text[end] != UInt8(ascii: "?"),
      text[end] != UInt8(ascii: "#")
    {
      end += 1
    }
    guard end > first else { return false }
    var index = first
    if text[first] == UInt8(ascii: "[") {
      index += 1
      while index < end, isIPv6Byte(text[index]) { index += 1 }
      guard index > first + 2, index < end, text[index] == UInt8(ascii: "]") else { return false }
      index += 1
    } else {
      guard isHostByte(text[first]), text[first] != UInt8(ascii: ".") else { return false }
      while index < end, isHostByte(text[index]) { index += 1 }
    }
    guard index < end else { return true }
    guard text[index] == UInt8(ascii: ":"), end - index - 1 <= 5, end > index + 1 else { return false }
    var port = 0
    for digit in (index + 1)..<end {
      guard ScalarSyntax.isDigit(text[digit]) else { return false }
      port = port * 10 + Int(text[digit] - UInt8(ascii: "0"))
    }
    return port <= 65535
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    ScalarSyntax.isLower(byte | 0x20) || ScalarSyntax.isDigit(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  /// What an address of IPv6 is written with, the last of it perhaps as one of IPv4.
  private static func isIPv6Byte(_ byte: UInt8) -> Bool {
    ScalarSyntax.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  /// Something, an `@`, something.
  private static func isAddress(_ text: Span<UInt8>, from first: Int) -> Bool {
    for index in first..<text.count where text[index] == UInt8(ascii: "@") {
      return index > first && index + 1 < text.count
    }
    return false
  }

  private static func hasPrefix(_ text: Span<UInt8>, _ prefix: String) -> Bool {
    guard text.count > prefix.utf8.count else { return false }
    var index = 0
    for byte in prefix.utf8 {
      if text[index] != byte { return false }
      index += 1
    }
    return true
  }
}
