import Foundation

/// base64url without padding, RFC 4648 section 5.
enum Base64URL {
  /// - Returns: nil for any other character, padding, or a length that no bytes have.
  static func decode(_ text: some StringProtocol) -> Data? {
    guard text.utf8.allSatisfy(isDigit) else { return nil }
    var padded = String(
      decoding: text.utf8.map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 }, as: UTF8.self)
    switch padded.utf8.count % 4 {
    case 0: break
    case 2: padded += "=="
    case 3: padded += "="
    default: return nil
    }
    return Data(base64Encoded: padded)
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Data(bytes).base64EncodedData().lazy.filter { $0 != 0x3D }
    return String(decoding: digits.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 }, as: UTF8.self)
  }

  /// Whether a byte is one of the 64.
  static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
