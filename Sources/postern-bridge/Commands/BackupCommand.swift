#if Server
import ArgumentParser
import PosternBridge

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Writes a whole copy of the store while the bridge runs.",
    discussion: """
      EXAMPLE:
        postern-bridge backup /var/backups/postern.sqlite --table t.bin --secrets /etc/postern/secrets
      """)

  @OptionGroup var shared: SharedOptions
  @Argument(help: "The file to write; it must not be there yet.") var file: String

  func run() async throws {
    try await shared.withTools { try await $0.backup(to: file) }
    Console.output("written \(file)\n")
  }
}
#endif
