import ArgumentParser
import PosternCompiler
import PosternDiagnostics

/// `postern compile`.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Write deployable configuration: <out>/<policy>/<environment>/.",
    usage: "postern compile [<policy> ...] [--env <environment> ...] [<options>]",
    discussion: """
      Checks first; on any error nothing is written. Every artefact is read back and proved to decide like the \
      policy before it is written. A file that is the same is left alone; a file that Postern wrote earlier and no \
      longer would is removed, and without --env so are those of an environment that the policy no longer has. One \
      line per artefact goes to standard output, findings and a summary to standard \
      error.

      With --check nothing is written: the files that differ are listed, and the exit code is 7.

      EXAMPLES:
        postern compile
        postern compile policies/acme-workforce --env prod --out build
        postern compile --check
      """)

  @OptionGroup var policy: PolicyArguments
  @OptionGroup var environment: EnvironmentOption

  @Option(help: ArgumentHelp("The folder to write to.", valueName: "folder"))
  var out = "generated"

  @Flag(help: "Write nothing; list what differs, and end with exit code 7 if anything does.")
  var check = false

  /// For figures of speed: what is written without them may break a guarantee, which is why no page offers it.
  @Flag(inversion: .prefixedNo, help: .private)
  var analyses = true

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func run() throws {
    try reporting {
      if out.isEmpty { throw UsageFault("--out wants a folder, such as generated, not an empty path") }
      let run = try CheckRun(
        policy.policies, standardInputPath: policy.standardInputPath, environments: environment.environments,
        today: day.today, analyses: analyses)
      if !analyses {
        Terminal.message(
          "guarantees are not proved, rules not analysed, and manifests without a decision digest")
      }
      let report = run.report
      if !report.findings.isEmpty {
        Terminal.diagnostics(Terminal.renderer(color.color, standardError: true).text(report))
      }
      if report.errors > 0 {
        Terminal.message(report.summary + "; nothing was written")
        return ExitStatus(ofErrorsIn: run.policies)
      }
      try refuseSharedNames(run.policies)
      let folders = try planned(run.policies)
      let left = environment.environments.isEmpty ? try run.policies.flatMap { try leftFolders(of: $0) } : []
      return try write(folders, left, report)
    }
  }

  /// Two policies of one name would write the same files.
  private func refuseSharedNames(_ policies: [CheckedPolicy]) throws(UsageFault) {
    var folders: [String: String] = [:]
    for policy in policies {
      if let other = folders.updateValue(policy.folder, forKey: policy.name) {
        throw UsageFault("\(other) and \(policy.folder) are both named \(policy.name)")
      }
    }
  }

  /// Everything is compiled before anything is written.
  private func planned(_ policies: [CheckedPolicy]) throws -> [GeneratedFolder] {
    var folders: [GeneratedFolder] = []
    for policy in policies {
      for environment in policy.environments {
        let files = try policy.compile(environment)
        folders.append(
          GeneratedFolder(
            path: "\(out)/\(policy.name)/\(environment.name)",
            files: files))
      }
    }
    return folders
  }

  /// The folders of environments that a policy had when they were written.
  private func leftFolders(of policy: CheckedPolicy) throws(FileError) -> [GeneratedFolder] {
    let parent = "\(out)/\(policy.name)"
    guard FileSystem.kind(parent) == .folder else { return [] }
    var left: [GeneratedFolder] = []
    for name in try FileSystem.list(parent) where !policy.allEnvironments.contains(name) {
      let folder = GeneratedFolder(path: "\(parent)/\(name)", files: [])
      if try folder.isOf(policy: policy.name) { left.append(folder) }
    }
    return left
  }

  private func write(
    _ folders: [GeneratedFolder], _ left: [GeneratedFolder], _ report: CheckReport
  ) throws -> ExitStatus {
    var counts: [GeneratedFolder.Change: Int] = [:]
    var lines = ""
    do {
      // All is written before any line is: a reader that goes away must not leave half of the files.
      defer { Terminal.output(lines) }
      for folder in folders + left {
        for (change, path) in try folder.update(writing: !check) {
          counts[change, default: 0] += 1
          if !check || change != .unchanged { lines += "\(change.word(writing: !check)) \(path)\n" }
        }
      }
    }
    let stale = counts.filter { $0.key != .unchanged }.values.reduce(0, +)
    let places = "\(folders.count) environment\(folders.count == 1 ? "" : "s")"
    if check {
      Terminal.message(
        stale == 0
          ? "\(places): everything is up to date"
          : "\(places): \(stale) file\(stale == 1 ? " is" : "s are") out of date")
      return stale == 0 ? .done : .outOfDate
    }
    Terminal.message(
      "\(places) compiled: \(counts[.written, default: 0]) written, \(counts[.unchanged, default: 0]) unchanged, "
        + "\(counts[.removed, default: 0]) removed; \(report.summary)")
    return .done
  }
}
