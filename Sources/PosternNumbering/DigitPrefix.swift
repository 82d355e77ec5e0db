/// The first digits of an E.164 number, without the plus sign.
public struct DigitPrefix: Hashable, Sendable, Comparable {
  /// Each 0 … 9, the first one not 0; 1 … 17 of them.
  public let digits: [UInt8]

  /// Reads `\+[1-9][0-9]{0,16}`; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.count <= 18, bytes[0] == 0x2B, bytes[1] != 0x30 else { return nil }
    guard bytes.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.digits = bytes.dropFirst().map { $0 - 0x30 }
  }

  /// As the policy writes it: `+4477`.
  public var text: String { "+" + digits.map(String.init).joined() }

  /// Whether every number of the other prefix begins with this one.
  public func covers(_ other: DigitPrefix) -> Bool { other.digits.starts(with: digits) }

  public static func < (a: DigitPrefix, b: DigitPrefix) -> Bool {
    a.digits.lexicographicallyPrecedes(b.digits)
  }
}
