import PosternDiagnostics
import Testing

/// One row of a table: a sentence of the language page, a policy, and the findings it must have, in source order,
/// each as its code and the text under its caret.
struct FindingCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let policy: String
  let environment: String
  let tests: String?
  let others: [String]
  let today: String?
  let expected: [String]

  init(
    _ sentence: String, _ policy: String = "", environment: String = "", tests: String? = nil,
    others: [String] = [], today: String? = nil, _ expected: String...
  ) {
    testDescription = sentence
    self.policy = policy
    self.environment = environment
    self.tests = tests
    self.others = others
    self.today = today
    self.expected = expected
  }

  /// Runs the case and compares; the phases before must be content.
  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    let run = Run(policy, environment: environment, tests: tests, others: others, today: today)
    let before = run.before.filter { $0.severity == .error }.map { "\($0.code) \($0.message)" }
    #expect(before == [], "the phases before", sourceLocation: sourceLocation)
    let found = run.findings.map { "\($0.code) \(run.underlined($0))" }
    #expect(found == expected, "\(testDescription)", sourceLocation: sourceLocation)
    let hasError = run.findings.contains { $0.severity == .error }
    #expect(
      (run.model == nil) == hasError, "a model exactly where there is no error",
      sourceLocation: sourceLocation)
  }
}
