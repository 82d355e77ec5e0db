#if Server
import ArgumentParser

/// The root of the command line.
struct BridgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postern-bridge",
    abstract: "Runs the second factor of a compiled policy: from the webhook to the token.",
    discussion: """
      EXAMPLES:
        postern-bridge keys --secrets /etc/postern/secrets --webhook-secret idaas-webhook
        postern-bridge --table generated/acme/prod/routing-table.bin --secrets /etc/postern/secrets --check
        postern-bridge --table generated/acme/prod/routing-table.bin --secrets /etc/postern/secrets
        postern-bridge probe --url https://auth.example.com/idaas/2fa-trigger --secret-file idaas-webhook --literal

      EXIT CODES:
        0  done
        1  findings of --check or probe; no such login
        2  usage or configuration
        3  internal error
      """,
    subcommands: [
      ServeCommand.self, KeysCommand.self, HashCommand.self, ShowCommand.self, UnlockCommand.self,
      EraseCommand.self, BackupCommand.self, ProbeCommand.self,
    ],
    defaultSubcommand: ServeCommand.self)
}
#endif
