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

      What no test touches is listed. A region is all sign-ins for which one rule decides one and the same thing; \
      they are found in the decision diagram, so that no gap is missed. With --min-coverage the exit code is also 4 \
      where, in an environment, tests touch a smaller share of the regions. --suggest writes tests for the gaps, \
      instead of results.

      With --mutate the policy is changed, one thing at a time: a rule dropped, two neighbours swapped, a condition \
      widened, a mode flipped. Changes that alter decisions, and that no test or guarantee notices, are listed.

      EXAMPLES:
        postern test
        postern test policies/acme-workforce --env prod --filter admin
        postern test --min-coverage 80 --format junit > tests.xml
        postern test policies/acme-workforce --suggest >> more.yaml
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
    name: .customLong("min-coverage"), parsing: .unconditional,
    help: ArgumentHelp(
      "The share of regions, in percent, that tests must touch in each environment.", valueName: "percent"))
  var minimumCoverage: Int?

  @Flag(help: "Write tests for what no test touches, ready to paste, instead of results.")
  var suggest = false

  @Flag(help: "List changes of the policy that no test or guarantee notices.")
  var mutate = false

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func validate() throws {
    if let minimumCoverage, !(0...100).contains(minimumCoverage) {
      throw ValidationError("--min-coverage wants a percentage from 0 to 100.")
    }
    if minimumCoverage != nil, !filter.isEmpty {
      throw ValidationError("--min-coverage is for all tests: it cannot go with --filter.")
    }
    if suggest, !filter.isEmpty || format != .text || mutate {
      throw ValidationError("--suggest writes tests: it goes with none of --filter, --format and --mutate.")
    }
    if mutate, !filter.isEmpty {
      throw ValidationError("--mutate is for all tests: it cannot go with --filter.")
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
        return ExitStatus(ofErrorsIn: run.policies)
      }
      let report = TestReport(
        compiler: compilerVersion,
        suites: try run.policies.flatMap { try TestRun($0, filter: filter, mutates: mutate).suites() })
      if !filter.isEmpty, report.tests == 0 {
        let words = filter.map { "`\($0)`" }.joined(separator: " or ")
        throw UsageFault("no test that is run here has \(words) in its name")
      }
      Terminal.output(suggest ? run.policies.map { SuggestedTests($0).text }.joined() : render(report))
      let short = minimumCoverage.map { shortfalls(report, below: $0) } ?? []
      for line in unproved(report) + short { Terminal.message(line) }
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

  /// One line for each environment whose tests touch too few regions, or rules where regions are too many.
  private func shortfalls(_ report: TestReport, below minimum: Int) -> [String] {
    report.suites.compactMap { suite in
      guard let coverage = suite.coverage else { return nil }
      let (count, name) = coverage.regions.map { ($0, "regions") } ?? (coverage.rules, "rules")
      guard count.hit * 100 < minimum * count.total else { return nil }
      return
        "postern: \(suite.folder), \(suite.environment): tests touch \(count.hit) of \(count.total) \(name) "
        + "(\(count.percent)%), less than \(minimum)%"
    }
  }

  /// One line for each environment where something was not proved.
  private func unproved(_ report: TestReport) -> [String] {
    report.suites.flatMap { suite in
      let place = "postern: \(suite.folder), \(suite.environment): "
      var lines: [String] = []
      if let coverage = suite.coverage, coverage.regions == nil {
        lines.append(place + "the decision diagram is too large; rules are counted, not regions")
      }
      if mutate, suite.mutants == nil {
        lines.append(place + "the decision diagram is too large to compare changes of the policy")
      }
      return lines
    }
  }
}
