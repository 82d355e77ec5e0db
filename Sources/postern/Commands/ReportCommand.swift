import ArgumentParser
import PosternCompiler
import PosternDiagnostics
import PosternJSON
import PosternModel
import PosternReport

/// `postern report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show who gets what, country by country, as a page with a world map.",
    usage: "postern report <policy> [--env <environment>] [<options>]",
    discussion: """
      For one policy in one environment: what the usual person from each country gets, what others get and why, and the \
      rules in words. The HTML page is one file, without scripts, that loads nothing. With a table of traffic, countries \
      are weighed by their logins; with a table of prices too, by what a month costs. Results go to standard output.

      EXAMPLES:
        postern report policies/acme-workforce --env prod > report.html
        postern report policies/acme-workforce --env prod --format markdown
        postern report --env prod --traffic t.csv --prices p.csv > report.html
      """)

  /// How the report is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, markdown, json
  }

  @OptionGroup var policy: PolicyArguments
  @OptionGroup var environment: EnvironmentOption

  @Option(help: "How the report is written.")
  var format = Format.html

  @OptionGroup var weights: WeightOptions
  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func run() throws {
    try reporting {
      guard let weights = try weights.read() else { return .findings }
      let run = try CheckRun(
        policy.policies, standardInputPath: policy.standardInputPath, environments: environment.environments,
        today: day.today)
      if run.policies.contains(where: \.hasErrorsBesideGuarantees) {
        let findings = run.report
        Terminal.diagnostics(Terminal.renderer(color.color, standardError: true).text(findings))
        Terminal.message(findings.summary + "; nothing was reported")
        return ExitStatus(ofErrorsIn: run.policies)
      }
      let report = PolicyReport(of: try model(in: run.policies), weights: weights.value)
      switch format {
      case .html: Terminal.output(report.html)
      case .markdown: Terminal.output(report.markdown)
      case .json:
        Terminal.output(report.json(compiler: compilerVersion).serialized(indent: 2, finalNewline: true))
      }
      return .done
    }
  }

  /// The one model that the report is about.
  private func model(in policies: [CheckedPolicy]) throws(UsageFault) -> PolicyModel {
    guard policies.count == 1 else {
      throw UsageFault(
        "a report is about one policy: name one of \(policies.map(\.folder).joined(separator: ", "))")
    }
    let models = policies[0].environments.compactMap(\.analysed)
    guard models.count == 1 else {
      let names = models.map { "--env \($0.environment)" }.joined(separator: " or ")
      throw UsageFault("a report is about one environment: give \(names)")
    }
    return models[0]
  }
}
