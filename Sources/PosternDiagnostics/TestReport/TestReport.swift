public import PosternJSON

/// What one run of `test` found: the one value that every format is rendered from.
public struct TestReport: Sendable, Hashable {
  /// Name and version of the JSON format.
  public static let format = "postern.test/1"

  /// One side of a difference: a key of `expect:` and its values.
  public struct Side: Sendable, Hashable {
    public let key: String
    public let values: [String]

    public init(key: String, values: [String]) {
      self.key = key
      self.values = values
    }
  }

  /// An expectation that does not hold.
  public struct Difference: Sendable, Hashable {
    public let expected: Side
    public let actual: Side
    /// Where the expectation stands.
    public let place: ReportedPlace

    public init(expected: Side, actual: Side, place: ReportedPlace) {
      self.expected = expected
      self.actual = actual
      self.place = place
    }
  }

  /// Why a case failed.
  public struct Failure: Sendable, Hashable {
    /// At least one, in the order of the file.
    public let differences: [Difference]
    /// What of the sign-in the policy does not know, one line each.
    public let notes: [String]
    /// How the decision came about, for people: lines, ending with LF.
    public let explanation: String
    /// The same in the format `postern.explain/1`.
    public let explanationJSON: JSONValue

    public init(
      differences: [Difference], notes: [String], explanation: String, explanationJSON: JSONValue
    ) {
      self.differences = differences
      self.notes = notes
      self.explanation = explanation
      self.explanationJSON = explanationJSON
    }
  }

  /// One test in one environment.
  public struct Case: Sendable, Hashable {
    /// The test's name.
    public let name: String
    /// Where its name stands.
    public let place: ReportedPlace
    /// The sign-in, as `decide` reads it.
    public let request: JSONValue
    /// What was decided, as `decide` writes it.
    public let decision: JSONValue
    /// nil: it passed.
    public let failure: Failure?

    public init(
      name: String, place: ReportedPlace, request: JSONValue, decision: JSONValue, failure: Failure?
    ) {
      self.name = name
      self.place = place
      self.request = request
      self.decision = decision
      self.failure = failure
    }
  }

  /// The tests of one policy in one environment.
  public struct Suite: Sendable, Hashable {
    /// The policy's folder as a user names it.
    public let folder: String
    /// The policy's name.
    public let policy: String
    public let environment: String
    /// In the order of files and in them.
    public let cases: [Case]
    /// What the tests touch; nil where only some of them were run.
    public let coverage: TestCoverage?
    /// Which changes of the policy its tests would not see; nil where that was not asked.
    public let mutants: TestMutants?

    public init(
      folder: String, policy: String, environment: String, cases: [Case], coverage: TestCoverage?,
      mutants: TestMutants? = nil
    ) {
      self.mutants = mutants
      self.folder = folder
      self.policy = policy
      self.environment = environment
      self.cases = cases
      self.coverage = coverage
    }

    /// How many cases failed.
    public var failed: Int { cases.count { $0.failure != nil } }
  }

  /// The compiler's version.
  public let compiler: String
  /// By policy in the order given, then by environment in byte order.
  public let suites: [Suite]

  public init(compiler: String, suites: [Suite]) {
    self.compiler = compiler
    self.suites = suites
  }

  /// How many tests were run, each environment counting.
  public var tests: Int { suites.reduce(0) { $0 + $1.cases.count } }
  /// How many of them failed.
  public var failed: Int { suites.reduce(0) { $0 + $1.failed } }

  /// The policies' folders, each once, in order.
  public var folders: [String] {
    var folders: [String] = []
    for suite in suites where folders.last != suite.folder { folders.append(suite.folder) }
    return folders
  }

  /// One line for the end of a run, such as `2 of 27 tests failed in 3 policies, 9 environments`.
  public var summary: String {
    func count(_ number: Int, _ one: String, _ many: String) -> String {
      "\(number) \(number == 1 ? one : many)"
    }
    let places =
      "in \(count(folders.count, "policy", "policies")), \(count(suites.count, "environment", "environments"))"
    if tests == 0 { return "no tests \(places)" }
    return failed == 0
      ? "\(count(tests, "test", "tests")) passed \(places)"
      : "\(failed) of \(count(tests, "test", "tests")) failed \(places)"
  }
}
