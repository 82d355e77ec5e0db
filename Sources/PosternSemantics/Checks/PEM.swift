/// The textual form of certificates (RFC 7468).
enum PEM {
  private static let begin = Array("-----BEGIN CERTIFICATE-----".utf8)
  private static let end = Array("-----END CERTIFICATE-----".utf8)

  /// Whether a text is one certificate: its two marks on lines of their own, and base64 between them. What the base64
  /// says is not looked at.
  static func isCertificate(_ text: [UInt8]) -> Bool {
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }.map { trimmed($0) }.filter { !$0.isEmpty }
    guard lines.count >= 3, lines[0].elementsEqual(begin), lines[lines.count - 1].elementsEqual(end) else {
      return false
    }
    let body = lines[1..<(lines.count - 1)].joined()
    let digits = body.prefix { isBase64($0) }.count
    let padding = body.dropFirst(digits)
    return digits > 0 && padding.count <= 2 && padding.allSatisfy { $0 == UInt8(ascii: "=") }
      && (digits + padding.count) % 4 == 0
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
    return line
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }
}
