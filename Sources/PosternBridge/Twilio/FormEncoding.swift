#if Server
/// `application/x-www-form-urlencoded`, and the query of a URL: UTF-8, all but unreserved characters in hexadecimal.
enum FormEncoding {
  /// Names and values, in their order.
  static func text(_ fields: [(String, String)]) -> String {
    var text: [UInt8] = []
    for (name, value) in fields {
      if !text.isEmpty { text.append(0x26) }
      append(name, to: &text)
      text.append(0x3D)
      append(value, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// One segment of a path.
  static func segment(_ value: String) -> String {
    var text: [UInt8] = []
    append(value, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ value: String, to text: inout [UInt8]) {
    for byte in value.utf8 {
      if isUnreserved(byte) {
        text.append(byte)
      } else {
        text.append(0x25)
        text.append(digit(byte >> 4))
        text.append(digit(byte & 15))
      }
    }
  }

  /// RFC 3986 §2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
#endif
