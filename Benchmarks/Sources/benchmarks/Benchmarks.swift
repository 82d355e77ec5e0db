#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Measures Postern against the same work in C, and against its own bounds; exits 1 when one is exceeded.
@main struct Benchmarks {
  /// What is measured, in order. Programs come first: the system counts what this one holds as theirs.
  static let parts: [(name: String, run: @Sendable (Options, inout Report) -> Void)] = [
    ("commands", commands),
    ("tree", { options, report in FrontEnd.measureTree(options.sizes, &report) }),
    ("check", { options, report in FrontEnd.measureCheck(options.sizes, &report) }),
    ("decide", { options, report in Deciding.measure(options.sizes, &report) }),
    ("phones", { _, report in Phones().measure(&report) }),
  ]

  static func main() {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      print(Options.usage)
      exit(2)
    }
    var report = Report()
    for part in parts where options.only.isEmpty || options.only.contains(part.name) {
      part.run(options, &report)
    }
    guard !report.failures.isEmpty else {
      print("\nEverything is within its bounds.")
      return
    }
    print("\nBeyond their bounds:")
    for failure in report.failures { print("  \(failure)") }
    exit(1)
  }

  @Sendable private static func commands(_ options: Options, _ report: inout Report) {
    guard let postern = options.postern else {
      return report.fault("postern as a program", "needs --postern")
    }
    do {
      let workspace = try Workspace()
      defer { workspace.remove() }
      try Commands(postern: postern, hello: options.hello, workspace: workspace).measure(options, &report)
    } catch {
      report.fault("postern as a program", "\(error)")
    }
  }
}
