#if Server
extension Moment {
  /// UTC by RFC 3339, whole seconds rounded down: `2026-11-23T08:15:00Z`.
  var text: String { Self.text(seconds: seconds) }

  /// The same, rounded up: a time from which something is allowed.
  var textRoundedUp: String { Self.text(seconds: adding(milliseconds: 999).seconds) }

  private static func text(seconds: Int64) -> String {
    // The proleptic Gregorian calendar by days since 0000-03-01, eras of 400 years.
    let clamped = min(max(seconds, 0), 253_402_300_799)
    let (days, rest) = clamped.quotientAndRemainder(dividingBy: 86_400)
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    var text: [UInt8] = []
    text.reserveCapacity(20)
    append(year / 100, to: &text)
    append(year % 100, to: &text)
    for (mark, value) in [
      (UInt8(ascii: "-"), month), (UInt8(ascii: "-"), day), (UInt8(ascii: "T"), rest / 3600),
      (UInt8(ascii: ":"), rest / 60 % 60), (UInt8(ascii: ":"), rest % 60),
    ] {
      text.append(mark)
      append(value, to: &text)
    }
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  /// Two digits.
  private static func append(_ value: Int64, to text: inout [UInt8]) {
    text.append(0x30 + UInt8(truncatingIfNeeded: value / 10))
    text.append(0x30 + UInt8(truncatingIfNeeded: value % 10))
  }
}
#endif
