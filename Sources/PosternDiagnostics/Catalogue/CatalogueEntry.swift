/// One code of the catalogue: a promise that is listed, explained, exemplified and emitted.
public struct CatalogueEntry: Sendable, Hashable {
  /// `PST` and four digits; never reused.
  public let code: String
  /// Error or warning; one per code.
  public let severity: Severity
  /// A few words, lower case, without a final period.
  public let title: String
  /// Why it matters and how to mend it: a few sentences of Markdown.
  public let explanation: String
  /// A policy that has the fault.
  public let bad: CatalogueExample
  /// The same policy without it.
  public let good: CatalogueExample

  package init(
    _ code: String, _ severity: Severity, _ title: String, explanation: String, bad: CatalogueExample,
    good: CatalogueExample
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.bad = bad
    self.good = good
  }
}

/// The part of a policy that shows a fault, or shows it mended.
///
/// An example is a fragment: each of its top-level sections replaces that section of the base policy that
/// `ExamplePolicy` of the tests keeps, so that a reader sees the point and the test still runs a whole policy.
public struct CatalogueExample: Sendable, Hashable, ExpressibleByStringLiteral {
  /// File name relative to the policy's folder → YAML fragment (or whole file), in the order to be shown.
  public let files: [File]
  /// The day the example is checked on, `YYYY-MM-DD`; nil where no date matters.
  public let today: String?
  /// Whether it only describes the fault, which no text of this length can have (bytes that are no text, a file
  /// of 8 MiB): it is shown, and the fault has a test of its own.
  public let isDescription: Bool

  /// One file of an example.
  public struct File: Sendable, Hashable {
    /// Relative to the policy's folder.
    public let name: String
    /// A fragment of YAML.
    public let text: String
    /// Whether `text` is the whole file and replaces it, rather than sections of it.
    public let isWhole: Bool

    package init(_ name: String, _ text: String, isWhole: Bool = false) {
      self.name = name
      self.text = text
      self.isWhole = isWhole
    }
  }

  /// An example of sections of `policy.yaml`.
  public init(stringLiteral value: String) {
    self.files = [File("policy.yaml", value)]
    self.today = nil
    self.isDescription = false
  }

  package init(_ files: [File], today: String? = nil) {
    self.files = files
    self.today = today
    self.isDescription = false
  }

  /// An example that only describes the fault.
  package init(description: String) {
    self.files = [File("policy.yaml", description)]
    self.today = nil
    self.isDescription = true
  }
}
