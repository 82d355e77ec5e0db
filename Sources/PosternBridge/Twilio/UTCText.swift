#if Server
import Foundation

/// Times as Twilio writes them: ISO 8601 in UTC, whole seconds, `2015-07-30T20:00:00Z`.
enum UTCText {
  /// Rounded down to the second.
  static func text(_ moment: Moment) -> String {
    Date(timeIntervalSince1970: TimeInterval(moment.seconds)).formatted(.iso8601)
  }

  /// Reads a time; a fraction of a second is read to the millisecond. nil: it is none.
  static func moment(_ text: String) -> Moment? {
    var whole = text
    var milliseconds: Int64 = 0
    if let point = text.firstIndex(of: ".") {
      let rest = text[text.index(after: point)...]
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, let value = Int64(digits.prefix(3)) else { return nil }
      milliseconds = [100, 10, 1][min(digits.count, 3) - 1] * value
      whole = String(text[..<point] + rest[digits.endIndex...])
    }
    guard whole.utf8.count < 40, let date = try? Date(whole, strategy: .iso8601) else { return nil }
    return Moment(milliseconds: Int64(date.timeIntervalSince1970 * 1000) + milliseconds)
  }
}
#endif
