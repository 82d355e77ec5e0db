/// What is wrong with a table of traffic or prices, and where.
public struct CSVFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of fault; texts are the file's.
  public enum Kind: Sendable, Hashable {
    case tooLong
    case notUTF8
    case loneCarriageReturn
    case openQuote
    case quoteInField
    case textBehindQuote
    case header(found: String, wanted: String)
    case fields(found: Int, wanted: Int)
    case country(String)
    case channel(String)
    case notANumber(String)
    case negative(String)
    case tooLarge(String)
    case places(String)
    case duplicate(String, first: Int)
  }

  /// From 1.
  public let line: Int
  public let kind: Kind

  /// Behind `file:line: `.
  public var description: String {
    switch kind {
    case .tooLong: "the file is larger than 8 MiB"
    case .notUTF8: "not UTF-8"
    case .loneCarriageReturn: "a carriage return without a line feed"
    case .openQuote: "a quote that is never closed"
    case .quoteInField: "a quote inside a field: the whole field is quoted, and a quote in it doubled"
    case .textBehindQuote: "something between a closing quote and the next comma"
    case .header(let found, let wanted): "the first line is `\(found)`, not `\(wanted)`"
    case .fields(let found, let wanted): "\(found) \(found == 1 ? "field" : "fields"), not \(wanted)"
    case .country(let text):
      "no country `\(text)`: two capital letters of ISO 3166-1, such as `DE`, or `unknown`"
    case .channel(let text): "no channel `\(text)`: `sms`, `whatsapp`, `call` or `email`"
    case .notANumber(let text):
      "`\(text)` is no number: digits, and for a price at most one point between them, such as `0.5`"
    case .negative(let text): "`\(text)` is less than zero"
    case .tooLarge(let text): "`\(text)` is too large"
    case .places(let text): "`\(text)` has more than six decimal places"
    case .duplicate(let text, let first): "\(text) stands on line \(first) already"
    }
  }
}

/// All faults of a table, in order of line.
public struct CSVFaults: Error, Sendable, Hashable {
  public let faults: [CSVFault]

  init(_ faults: [CSVFault]) {
    self.faults = faults.sorted { $0.line < $1.line }
  }
}
