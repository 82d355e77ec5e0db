import PosternDiagnostics
import PosternJSON

/// What `postern check` was asked for.
struct CheckOptions: Equatable {
  var policies: [String] = []
  var standardInputPath: String?
  var environments: [String] = []
  var format = CheckCommand.Format.text
  var strict = false
  var analyses = true
  var today: String?
  var color = ColorChoice.auto

  /// Checks, writes what was found, and ends the program.
  func check() throws -> Never {
    let run = try CheckRun(
      policies, standardInputPath: standardInputPath, environments: environments, today: today,
      analyses: analyses)
    let report = run.report
    Terminal.output(render(report))
    if format == .text || format == .github { Terminal.message(report.summary) }
    let isFine = report.errors == 0 && !(strict && report.warnings > 0)
    let status = isFine ? ExitStatus.done : ExitStatus(ofErrorsIn: run.policies)
    // What was checked is not freed piece by piece: the system takes all of it back at once.
    withExtendedLifetime((run, report)) {
      Terminal.end(status)
    }
  }

  private func render(_ report: CheckReport) -> String {
    switch format {
    case .text: Terminal.renderer(color, standardError: false).text(report)
    case .json: report.json.serialized(indent: 2, finalNewline: true)
    case .sarif: SARIFRenderer().text(report)
    case .github: GitHubRenderer().text(report)
    case .junit: JUnitRenderer(strict: strict).text(report)
    }
  }
}
