#if Server
/// `application/x-www-form-urlencoded`, both ways.
enum FormText {
  static func text(_ fields: [(name: String, value: String)]) -> String {
    fields.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
  }

  /// nil: it is none.
  static func fields(_ text: some StringProtocol) -> [(name: String, value: String)]? {
    var fields: [(name: String, value: String)] = []
    for pair in text.utf8.split(separator: 0x26) {
      let end = pair.firstIndex(of: 0x3D) ?? pair.endIndex
      guard let name = decode(pair[..<end]), end < pair.endIndex,
        let value = decode(pair[pair.index(after: end)...])
      else { return nil }
      fields.append((name, value))
    }
    return fields
  }

  static func decode(_ bytes: some Collection<UInt8>) -> String? {
    var decoded: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      bytes.formIndex(after: &index)
      guard byte == 0x25 else {
        decoded.append(byte == 0x2B ? 0x20 : byte)
        continue
      }
      let digits = bytes[index...].prefix(2)
      guard digits.count == 2, let text = String(validating: digits, as: UTF8.self),
        text.allSatisfy(\.isHexDigit), let value = UInt8(text, radix: 16)
      else { return nil }
      decoded.append(value)
      bytes.formIndex(&index, offsetBy: 2)
    }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
#endif
