import PosternCompiler
import PosternDiagnostics
import PosternRuntime

/// A routing table, from a file or from a policy that is compiled on the spot.
struct PolicyTable {
  let table: RoutingTable
  /// What comes before a source file's name, so that places are as a user would name them; empty for a table.
  let sourcePrefix: String

  /// Opens a table, or compiles a policy.
  static func open(
    table: String?, policy: String?, standardInputPath: String?, environment: String?, today: String?,
    color: ColorOption
  ) throws -> PolicyTable {
    if let table { return PolicyTable(table: try TableFile.open(table), sourcePrefix: "") }
    let checked = try CheckedEnvironmentFinder.find(
      policy, standardInputPath: standardInputPath, environment, today, color)
    return try open(checked.policy, checked.environment)
  }

  /// Compiles one environment of a policy without errors, and opens its table.
  static func open(_ policy: CheckedPolicy, _ environment: CheckedEnvironment) throws -> PolicyTable {
    let files = try policy.compile(environment)
    guard let bytes = files.first(where: { $0.name == "routing-table.bin" })?.bytes,
      let opened = try? RoutingTable(validating: bytes)
    else { throw UsageFault("the routing table of \(policy.name) cannot be opened") }
    return PolicyTable(table: opened, sourcePrefix: policy.folder == "." ? "" : policy.folder + "/")
  }
}

/// Finds one environment of one policy, for commands that decide.
enum CheckedEnvironmentFinder {
  /// The environment, checked. Errors are shown on standard error and end the command; of warnings the number is shown.
  static func find(
    _ policy: String?, standardInputPath: String? = nil, _ environment: String?, _ today: String?,
    _ color: ColorOption
  ) throws -> (policy: CheckedPolicy, environment: CheckedEnvironment) {
    let run = try CheckRun(
      [policy ?? ""], standardInputPath: standardInputPath, environments: [environment ?? ""], today: today)
    let report = run.report
    if report.errors > 0 {
      Terminal.diagnostics(Terminal.renderer(color.color, standardError: true).text(report))
    }
    if !report.findings.isEmpty { Terminal.message(report.summary) }
    if report.errors > 0 { throw ShownErrors(status: ExitStatus(ofErrorsIn: run.policies)) }
    guard let checked = run.policies.first, let found = checked.environments.first else {
      throw UsageFault("there is no environment \(environment ?? "")")
    }
    return (checked, found)
  }
}
