import CProcess

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Running programs.
enum Program {
  /// Runs a program to its end; what it writes to standard output goes to `output`, or nowhere.
  static func run(_ arguments: [String], input: String? = nil, output: String? = nil) -> process_usage {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return process_run(pointers, input, output)
  }

  /// The best of alternating runs of two programs: wall clock, from start to end, in nanoseconds.
  static func compare(_ ours: [String], _ theirs: [String], rounds: Int, bound: Double) -> Comparison? {
    var best = (ours: Double.infinity, theirs: Double.infinity)
    for _ in 0..<3 {
      for _ in 0..<rounds {
        let (mine, other) = (run(ours), run(theirs))
        guard mine.status == 0, other.status == 0 else { return nil }
        best = (min(best.ours, Double(mine.wall)), min(best.theirs, Double(other.wall)))
      }
      if best.ours / best.theirs <= bound { break }
    }
    return Comparison(ours: best.ours, theirs: best.theirs)
  }

  /// The best of some runs; nil when one failed.
  static func best(_ arguments: [String], input: String? = nil, rounds: Int) -> process_usage? {
    var best: process_usage?
    for _ in 0..<rounds {
      let usage = run(arguments, input: input)
      guard usage.status == 0 else { return nil }
      if best.map({ usage.wall < $0.wall }) ?? true { best = usage }
    }
    return best
  }
}
