#if Server
import NIOConcurrencyHelpers

/// What happens at a time, unless it is cancelled before.
public struct Deadline: Sendable {
  let cancel: @Sendable () -> Void
}

/// Time limits of which few are ever reached. One task sleeps for all of them: a timer for each costs more than most of
/// what they guard. A limit is noticed up to `step` late.
final class Deadlines: Sendable {
  static let step: Duration = .milliseconds(25)

  private struct State {
    var entries: [UInt64: (at: ContinuousClock.Instant, action: @Sendable () -> Void)] = [:]
    var last: UInt64 = 0
    var isRunning = false
  }

  private let state = NIOLockedValueBox(State())

  /// - Parameter action: must not block.
  func add(milliseconds: Int64, _ action: @escaping @Sendable () -> Void) -> Deadline {
    let at = ContinuousClock.now + .milliseconds(max(0, milliseconds))
    let (ticket, starts) = state.withLockedValue { state in
      state.last += 1
      state.entries[state.last] = (at, action)
      defer { state.isRunning = true }
      return (state.last, !state.isRunning)
    }
    if starts { Task.detached { await self.run() } }
    return Deadline { self.state.withLockedValue { _ = $0.entries.removeValue(forKey: ticket) } }
  }

  /// Until there is none.
  private func run() async {
    while true {
      try? await Task.sleep(for: Self.step)
      let now = ContinuousClock.now
      let due = state.withLockedValue { state -> [@Sendable () -> Void]? in
        if state.entries.isEmpty {
          state.isRunning = false
          return nil
        }
        let due = state.entries.filter { $0.value.at <= now }
        for ticket in due.keys { state.entries[ticket] = nil }
        return due.values.map(\.action)
      }
      guard let due else { return }
      for action in due { action() }
    }
  }
}

extension BridgeClock {
  /// Does something when a time is over, unless it is cancelled before: here with a sleep of its own.
  public func deadline(milliseconds: Int64, _ action: @escaping @Sendable () -> Void) -> Deadline {
    let task = Task {
      try? await sleep(milliseconds: milliseconds)
      if !Task.isCancelled { action() }
    }
    return Deadline { task.cancel() }
  }
}
#endif
