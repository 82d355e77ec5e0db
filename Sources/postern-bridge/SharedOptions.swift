#if Server
import ArgumentParser
import PosternBridge

/// What every command that looks at the store needs. Each flag may also be given as `POSTERN_<NAME>`.
struct SharedOptions: ParsableArguments {
  @Option(help: "The routing-table.bin of an environment.")
  var table: String?

  @Option(help: "The store (default: postern.sqlite).")
  var store: String?

  @Option(help: "A directory of secret files; without it secrets come from POSTERN_SECRET_<NAME>.")
  var secrets: String?

  /// The texts that were given.
  var options: BridgeOptions {
    var options = BridgeOptions()
    options.table = table
    options.store = store
    options.secrets = secrets
    return options
  }

  /// - Throws: `ConfigurationError`.
  func configuration() throws -> BridgeConfiguration {
    try BridgeConfiguration(options.filled(from: Console.environment))
  }

  /// Runs a body with the store open.
  func withTools<Result>(_ body: (OperatorTools) async throws -> Result) async throws -> Result {
    let tools = try await OperatorTools.open(try configuration(), environment: Console.environment)
    do {
      let result = try await body(tools)
      try await tools.close()
      return result
    } catch {
      try? await tools.close()
      throw error
    }
  }
}
#endif
