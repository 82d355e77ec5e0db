import ArgumentParser
import PosternDiagnostics

/// Starts the program, and gives usage errors the exit code that the documentation promises.
@main
enum Main {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    do {
      if let wanted = CheckOptions(plain: arguments) { Terminal.end(try status { try wanted.check() }) }
      if let wrong = unknownCommand { refuse(wrong) }
      var command = try command(of: arguments)
      try command.run()
    } catch {
      finish(error)
    }
  }

  /// The command that the arguments ask for. What its own parser takes, the whole program's would take alike, with more
  /// to do; whatever it does not take, be it a fault or a call for help, is the whole program's to answer.
  private static func command(of arguments: ArraySlice<String>) throws -> any ParsableCommand {
    let named = Postern.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    if let named, let command = try? named.parseAsRoot(Array(arguments.dropFirst())),
      ObjectIdentifier(type(of: command)) == ObjectIdentifier(named)
    {
      return command
    }
    return try Postern.parseAsRoot(Array(arguments))
  }

  /// The first argument, or the one behind `help`, when it is neither an option nor the name of a command.
  private static var unknownCommand: String? {
    var words = CommandLine.arguments.dropFirst()
    if words.first == "help" { words = words.dropFirst().filter { !$0.isEmpty }[...] }
    guard let first = words.first, !first.hasPrefix("-"), !commands.contains(first) else { return nil }
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
