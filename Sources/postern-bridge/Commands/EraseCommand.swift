#if Server
import ArgumentParser
import PosternBridge

struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Removes every login of a user, a number or an e-mail address.",
    discussion: """
      EXAMPLE:
        postern-bridge erase +5511987654321 --table t.bin --secrets /etc/postern/secrets
      """)

  @OptionGroup var shared: SharedOptions
  @Argument(help: "A user's id, a number in E.164, or an e-mail address.") var person: String

  func run() async throws {
    let count = try await shared.withTools { try await $0.erase(person) }
    Console.output(count == 0 ? "nothing found: no login of that person is stored\n" : "erased \(count)\n")
  }
}
#endif
