import ArgumentParser

/// Starts the program, and gives usage errors the exit code that the documentation promises.
@main
enum Main {
  static func main() {
    do {
      var command = try Postern.parseAsRoot()
      try command.run()
    } catch {
      finish(error)
    }
  }

  private static func finish(_ error: any Error) -> Never {
    let code = Postern.exitCode(for: error)
    let text = Postern.fullMessage(for: error)
    if code.isSuccess {
      if !text.isEmpty { Terminal.output(text + "\n") }
    } else if !text.isEmpty {
      Terminal.message(text)
    }
    Terminal.end(code == .validationFailure ? .usage : ExitStatus(rawValue: code.rawValue) ?? .internalError)
  }
}
