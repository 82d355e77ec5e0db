import ArgumentParser
import PosternDiagnostics

/// Starts the program, and gives usage errors the exit code that the documentation promises.
@main
enum Main {
  static func main() {
    if let wrong = unknownCommand { refuse(wrong) }
    do {
      var command = try Postern.parseAsRoot()
      try command.run()
    } catch {
      finish(error)
    }
  }

  /// The first argument, when it is neither an option nor the name of a command.
  private static var unknownCommand: String? {
    guard let first = CommandLine.arguments.dropFirst().first, !first.hasPrefix("-"),
      !commands.contains(first)
    else { return nil }
    return first
  }

  private static var commands: [String] {
    Postern.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  private static func refuse(_ name: String) -> Never {
    let near = nearMisses(of: name, in: commands).map { "`\($0)`" }.joined(separator: " or ")
    var help = near.isEmpty ? "`postern --help` lists all" : "did you mean \(near)?"
    if near.isEmpty, FileSystem.kind(name) != .missing { help = "did you mean `postern check \(name)`?" }
    Terminal.message("postern: there is no command `\(name)`; \(help)")
    Terminal.end(.usage)
  }

  private static func finish(_ error: any Error) -> Never {
    let code = Postern.exitCode(for: error)
    var text = Postern.fullMessage(for: error)
    if text.hasPrefix("Error: ") { text = "postern: " + text.dropFirst("Error: ".count) }
    if code.isSuccess {
      if !text.isEmpty { Terminal.output(text + "\n") }
    } else if !text.isEmpty {
      Terminal.message(text)
    }
    Terminal.end(code == .validationFailure ? .usage : ExitStatus(rawValue: code.rawValue) ?? .internalError)
  }
}
