#if Server
import ArgumentParser
import PosternBridge

struct UnlockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock",
    abstract: "Forgets the wrong codes of a user or a number.",
    discussion: """
      EXAMPLE:
        postern-bridge unlock user-1 --table t.bin --secrets /etc/postern/secrets
      """)

  @OptionGroup var shared: SharedOptions
  @Argument(help: "A user's id, or a number in E.164.") var person: String

  func run() async throws {
    try await shared.withTools { try await $0.unlock(person) }
    Console.output("unlocked\n")
  }
}
#endif
