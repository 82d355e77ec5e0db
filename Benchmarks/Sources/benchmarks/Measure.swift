#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Times of two things that were measured side by side, in nanoseconds a call.
struct Comparison {
  /// The best of all rounds: what the work takes when nothing disturbs it.
  let ours: Double
  let theirs: Double

  var ratio: Double { ours / theirs }
}

enum Measure {
  /// Nanoseconds that this thread has spent on a processor: waiting for one does not count.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  /// Nanoseconds a call, once.
  static func time(_ calls: Int, _ work: () -> Void) -> Double {
    let start = now()
    for _ in 0..<calls { work() }
    return (now() - start) / Double(calls)
  }

  /// The best of some rounds.
  static func best(rounds: Int = 15, _ work: () -> Void) -> Double {
    let calls = callsForARound(work)
    return (0..<rounds).reduce(.infinity) { best, _ in min(best, time(calls, work)) }
  }

  /// Measures two things in alternating rounds, so that a busy or a slow machine treats both alike. Where the ratio
  /// is beyond its bound it measures again, three times at most: what is too slow stays too slow.
  static func compare(
    rounds: Int = 15, bound: Double = .infinity, _ ours: () -> Void, _ theirs: () -> Void
  ) -> Comparison {
    let calls = (ours: callsForARound(ours), theirs: callsForARound(theirs))
    var best = (ours: Double.infinity, theirs: Double.infinity)
    for _ in 0..<3 {
      for round in 0..<rounds {
        if round.isMultiple(of: 2) { best.ours = min(best.ours, time(calls.ours, ours)) }
        best.theirs = min(best.theirs, time(calls.theirs, theirs))
        if !round.isMultiple(of: 2) { best.ours = min(best.ours, time(calls.ours, ours)) }
      }
      if best.ours / best.theirs <= bound { break }
    }
    return Comparison(ours: best.ours, theirs: best.theirs)
  }

  /// So many that a round takes about three milliseconds. Also warms up.
  private static func callsForARound(_ work: () -> Void) -> Int {
    work()
    let once = max(time(1, work), 1)
    return max(1, Int(3e6 / once))
  }
}
