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
    let found = try await shared.withTools { try await $0.unlock(person) }
    let codes = "\(found.wrongCodes) wrong \(found.wrongCodes == 1 ? "code" : "codes") forgotten"
    switch (found.wasLocked, found.wrongCodes) {
    case (true, _): Console.output("unlocked: \(codes)\n")
    case (false, 0): Console.output("nothing found: no wrong code counts against that user or number\n")
    case (false, _): Console.output("was not locked: \(codes)\n")
    }
  }
}
#endif
