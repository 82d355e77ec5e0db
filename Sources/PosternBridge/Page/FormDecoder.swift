/// Why a form was not read.
public enum FormError: Error, Sendable, Equatable {
  case tooLarge, tooManyFields, malformedEscape, notUTF8, controlCharacter, missingName, duplicateField
}

/// Reads `application/x-www-form-urlencoded`, as the page's own forms send it and nothing laxer: every percent sign
/// has two hexadecimal digits after it, what comes out is UTF-8 without control characters, and no field comes
/// twice. Takes any bytes without trapping.
public enum FormDecoder {
  /// Bytes of a body.
  public static let maximumBytes = 4096
  /// Fields of a body.
  public static let maximumFields = 16

  /// - Complexity: O(n).
  /// - Throws: `FormError`; nothing is read of a form with a fault.
  public static func decode(_ bytes: some Collection<UInt8>) throws(FormError) -> [String: String] {
    guard bytes.count <= maximumBytes else { throw .tooLarge }
    var fields: [String: String] = [:]
    guard !bytes.isEmpty else { return fields }
    for pair in bytes.split(separator: 0x26, maxSplits: maximumFields, omittingEmptySubsequences: false) {
      guard fields.count < maximumFields else { throw .tooManyFields }
      let sides = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
      let name = try text(sides[0])
      guard !name.isEmpty else { throw .missingName }
      let value = sides.count == 2 ? try text(sides[1]) : ""
      guard fields.updateValue(value, forKey: name) == nil else { throw .duplicateField }
    }
    return fields
  }

  private static func text(_ escaped: some Collection<UInt8>) throws(FormError) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(escaped.count)
    var rest = escaped.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case 0x2B: bytes.append(0x20)
      case 0x25:
        guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else {
          throw .malformedEscape
        }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw .controlCharacter }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    return text
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
