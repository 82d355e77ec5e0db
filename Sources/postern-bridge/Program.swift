#if Server
import ArgumentParser
import PosternBridge

/// Starts the program, and gives errors the exit codes that the documentation promises.
enum Program {
  static func run() async {
    do {
      var command = try BridgeCommand.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      finish(error)
    }
  }

  private static func finish(_ error: any Error) -> Never {
    switch error {
    case let code as ExitCode:
      BridgeCommand.exit(withError: code)
    case let error as ConfigurationError:
      for fault in error.faults { Console.message("postern-bridge: \(fault)") }
      BridgeCommand.exit(withError: ExitCode(2))
    case let error as StoreError:
      Console.message("postern-bridge: the store: \(error)")
      BridgeCommand.exit(withError: ExitCode(2))
    default: break
    }
    let code = BridgeCommand.exitCode(for: error)
    let text = BridgeCommand.fullMessage(for: error)
    if !text.isEmpty {
      if code.isSuccess { Console.output(text + "\n") } else { Console.message(text) }
    }
    let isUsage = code == .validationFailure
    BridgeCommand.exit(withError: isUsage ? ExitCode(2) : code == .failure ? ExitCode(3) : code)
  }
}
#endif
