import ArgumentParser
import PosternCompiler
import PosternDiagnostics
import PosternJSON

/// `postern test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests of policies, in every environment.",
    usage: "postern test [<policy> ...] [--env <environment> ...] [<options>]",
    discussion: """
      Each test of tests/*.yaml is decided by the reference interpreter and by the compiled table, which must agree. \
      A failure shows what was expected and what was decided, and how the decision came about; the exit code is then \
      4. Results go to standard output, a summary to standard error. A policy with errors is not tested.

      What no test touches is listed, by rule, outcome and plan. With --min-coverage the exit code is also 4 where, \
      in an environment, tests touch a smaller share of the rules.

      EXAMPLES:
        postern test
        postern test policies/acme-workforce --env prod --filter admin
        postern test --min-coverage 80 --format junit > tests.xml
      """)

  /// How results are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, github, junit
  }

  @OptionGroup var policy: PolicyArguments
  @OptionGroup var environment: EnvironmentOption

  @Option(
    help: ArgumentHelp(
      "Only tests with this in their name, in whatever case; may be given several times.", valueName: "text"))
  var filter: [String] = []

  @Option(help: "How results are written.")
  var format = Format.text

  @Option(
    name: .customLong("min-coverage"),
    help: ArgumentHelp(
      "The share of rules, in percent, that tests must touch in each environment.", valueName: "percent"))
  var minimumCoverage: Int?

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func validate() throws {
    if let minimumCoverage, !(0...100).contains(minimumCoverage) {
      throw ValidationError("--min-coverage wants a percentage from 0 to 100.")
    }
    if minimumCoverage != nil, !filter.isEmpty {
      throw ValidationError("--min-coverage is for all tests: it cannot go with --filter.")
    }
  }

  func run() throws {
    try reporting {
      let run = try CheckRun(
        policy.policies, standardInputPath: policy.standardInputPath, environments: environment.environments,
        today: day.today)
      let findings = run.report
      if findings.errors > 0 {
        Terminal.diagnostics(Terminal.renderer(color.color, standardError: true).text(findings))
        Terminal.message(findings.summary + "; nothing was tested")
        return .findings
      }
      let report = TestReport(
        compiler: compilerVersion,
        suites: try run.policies.flatMap { try TestRun($0, filter: filter).suites() })
      if !filter.isEmpty, report.tests == 0 {
        let words = filter.map { "`\($0)`" }.joined(separator: " or ")
        throw UsageFault("no test that is run here has \(words) in its name")
      }
      Terminal.output(render(report))
      let short = minimumCoverage.map { shortfalls(report, below: $0) } ?? []
      for line in short { Terminal.message(line) }
      if findings.warnings > 0 { Terminal.message(findings.summary) }
      if format == .text || format == .github { Terminal.message(report.summary) }
      return report.failed > 0 || !short.isEmpty ? .testsFailed : .done
    }
  }

  private func render(_ report: TestReport) -> String {
    switch format {
    case .text:
      TestTerminalRenderer(like: Terminal.renderer(color.color, standardError: false)).text(report)
    case .json: report.json.serialized(indent: 2, finalNewline: true)
    case .github: TestGitHubRenderer().text(report)
    case .junit: TestJUnitRenderer().text(report)
    }
  }

  /// One line for each environment whose tests touch too few rules.
  private func shortfalls(_ report: TestReport, below minimum: Int) -> [String] {
    report.suites.compactMap { suite in
      guard let rules = suite.coverage?.rules, rules.hit * 100 < minimum * rules.total else { return nil }
      return
        "postern: \(suite.folder), \(suite.environment): tests touch \(rules.hit) of \(rules.total) rules "
        + "(\(rules.percent)%), less than \(minimum)%"
    }
  }
}
