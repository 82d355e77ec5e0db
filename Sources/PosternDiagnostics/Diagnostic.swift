/// How bad a finding is.
///
/// An *error* is what cannot work once deployed, or whose meaning is in doubt; the rest is a *warning*.
public enum Severity: String, Sendable, Hashable, Comparable {
  case error
  case warning

  public static func < (a: Severity, b: Severity) -> Bool {
    a == .error && b == .warning
  }
}

/// A second place that a finding is about, with what stands there.
public struct RelatedPlace: Sendable, Hashable {
  /// What stands there, lower case, without a final period.
  public var message: String
  /// Where.
  public var range: SourceRange

  public init(_ message: String, _ range: SourceRange) {
    self.message = message
    self.range = range
  }
}

/// One finding, as a value. It is made only by the typed functions of `Catalogue/`, where all wording lives.
public struct Diagnostic: Sendable, Hashable {
  /// The catalogue's code, such as `PST0210`.
  public let code: String
  /// The catalogue's severity of that code.
  public let severity: Severity
  /// The catalogue's title of that code.
  public let title: String
  /// What is wrong, in one line: lower case, no final period, the user's words in backticks.
  public var message: String
  /// The primary place.
  public var range: SourceRange
  /// Further places, in the order to be shown.
  public var related: [RelatedPlace]
  /// What to do about it.
  public var help: String?
  /// More that one should know, examples last.
  public var notes: [String]
  /// How many of the notes, the last ones, are about a request that shows the finding. Where an environment has
  /// another such request, the finding is still the same.
  var exampleCount: Int
  /// The message where it does not name such a request; nil where it never does.
  var messageWithoutExample: String?
  /// What other environments have in place of the example, where they are merged into this finding: for programs.
  public var otherExamples: [String] = []
  /// The environments the finding holds in, sorted; empty when it does not depend on one.
  public var environments: [String]
  /// Bytes that no output may show: the places of literal secrets. Excerpts mask them.
  public var masked: [SourceRange]

  /// Makes a finding of a catalogue entry.
  package init(
    _ entry: CatalogueEntry, _ message: String, at range: SourceRange, related: [RelatedPlace] = [],
    help: String? = nil, notes: [String] = [], example: [String]? = nil,
    messageWithoutExample: String? = nil, masked: [SourceRange] = []
  ) {
    self.code = entry.code
    self.severity = entry.severity
    self.title = entry.title
    self.message = message
    self.range = range
    self.related = related
    self.help = help
    self.notes = notes + (example ?? [])
    exampleCount = example?.count ?? 0
    self.messageWithoutExample = messageWithoutExample
    self.environments = []
    self.masked = masked
  }
}
