/// How the language writes numbers, durations, names and the like. Pure functions of bytes.
enum ScalarSyntax {
  /// What came of a number or a duration.
  enum Number<Value: Sendable & Equatable>: Sendable, Equatable {
    case value(Value)
    /// Well-formed but for its sign or its size.
    case outOfRange
    case malformed
  }

  /// `0|[1-9][0-9]*`; negative numbers are out of every range.
  static func integer(_ text: Span<UInt8>) -> Number<Int> {
    let isNegative = text.count > 1 && text[0] == UInt8(ascii: "-")
    let first = isNegative ? 1 : 0
    switch digits(text, first, text.count) {
    case .value(let value): return isNegative ? .outOfRange : .value(value)
    case .outOfRange: return .outOfRange
    case .malformed: return .malformed
    }
  }

  /// `[1-9][0-9]*(s|m|h|d)`, and `0s`; in seconds.
  static func duration(_ text: Span<UInt8>, from first: Int = 0) -> Number<UInt32> {
    guard text.count - first >= 2 else { return .malformed }
    let factor: Int
    switch text[text.count - 1] {
    case UInt8(ascii: "s"): factor = 1
    case UInt8(ascii: "m"): factor = 60
    case UInt8(ascii: "h"): factor = 3600
    case UInt8(ascii: "d"): factor = 86400
    default: return .malformed
    }
    switch digits(text, first, text.count - 1) {
    case .malformed: return .malformed
    case .outOfRange: return .outOfRange
    case .value(let value):
      if value == 0 { return factor == 1 ? .value(0) : .malformed }
      let (seconds, overflow) = value.multipliedReportingOverflow(by: factor)
      guard !overflow, let result = UInt32(exactly: seconds) else { return .outOfRange }
      return .value(result)
    }
  }

  /// How many a bucket holds at most: 32 bits.
  static let largestBucket = Int(UInt32.max)

  /// `5 per 10m`; out of range when more than `largestBucket`, or an interval that cannot be told.
  static func bucket(_ text: Span<UInt8>) -> Number<BucketDeclaration> {
    let middle: StaticString = " per "
    var end = 0
    while end < text.count, isDigit(text[end]) { end += 1 }
    guard text.count > end + middle.utf8CodeUnitCount else { return .malformed }
    for (offset, byte) in " per ".utf8.enumerated() where text[end + offset] != byte { return .malformed }
    let count = digits(text, 0, end)
    let interval = duration(text, from: end + middle.utf8CodeUnitCount)
    if count == .malformed || count == .value(0) || interval == .malformed || interval == .value(0) {
      return .malformed
    }
    guard case .value(let max) = count, max <= largestBucket, case .value(let interval) = interval else {
      return .outOfRange
    }
    return .value(BucketDeclaration(max: max, interval: interval))
  }

  /// Hundredths of a percent of `(0|[1-9][0-9]?|100)(\.[0-9]{1,2})?%`, at most 10,000.
  static func percentage(_ text: Span<UInt8>) -> Int? {
    guard text.count >= 2, text[text.count - 1] == UInt8(ascii: "%") else { return nil }
    let end = text.count - 1
    var point = 0
    while point < end, text[point] != UInt8(ascii: ".") { point += 1 }
    guard case .value(let whole) = digits(text, 0, point), whole <= 100 else { return nil }
    var result = whole * 100
    if point < end {
      guard (1...2).contains(end - point - 1) else { return nil }
      var weight = 10
      for index in (point + 1)..<end {
        guard isDigit(text[index]) else { return nil }
        result += Int(text[index] - UInt8(ascii: "0")) * weight
        weight /= 10
      }
    }
    return result <= 10_000 ? result : nil
  }

  /// `\+[1-9][0-9]{0,16}`.
  static func isPrefix(_ text: Span<UInt8>) -> Bool {
    guard (2...18).contains(text.count), text[0] == UInt8(ascii: "+"), text[1] != UInt8(ascii: "0") else {
      return false
    }
    for index in 1..<text.count where !isDigit(text[index]) { return false }
    return true
  }

  /// `YYYY-MM-DD`, a day of the Gregorian calendar from year 1 on.
  static func isDate(_ text: Span<UInt8>) -> Bool {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return false }
    guard let year = plainDigits(text, 0..<4), let month = plainDigits(text, 5..<7),
      let day = plainDigits(text, 8..<10)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return year >= 1 && (1...12).contains(month) && day >= 1 && day <= days[month - 1]
  }

  /// `[a-z][a-z0-9-]*`, at most 64, not beginning with `x-`.
  static func isName(_ text: Span<UInt8>) -> Bool {
    guard (1...64).contains(text.count), isLower(text[0]), !isExtension(text) else { return false }
    for index in 1..<text.count {
      let byte = text[index]
      guard isLower(byte) || isDigit(byte) || byte == UInt8(ascii: "-") else { return false }
    }
    return true
  }

  /// `[a-z][a-z0-9_]*`.
  static func isVariableName(_ text: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = text.first, isLower(first) else { return false }
    return text.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// `x-…`.
  static func isExtension(_ text: Span<UInt8>) -> Bool {
    text.count >= 2 && text[0] == UInt8(ascii: "x") && text[1] == UInt8(ascii: "-")
  }

  /// `#rrggbb`.
  static func isColour(_ text: Span<UInt8>) -> Bool {
    guard text.count == 7, text[0] == UInt8(ascii: "#") else { return false }
    for index in 1..<7 {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        continue
      default: return false
      }
    }
    return true
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  static func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

  /// Digits without a leading zero.
  private static func digits(_ text: Span<UInt8>, _ first: Int, _ end: Int) -> Number<Int> {
    guard end > first else { return .malformed }
    for index in first..<end where !isDigit(text[index]) { return .malformed }
    if end - first > 1, text[first] == UInt8(ascii: "0") { return .malformed }
    guard end - first <= 18 else { return .outOfRange }
    var result = 0
    for index in first..<end { result = result * 10 + Int(text[index] - UInt8(ascii: "0")) }
    return .value(result)
  }

  /// Whether a text begins with a zero that another digit follows.
  static func hasLeadingZero(_ text: Span<UInt8>) -> Bool {
    text.count > 1 && text[0] == UInt8(ascii: "0") && isDigit(text[1])
  }

  private static func plainDigits(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var result = 0
    for index in range {
      guard isDigit(text[index]) else { return nil }
      result = result * 10 + Int(text[index] - UInt8(ascii: "0"))
    }
    return result
  }
}
