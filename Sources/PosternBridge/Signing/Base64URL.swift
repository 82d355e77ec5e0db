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
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.underestimatedCount * 4 / 3 + 3)
    // The bits that have no digit yet, and how many they are.
    var rest: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      rest = rest << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        digits.append(digit(rest >> bits & 63))
      }
      rest &= 63
    }
    if bits > 0 { digits.append(digit(rest << (6 - bits) & 63)) }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The digit of a number up to 63.
  private static func digit(_ value: UInt32) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: value)
    switch value {
    case ..<26: return 0x41 + value
    case ..<52: return 0x61 + (value - 26)
    case ..<62: return 0x30 + (value - 52)
    case 62: return 0x2D
    default: return 0x5F
    }
  }

  /// Whether a byte is one of the 64.
  static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
