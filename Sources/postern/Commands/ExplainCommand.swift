import ArgumentParser
import PosternCompiler
import PosternDiagnostics
import PosternJSON
import PosternRuntime

/// `postern explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what is decided for one sign-in, and each step that led to it.",
    usage: """
      postern explain <policy> --env <environment> [<sign-in>] [<options>]
      postern explain --table <file> [<sign-in>] [<options>]
      """,
    discussion: """
      Over a policy and one of its environments, or over a table. Groups, zones, applications and providers are \
      given by the policy's name or by IDaaS's id.

      EXAMPLES:
        postern explain policies/acme-workforce --env prod --phone +5511987654321
        postern explain policies/acme-workforce --env prod \\
          --phone +4915112345678 --group admins --application wiki --risk high
        postern explain --table generated/quickstart/prod/routing-table.bin \\
          --phone +14155550100 --format json
      """)

  /// How the explanation is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "A policy's folder or its policy.yaml; - reads one file from standard input.")
  var policy: String?

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp(
      "Where the file on standard input belongs: its folder gives parts and environments.", valueName: "path")
  )
  var standardInputPath: String?

  @Option(name: .customLong("env"), help: ArgumentHelp("The environment.", valueName: "environment"))
  var environment: String?

  @Option(help: ArgumentHelp("A routing-table.bin, instead of a policy.", valueName: "file"))
  var table: String?

  @OptionGroup var request: RequestOptions

  @Option(help: "How it is written.")
  var format = Format.text

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func validate() throws {
    if (policy == nil) == (table == nil) {
      throw ValidationError("Give either a policy with --env, or --table.")
    }
    if policy != nil, environment == nil { throw ValidationError("A policy needs --env.") }
    if table != nil, environment != nil {
      throw ValidationError("A table has one environment: --env is for a policy.")
    }
    if table != nil, standardInputPath != nil {
      throw ValidationError("--stdin-path goes with -, not with --table.")
    }
  }

  func run() throws {
    try reporting {
      let opened = try PolicyTable.open(
        table: table, policy: policy, standardInputPath: standardInputPath, environment: environment,
        today: day.today, color: color)
      let explanation = opened.table.explain(request.request)
      for note in RequestNotes(table: opened.table, request: request.request).texts {
        Terminal.message("postern: " + note)
      }
      switch format {
      case .text:
        let colour = Terminal.colours(color.color, standardError: false)
        Terminal.output(ExplanationText(explanation, opened, colour: colour).text)
      case .json:
        Terminal.output(ExplanationJSON(explanation, opened).json.serialized(indent: 2, finalNewline: true))
      }
      return .done
    }
  }
}
