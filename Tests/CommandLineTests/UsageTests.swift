import Foundation
import TestSupport
import Testing

@Suite struct UsageTests {
  static let commands = [
    "check", "test", "prove", "diff", "compile", "verify", "decide", "explain", "report", "init", "schema",
    "explain-code",
  ]

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Output {
    try Program.run(arguments, in: Repository.root, environment: environment)
  }

  /// The help of each command, as it is committed. One that is new is written, and fails once.
  @Test(arguments: [""] + commands)
  func help(_ command: String) throws {
    let output = try run(command.isEmpty ? "--help" : command, command.isEmpty ? "" : "--help")
    #expect(output.code == 0)
    #expect(output.standardError.isEmpty)
    let name = "help\(command.isEmpty ? "" : "-\(command)").txt"
    #expect(try Golden.fault(of: output.standardOutput, in: "Tests/CommandLineTests/Golden/\(name)") == nil)
  }

  @Test(arguments: [""] + commands)
  func helpHasAnExampleAndFitsTheTerminal(_ command: String) throws {
    let text = try run("help", command).standardOutput
    #expect(text.contains("\nEXAMPLES:\n  "))
    #expect(text.contains("postern \(command)"))
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func everyCommandIsTested() throws {
    let text = try run().standardOutput
    let list = try #require(text.components(separatedBy: "SUBCOMMANDS:\n").last)
    let names = list.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
    #expect(names == Self.commands)
  }

  @Test(arguments: ["", "check", "compile", "check policies/quickstart", "check --strict"])
  func version(_ before: String) throws {
    let arguments = before.split(separator: " ").map(String.init) + ["--version"]
    #expect(try Program.run(arguments, in: Repository.root) == Output(standardOutput: "0.1.0\n"))
  }

  /// `check` reads what is written plainly by itself and leaves the rest, such as `--env=dev`, to ArgumentParser.
  @Test(arguments: [
    ("--env dev", "--env=dev"), ("--env dev --env prod", "--env=dev --env=prod"),
    ("--env nowhere", "--env=nowhere"), ("--format json", "--format=json"),
    ("--format xml", "--format=xml"), ("--color always", "--color=always"), ("--color red", "--color=red"),
    ("--today 2027-01-01", "--today=2027-01-01"), ("--today tomorrow", "--today=tomorrow"),
    ("--stdin-path policies/quickstart/policy.yaml", "--stdin-path=policies/quickstart/policy.yaml"),
    ("--strict", "--strict --today=2027-01-01"), ("policies/acme-workforce", "-- policies/acme-workforce"),
    ("policies/nowhere", "-- policies/nowhere"), ("help", "-- help"),
    ("--format json --format text", "--format=json --format=text"),
  ])
  func plainOptionsMeanTheSame(_ plain: String, _ other: String) throws {
    func output(_ line: String) throws -> Output {
      let arguments = ["check", "policies/quickstart"] + line.split(separator: " ").map(String.init)
      return try Program.run(arguments, in: Repository.root)
    }
    #expect(try output(plain) == output(other))
  }

  @Test(arguments: ["check", "compile", "decide"])
  func helpIsTheSameHoweverItIsAskedFor(_ command: String) throws {
    let expected = try run("help", command)
    #expect(try run(command, "--help") == expected)
    #expect(try run(command, "-h") == expected)
    #expect(try run(command, "policies/quickstart", "--help") == expected)
  }

  @Test(arguments: [
    ("chek", "there is no command `chek`; did you mean `check`?"),
    ("policies", "there is no command `policies`; did you mean `postern check policies`?"),
    ("frobnicate", "there is no command `frobnicate`; `postern --help` lists all"),
  ])
  func anUnknownCommand(_ command: String, _ message: String) throws {
    #expect(try run(command) == Output(standardError: "postern: \(message)\n", code: 2))
    #expect(try run("help", command) == Output(standardError: "postern: \(message)\n", code: 2))
  }

  @Test(arguments: [
    ("check --fromat json", "Unknown option '--fromat'. Did you mean '--format'?"),
    ("check --frob", "Unknown option '--frob'"),
    ("check --env", "Missing value for '--env <environment>'"),
    (
      "check --format xml",
      "The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', 'json', 'sarif', "
        + "'github' or 'junit'."
    ),
    (
      "check --color red",
      "The value 'red' is invalid for '--color <when>'. Please provide one of 'always', "
        + "'never' or 'auto'."
    ),
    ("compile --strict", "Unknown option '--strict'"),
    ("test --min-coverage 101", "--min-coverage wants a percentage from 0 to 100."),
    ("test --min-coverage 9 --filter a", "--min-coverage is for all tests: it cannot go with --filter."),
    ("test --mutate --filter a", "--mutate is for all tests: it cannot go with --filter."),
    (
      "test --suggest --format json",
      "--suggest writes tests: it goes with none of --filter, --format and --mutate."
    ),
    ("verify", "Missing expected argument '<dir> ...'"),
    ("schema", "Missing expected argument '<kind>'"),
    ("schema policy part", "Unexpected argument 'part'"),
    ("explain", "Give either a policy with --env, or --table."),
    ("explain p", "A policy needs --env."),
    ("--frob", "Unknown option '--frob'"),
    ("check --strict --env", "Missing value for '--env <environment>'"),
    ("check --env --strict", "Missing value for '--env <environment>'"),
    ("check policies/quickstart --frob", "Unknown option '--frob'"),
    ("compile --out", "Missing value for '--out <folder>'"),
    ("decide --table t --env dev", "A table has one environment: --env is for --policy."),
  ])
  func wrongOptions(_ line: String, _ message: String) throws {
    let output = try Program.run(line.split(separator: " ").map(String.init), in: Repository.root)
    #expect(output.standardOutput.isEmpty)
    #expect(output.standardError.hasPrefix("postern: \(message)\n"), "\(output.standardError)")
    #expect(output.standardError.contains("\nUsage: postern "))
    #expect(output.code == 2)
  }
}
