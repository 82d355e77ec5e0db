import ArgumentParser
import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternJSON
import PosternReport

/// `postern diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed in meaning between two versions of policies.",
    usage: "postern diff [<old> [<new>]] [--env <environment> ...] [<options>]",
    discussion: """
      A side is a folder (of a policy, or with policies/ in it) or a revision: git:<rev>, or git:<rev>:<path>. Without \
      sides git:origin/main is compared with the working tree; where there is no origin/main, git:HEAD is. A single \
      side is the old one; but a policy of the working tree is compared with what it was.

      Every request is compared, not every line. What is decided otherwise is shown as disjoint regions, the most \
      urgent first: a new skip, what is no longer denied, loosened, tightened, changed. Each says what its requests \
      have in common, what is decided before and now, by which rules, and a request that the reference interpreter \
      decides so. "No change in meaning" is a proof. What no request shows, such as limits and services, is listed apart.

      With --env two environments can be compared: --env staging..prod. With --exit-code the exit code is 5 where \
      meaning changed, or could not be compared. A side with errors is not compared: its findings go to standard \
      error, exit code 1. Git is only read: neither the index nor the working tree is touched.

      EXAMPLES:
        postern diff
        postern diff git:v1.4 --env prod --exit-code
        postern diff ../release/policies policies
        postern diff --env staging..prod
        postern diff --format markdown > comment.md
        postern diff --traffic traffic.csv --prices prices.csv --format html > d.html
      """)

  /// How the difference is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json, html
  }

  @Argument(help: ArgumentHelp("The old side, and the new one.", valueName: "side"))
  var sides: [String] = []

  @Option(
    name: .customLong("env"),
    help: ArgumentHelp(
      "Only this environment, which may be given several times; or two that are compared, such as staging..prod.",
      valueName: "environment"))
  var environments: [String] = []

  @Option(help: "How the difference is written.")
  var format = Format.text

  @Flag(name: .customLong("exit-code"), help: "Exit with 5 where meaning changed.")
  var exitCode = false

  @OptionGroup var weights: WeightOptions
  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func run() throws {
    try reporting {
      guard let weights = try weights.read() else { return .findings }
      let run = try DiffRun(sides, environments: environments, today: day.today)
      guard let diff = run.diff else {
        if let findings = run.findings {
          Terminal.diagnostics(Terminal.renderer(color.color, standardError: true).text(findings))
          Terminal.message(findings.summary + "; nothing was compared")
        }
        return run.refusal
      }
      let needsCountries = format == .html || weights.value != nil
      let comparisons = needsCountries ? run.comparisons(of: diff, weights: weights.value) : []
      Terminal.output(render(diff, comparisons))
      if format == .text { Terminal.message(diff.summary) }
      return exitCode && diff.changesMeaning ? .changed : .done
    }
  }

  private func render(_ diff: PolicyDiff, _ comparisons: [CountryComparison]) -> String {
    let weights = DiffWeights(diff, comparisons)
    switch format {
    case .text:
      return DiffText(colour: Terminal.colours(color.color, standardError: false)).text(diff) + weights.text
    case .markdown:
      // What weighs countries stands behind the rest, and within the same limit.
      let behind = weights.markdown
      return DiffMarkdown(limit: DiffMarkdown.commentLimit - min(behind.utf8.count, 20_000)).text(diff)
        + behind
    case .json:
      return diff.json(compiler: compilerVersion, weights: weights.json)
        .serialized(indent: 2, finalNewline: true)
    case .html: return DiffHTML(diff, comparisons).text
    }
  }
}
