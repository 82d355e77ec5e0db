import ArgumentParser
import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternJSON

/// `postern prove`.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove the guarantees of policies, in every environment.",
    usage: "postern prove [<policy> ...] [--env <environment> ...] [<options>]",
    discussion: """
      A guarantee is a claim about every possible request. Each one is proved for all of them, or disproved with one \
      request that breaks it, which the reference interpreter confirms; the exit code is then 6. What could not be \
      proved within the limits is listed as such. Results go to standard output, a summary to standard error. A \
      policy with other errors is not proved.

      EXAMPLES:
        postern prove
        postern prove policies/acme-workforce --env prod
        postern prove --format json > proofs.json
      """)

  /// How results are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var policy: PolicyArguments
  @OptionGroup var environment: EnvironmentOption

  @Option(help: "How results are written.")
  var format = Format.text

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func run() throws {
    try reporting {
      let run = try CheckRun(
        policy.policies, standardInputPath: policy.standardInputPath, environments: environment.environments,
        today: day.today)
      let report = ProofReport(run.policies)
      if run.policies.contains(where: \.hasErrorsBesideGuarantees) {
        let findings = run.report
        Terminal.diagnostics(Terminal.renderer(color.color, standardError: true).text(findings))
        Terminal.message(findings.summary + "; nothing was proved")
        return ExitStatus(ofErrorsIn: run.policies)
      }
      Terminal.output(
        format == .json ? report.json.serialized(indent: 2, finalNewline: true) : report.text)
      if format == .text { Terminal.message(report.summary) }
      return report.disproved > 0 ? .disproved : .done
    }
  }
}
