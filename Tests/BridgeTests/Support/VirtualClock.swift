#if Server
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// A clock that stands still until it is told to go on; who sleeps by it wakes when its time has come.
final class VirtualClock: BridgeClock {
  private struct State {
    var now: Moment
    var nextID = 0
    var sleepers: [Int: (until: Moment, continuation: CheckedContinuation<Void, any Error>)] = [:]
  }

  private let state: NIOLockedValueBox<State>

  /// Begins on 2026-11-23 at 08:00 UTC.
  init(at start: Moment = Moment(milliseconds: 1_795_420_800_000)) {
    state = NIOLockedValueBox(State(now: start))
  }

  var now: Moment { state.withLockedValue { $0.now } }

  /// How many sleep by it now.
  var sleeperCount: Int { state.withLockedValue { $0.sleepers.count } }

  func sleep(milliseconds: Int64) async throws {
    try Task.checkCancellation()
    let id = state.withLockedValue { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let refused: (any Error)?? = state.withLockedValue { state in
          if Task.isCancelled { return .some(CancellationError()) }
          if milliseconds <= 0 { return .some(nil) }
          state.sleepers[id] = (state.now.adding(milliseconds: milliseconds), continuation)
          return nil
        }
        guard let refused else { return }
        if let error = refused { continuation.resume(throwing: error) } else { continuation.resume() }
      }
    } onCancel: {
      state.withLockedValue { $0.sleepers.removeValue(forKey: id) }?.continuation
        .resume(throwing: CancellationError())
    }
  }

  /// Moves the time on and wakes whoever is due, earliest first.
  func advance(milliseconds: Int64) {
    let woken = state.withLockedValue { state in
      state.now = state.now.adding(milliseconds: milliseconds)
      let due = state.sleepers.filter { $0.value.until <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.sorted { $0.until < $1.until }
    }
    for sleeper in woken { sleeper.continuation.resume() }
  }

  /// Sets the time, without waking anybody: a step of the clock.
  func step(to moment: Moment) {
    state.withLockedValue { $0.now = moment }
  }

  /// Waits until so many sleep by it.
  func waitForSleepers(_ count: Int = 1, at location: SourceLocation = #_sourceLocation) async {
    await eventually({ sleeperCount >= count }, at: location)
  }
}
#endif
