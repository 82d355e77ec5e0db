#if Server
/// A moment in UTC, to the minute, by the Gregorian calendar.
struct CalendarTime: Equatable {
  /// `2026-11-23T08:20Z`, for the `datetime` attribute.
  let standard: String
  /// `2026-11-23 08:20 UTC`: the same in every language; the script puts the reader's own in its place.
  let readable: String

  /// Years outside 1970 to 9999 are shown as their nearest end.
  init(_ moment: Moment) {
    let seconds = min(max(moment.seconds, 0), 253_402_300_799)
    let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // Howard Hinnant, chrono-compatible low-level date algorithms, civil_from_days: eras of 400 years from 0000-03-01.
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
    let time = "\(Self.digits(second / 3600, 2)):\(Self.digits(second / 60 % 60, 2))"
    self.standard = "\(date)T\(time)Z"
    self.readable = "\(date) \(time) UTC"
  }

  private static func digits(_ value: Int64, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
#endif
