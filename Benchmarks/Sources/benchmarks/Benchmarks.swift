#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures Postern against the same work in C, and against its own bounds; exits 1 when one is exceeded.
@main struct Benchmarks {
  static let sizes = [10, 100, 1_000, 10_000]

  static func main() {
    var report = Report()
    FrontEnd.run(sizes, &report)
    Phones().run(&report)
    guard !report.failures.isEmpty else {
      print("\nEverything is within its bounds.")
      return
    }
    print("\nBeyond their bounds:")
    for failure in report.failures { print("  \(failure)") }
    exit(1)
  }
}
