import ArgumentParser
import PosternCompiler

/// The root of the command line.
struct Postern: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postern",
    abstract: "A compiler for authentication policy.",
    discussion: """
      One policy in git says who is asked for a second factor, when, and by which channel. Postern checks it and
      compiles it, for each environment, into Alibaba Cloud IDaaS requests, Twilio Verify settings, and a routing
      table that decides a login.

      EXAMPLES:
        postern init                                   a starter policy in ./policies/starter
        postern check                                  check policies/*/policy.yaml
        postern compile --env prod                     write generated/<policy>/prod/
        postern explain policies/acme --env prod --phone +5511987654321

      EXIT CODES:
        0 done   1 findings   2 usage   3 internal error   7 generated files are out of date
      """,
    version: compilerVersion,
    subcommands: [
      CheckCommand.self, CompileCommand.self, VerifyCommand.self, DecideCommand.self, ExplainCommand.self,
      InitCommand.self, SchemaCommand.self, ExplainCodeCommand.self,
    ]
  )
}
