#if Server
import ArgumentParser
import PosternBridge

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints what is stored of a login.",
    discussion: """
      EXAMPLE:
        postern-bridge show req-1 --table t.bin --secrets /etc/postern/secrets
      """)

  @OptionGroup var shared: SharedOptions
  @Argument(help: "The auth_request_id.") var id: String

  func run() async throws {
    guard let text = try await shared.withTools({ try await $0.show(id) }) else {
      Console.message("postern-bridge: there is no such login, or no longer")
      throw ExitCode(1)
    }
    Console.output(text)
  }
}
#endif
