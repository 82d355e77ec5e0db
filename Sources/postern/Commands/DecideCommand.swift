import ArgumentParser
import PosternCompiler
import PosternRuntime

/// `postern decide`.
struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide requests: one JSON object a line in, one decision a line out.",
    usage: """
      postern decide --table <file>
      postern decide --policy <policy> --env <environment> [<options>]
      """,
    discussion: """
      Over a table (fast: millions of requests) or over a policy, by the reference interpreter. Requests come from \
      standard input. Their keys, all optional: user_id, phone_number, email, identity_provider, application, \
      groups, network_zones, client_ip, risk. A line that is no request gets {"error": …, "line": n} in its place, \
      and the exit code is 1 at the end.

      EXAMPLES:
        echo '{"phone_number":"+5511987654321"}' \\
          | postern decide --table generated/acme-workforce/prod/routing-table.bin
        postern decide --policy policies/acme-workforce --env prod < logins.jsonl
      """)

  @Option(help: ArgumentHelp("A routing-table.bin.", valueName: "file"))
  var table: String?

  @Option(help: ArgumentHelp("A policy's folder or its policy.yaml.", valueName: "policy"))
  var policy: String?

  @Option(
    name: .customLong("env"), help: ArgumentHelp("The environment, with --policy.", valueName: "environment"))
  var environment: String?

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func validate() throws {
    if (table == nil) == (policy == nil) {
      throw ValidationError("Give either --table, or --policy with --env.")
    }
    if policy != nil, environment == nil { throw ValidationError("--policy needs --env.") }
    if table != nil, environment != nil {
      throw ValidationError("A table has one environment: --env is for --policy.")
    }
  }

  func run() throws {
    try reporting {
      if let table {
        return DecideLoop(TableDecider(table: try TableFile.open(table))).run()
      }
      let found = try CheckedEnvironmentFinder.find(policy, environment, day.today, color)
      guard let model = found.environment.model else {
        throw InternalFault(text: "a checked environment has no model")
      }
      return DecideLoop(InterpreterDecider(model: model)).run()
    }
  }
}
