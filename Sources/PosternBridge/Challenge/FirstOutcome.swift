#if Server
import NIOConcurrencyHelpers

/// The first of several outcomes, for one who waits.
///
/// It is read under the lock by whoever waited, not handed over with the continuation: the thread sanitizer sees locks,
/// and does not see how the concurrency runtime orders what comes before a continuation and what comes after it.
final class FirstOutcome<Outcome: Sendable>: Sendable {
  private struct State {
    var outcome: Outcome?
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = NIOLockedValueBox(State())

  /// Later ones are passed over.
  func settle(_ outcome: Outcome) {
    let waiting = state.withLockedValue { state -> CheckedContinuation<Void, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  /// To be asked once.
  func value() async -> Outcome {
    while true {
      if let outcome = state.withLockedValue(\.outcome) { return outcome }
      await withCheckedContinuation { continuation in
        let isSettled = state.withLockedValue { state in
          if state.outcome == nil { state.waiting = continuation }
          return state.outcome != nil
        }
        if isSettled { continuation.resume() }
      }
    }
  }
}
#endif
