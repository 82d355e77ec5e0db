#if Server
import ArgumentParser
import PosternBridge

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Makes the bridge's own keys, and webhook secrets.",
    discussion: """
      With --secrets, files are written that only their owner can read; what is there already stays. Without it, \
      variables for the environment are printed.

      EXAMPLE:
        postern-bridge keys --secrets /etc/postern/secrets --webhook-secret idaas-webhook
      """)

  @Option(help: "The directory to write to.") var secrets: String?
  @Option(help: "The name of a webhook secret to make too; may be given again.") var webhookSecret: [String] =
    []

  func run() throws {
    let made = try SecretMaking.make(webhookSecrets: webhookSecret)
    if let secrets {
      for name in try SecretMaking.write(made, to: secrets) { Console.output("written \(secrets)/\(name)\n") }
      return
    }
    for secret in made {
      let name = secret.name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
      Console.output("POSTERN_SECRET_\(name)=\(secret.value)\n")
    }
  }
}
#endif
