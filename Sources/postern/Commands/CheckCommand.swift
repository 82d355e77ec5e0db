import ArgumentParser

/// `postern check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every fault of policies, in every environment.",
    usage: "postern check [<policy> ...] [--env <environment> ...] [<options>]",
    discussion: """
      Findings go to standard output, a summary to standard error. Errors end with exit code 1; with --strict \
      warnings do too. `postern explain-code` explains each code.

      EXAMPLES:
        postern check
        postern check policies/acme-workforce --env prod --strict
        postern check --format sarif > postern.sarif
        postern check - --stdin-path policies/acme/policy.yaml < new.yaml
      """)

  /// How findings are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github, junit
  }

  @OptionGroup var policy: PolicyArguments
  @OptionGroup var environment: EnvironmentOption

  @Option(help: "How findings are written.")
  var format = Format.text

  @Flag(help: "Warnings too end with exit code 1.")
  var strict = false

  @Flag(
    inversion: .prefixedNo,
    help: """
      Find what only all requests together show: guarantees that do not hold, rules that never match or change \
      nothing.
      """)
  var analyses = true

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func run() throws {
    let wanted = CheckOptions(
      policies: policy.policies, standardInputPath: policy.standardInputPath,
      environments: environment.environments, format: format, strict: strict, analyses: analyses,
      today: day.today, color: color.color)
    try reporting { try wanted.check() }
  }
}
