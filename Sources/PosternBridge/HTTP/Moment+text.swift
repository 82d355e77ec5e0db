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
    return
      "\(pad(year, 4))-\(pad(month))-\(pad(day))T\(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60))Z"
  }

  private static func pad(_ value: Int64, _ width: Int = 2) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
#endif
