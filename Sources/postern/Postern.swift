import ArgumentParser
import PosternCompiler

/// The root of the command line.
struct Postern: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postern",
    abstract: "A compiler for authentication policy.",
    usage: "postern <command> [<policy> ...] [<options>]",
    discussion: """
      One policy in git says who is asked for a second factor, when, and by which channel. Postern checks it and \
      compiles it, for each environment, into Alibaba Cloud IDaaS requests, Twilio Verify settings, and a routing \
      table that decides a login.

      EXAMPLES:
        postern init                  write a starter policy to policies/starter
        postern check                 check every policies/*/policy.yaml
        postern test                  run the tests of every policy
        postern prove                 prove the guarantees of every policy
        postern diff                  show what the working tree decides otherwise than origin/main
        postern compile --env prod    write generated/<policy>/prod/
        postern explain policies/starter --env prod --phone +14155550100
        postern report policies/starter --env prod > report.html

      EXIT CODES:
        0  done; warnings do not change it, unless --strict
        1  findings, or a malformed line given to decide
        2  usage: unknown option, no policy found, unreadable file
        3  internal error
        4  a policy test failed, or coverage is below --min-coverage
        5  meaning changed, with diff --exit-code
        6  a guarantee is disproved
        7  generated files are out of date, or do not hold
      """,
    version: compilerVersion,
    subcommands: [
      CheckCommand.self, TestCommand.self, ProveCommand.self, DiffCommand.self, CompileCommand.self,
      VerifyCommand.self,
      DecideCommand.self,
      ExplainCommand.self, ReportCommand.self,
      InitCommand.self, SchemaCommand.self, ExplainCodeCommand.self,
    ]
  )
}
