/// Counts as people read them: of requests, of classes, of logins, of money.
public enum CountWords {
  /// Digits with `,` between thousands: `1234567` becomes `1,234,567`.
  /// - Parameter digits: a count in decimal, without a sign.
  public static func grouped(_ digits: String) -> String {
    let digits = Array(digits)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// As `grouped`; from 10¹⁵ rounded down to three digits and a power of ten, such as `1.23 × 10^21`.
  /// - Parameter digits: a count in decimal, without a sign, of any length.
  public static func short(_ digits: String) -> String {
    guard digits.utf8.count > 15 else { return grouped(digits) }
    let leading = Array(digits.prefix(3))
    return "\(leading[0]).\(leading[1])\(leading[2]) × 10^\(digits.utf8.count - 1)"
  }
}
