#if Server
/// Addresses as a person may see them. How much is hidden does not tell how long it is.
public enum MaskedAddress {
  /// A number in E.164 form with its calling code and its last two digits: `+55•••••••21`. A number too short to hide
  /// at least four digits loses its last two as well.
  public static func phone(_ number: String) -> String {
    let digits = number.utf8.filter { (0x30...0x39).contains($0) }
    let code = callingCodeLength(of: digits)
    let end = digits.count >= code + 6 ? digits.suffix(2) : []
    return "+" + text(digits.prefix(code)) + "•••••••" + text(end)
  }

  /// An e-mail address with its first character and its domain: `a•••@example.com`.
  public static func email(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@"), let first = address[..<at].first else { return "•••" }
    return "\(first)•••\(address[at...])"
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: Array(digits), as: UTF8.self)
  }

  /// Calling codes are prefix-free; those of one and two digits are a closed list, all others have three.
  /// Source: ITU-T E.164, list of assigned country codes (2016, with its amendments).
  private static func callingCodeLength(of digits: [UInt8]) -> Int {
    guard let first = digits.first else { return 0 }
    if first == 0x31 || first == 0x37 { return 1 }
    guard digits.count > 1 else { return 1 }
    let two = Int(first - 0x30) * 10 + Int(digits[1] - 0x30)
    return twoDigitCodes.contains(two) ? 2 : min(3, digits.count)
  }

  private static let twoDigitCodes: Set<Int> = [
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58,
    60, 61,
    62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
  ]
}
#endif
