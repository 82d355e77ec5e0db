import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternJSON
import PosternModel
import PosternReport
import PosternRuntime

/// Runs the tests of one policy without errors, in its environments.
struct TestRun {
  private let policy: CheckedPolicy
  private let tests: [PolicyTest]
  private let isFiltered: Bool
  private let mutates: Bool

  /// - Parameters:
  ///   - filter: what names must have one of, in whatever case; empty: all tests.
  ///   - mutates: whether to change the policy, one thing at a time, and see what notices.
  init(_ policy: CheckedPolicy, filter: [String], mutates: Bool) {
    self.mutates = mutates
    self.policy = policy
    let wanted = filter.map { $0.lowercased() }
    tests = policy.tests.filter { test in
      wanted.isEmpty || wanted.contains { test.name.lowercased().contains($0) }
    }
    isFiltered = !filter.isEmpty
  }

  /// One for each environment that was checked, in byte order.
  /// - Throws: `InternalFault` when the interpreter and the table differ.
  func suites() throws -> [TestReport.Suite] {
    var places = PlaceReader(
      policy.sources, masking: policy.diagnostics + policy.allowed.map(\.diagnostic))
    return try policy.environments.map { try suite($0, &places) }
  }

  private func suite(
    _ environment: CheckedEnvironment, _ places: inout PlaceReader
  ) throws -> TestReport.Suite {
    guard let model = environment.model else {
      throw InternalFault(text: "\(policy.name) has no model for \(environment.name)")
    }
    let opened = try PolicyTable.open(policy, environment)
    var cases: [TestReport.Case] = []
    var decisions: [Decision] = []
    for test in tests where test.applies(to: environment.name) {
      let decision = try decide(test, model, opened.table)
      cases.append(result(test, decision, opened, &places))
      decisions.append(decision)
    }
    let mutants =
      mutates ? MutationRun(of: model, tests: tests.filter { $0.applies(to: environment.name) }) : nil
    return TestReport.Suite(
      folder: policy.folder, policy: policy.name, environment: environment.name, cases: cases,
      coverage: isFiltered ? nil : coverage(of: model, by: decisions, &places),
      mutants: mutants.map { TestMutants($0, &places) })
  }

  private func coverage(
    of model: PolicyModel, by decisions: [Decision], _ places: inout PlaceReader
  ) -> TestCoverage {
    let regions = DecisionRegions(of: model)
    let count = regions.map { TestCoverage.Count($0, gaps: $0.gaps(after: decisions), &places) }
    return TestCoverage(RuleCoverage(of: model, by: decisions, in: regions), count, &places)
  }

  /// What both evaluators decide.
  private func decide(_ test: PolicyTest, _ model: PolicyModel, _ table: RoutingTable) throws -> Decision {
    let decision = model.interpret(test.request)
    let tables = table.resolve(table.decide(TableRequest(test.request)))
    if DecisionLine(decision) != DecisionLine(tables) {
      let texts = [DecisionLine(decision), DecisionLine(tables)].map {
        $0.json.serialized(indent: nil, finalNewline: false)
      }
      throw InternalFault(
        text:
          "for the test `\(SafeText.of(test.name))` of \(policy.name) in \(model.environment) the interpreter "
          + "decides \(texts[0]), and the table \(texts[1])")
    }
    return decision
  }

  private func result(
    _ test: PolicyTest, _ decision: Decision, _ opened: PolicyTable, _ places: inout PlaceReader
  ) -> TestReport.Case {
    var differences: [TestReport.Difference] = []
    for expectation in test.unmet(by: decision).sorted(by: { $0.source.start < $1.source.start }) {
      differences.append(
        TestReport.Difference(
          expected: TestReport.Side(expectation.claim.expected),
          actual: TestReport.Side(expectation.claim.actual(of: decision)),
          place: places.place(expectation.source)))
    }
    return TestReport.Case(
      name: test.name, place: places.place(test.source), request: test.request.json,
      decision: DecisionLine(decision).json,
      failure: differences.isEmpty ? nil : failure(test, differences, opened))
  }

  private func failure(
    _ test: PolicyTest, _ differences: [TestReport.Difference], _ opened: PolicyTable
  ) -> TestReport.Failure {
    let request = TableRequest(test.request)
    let explanation = opened.table.explain(request)
    return TestReport.Failure(
      differences: differences, notes: RequestNotes(table: opened.table, request: request).texts,
      explanation: ExplanationText(explanation, opened, colour: false, isBrief: true).text,
      explanationJSON: ExplanationJSON(explanation, opened).json)
  }
}
