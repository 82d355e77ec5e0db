#if Server
import NIOConcurrencyHelpers

/// The wall clock, but it never goes back: where the wall clock is set back, time goes on as if it had not been, until
/// every deadline that was set before is over. So no code lives longer by it. A wall clock that jumps ahead is followed.
final class SteadyClock: BridgeClock {
  /// Milliseconds by which the wall clock and elapsed time may differ before it counts as a step.
  static let tolerance: Int64 = 1_000
  /// Milliseconds: steps over this are told.
  static let told: Int64 = 60_000
  /// Milliseconds: longer than a code and its success live.
  static let longest: Int64 = 1_200_000

  private struct State {
    /// What the wall clock said, and what had elapsed then.
    var wall: Moment
    var elapsed: Int64
    /// By how much time goes on ahead of the wall clock, and since when.
    var ahead: Int64 = 0
    var since: Int64 = 0
  }

  private let inner: any BridgeClock
  private let elapsed: @Sendable () -> Int64
  private let stepped: @Sendable (Int64) -> Void
  private let state: NIOLockedValueBox<State>

  /// - Parameters:
  ///   - inner: the wall clock.
  ///   - elapsed: milliseconds since some moment, of a clock that nobody sets.
  ///   - stepped: told by how many milliseconds the wall clock was set.
  init(
    _ inner: any BridgeClock, elapsed: @escaping @Sendable () -> Int64 = SteadyClock.sinceStart,
    stepped: @escaping @Sendable (Int64) -> Void
  ) {
    self.inner = inner
    self.elapsed = elapsed
    self.stepped = stepped
    state = NIOLockedValueBox(State(wall: inner.now, elapsed: elapsed()))
  }

  var now: Moment {
    let (moment, step) = state.withLockedValue { state -> (Moment, Int64?) in
      let wall = inner.now
      let elapsed = elapsed()
      let step = wall.since(state.wall.adding(milliseconds: elapsed - state.elapsed))
      let isStep = step < -Self.tolerance || step > Self.tolerance
      if isStep {
        state.ahead = max(0, state.ahead - step)
        if step < 0 { state.since = elapsed }
      }
      if state.ahead > 0, elapsed - state.since > Self.longest { state.ahead = 0 }
      // Small differences gather: the clock is corrected all the time.
      if isStep || elapsed - state.elapsed > Self.tolerance {
        state.wall = wall
        state.elapsed = elapsed
      }
      return (wall.adding(milliseconds: state.ahead), isStep ? step : nil)
    }
    if let step, step < -Self.told || step > Self.told { stepped(step) }
    return moment
  }

  func sleep(milliseconds: Int64) async throws { try await inner.sleep(milliseconds: milliseconds) }

  func deadline(milliseconds: Int64, _ action: @escaping @Sendable () -> Void) -> Deadline {
    inner.deadline(milliseconds: milliseconds, action)
  }

  private static let start = ContinuousClock.now
  /// Milliseconds since the process has asked first.
  static let sinceStart: @Sendable () -> Int64 = {
    let passed = start.duration(to: .now).components
    return passed.seconds * 1_000 + passed.attoseconds / 1_000_000_000_000_000
  }
}
#endif
