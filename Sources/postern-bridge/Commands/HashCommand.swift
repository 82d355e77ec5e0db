#if Server
import ArgumentParser
import PosternBridge

struct HashCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hash",
    abstract: "Prints the keyed hashes by which logs know a number, an e-mail address or a user.",
    discussion: """
      EXAMPLE:
        postern-bridge hash +5511987654321 --table t.bin --secrets /etc/postern/secrets
      """)

  @OptionGroup var shared: SharedOptions
  @Argument(help: "A number in E.164, an e-mail address, or a user's id.") var text: String

  func run() throws {
    Console.output(
      try OperatorTools.hashes(text, try shared.configuration(), environment: Console.environment))
  }
}
#endif
