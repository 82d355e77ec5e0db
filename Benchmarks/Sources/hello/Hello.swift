import ArgumentParser

/// The least that a command can be.
@main struct Hello: ParsableCommand {
  @Argument(help: "Whom to greet.") var name: String

  func run() { print("hello \(name)") }
}
