#if Server
import ArgumentParser

/// The root of the command line.
struct LoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bridge-load",
    abstract: "Loads a running bridge and compares its time on a processor with that of a hello.",
    subcommands: [RunCommand.self, HelloCommand.self], defaultSubcommand: RunCommand.self)

  static func start() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }
}

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Measures (the default).")

  @Option(help: "The program postern-bridge.") var bridge: String
  @Option(help: "A routing table that sends to the United States.")
  var table = "generated/quickstart/dev/routing-table.bin"
  @Option(help: "A folder for store, secrets and log; made anew.") var folder = ".build/load"
  @Option(help: "How long to measure, in seconds.") var seconds = 90
  @Option(help: "How many callers are held meanwhile.") var holds = 2_000
  @Option(help: "Logins a second while memory and time are watched.") var rate = 500
  @Option(help: "Triggers a second while the bridge's own part of their time is measured.")
  var pace = 500
  @Option(help: "For how many seconds.") var paced = 10
  @Option(help: "Triggers in one round against the hello.") var round = 3_000
  @Option(help: "How much of a hello's time on a processor a trigger may take.") var ratio = 6.0
  @Flag(help: "Judge what time took too, not memory and answers only: on a machine of one's own.")
  var strict = false
  @Flag(help: "Watch memory and answers only, as under a sanitizer.") var soak = false

  func run() async throws {
    let report = try await LoadRun(self).run()
    if !report.failures.isEmpty {
      print("\nBeyond their bounds:")
      for failure in report.failures { print("  \(failure)") }
      throw ExitCode(1)
    }
  }
}

struct HelloCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hello", abstract: "The least that a server can do with the same request.")

  @Option(help: "The port to listen at.") var port: Int

  func run() async throws {
    try await Hello.serve(port: port)
  }
}
#endif
