#if Server
import NIOConcurrencyHelpers
import ServiceLifecycle

/// Holds callers until a challenge has ended: a bounded number of them.
struct Holds: Sendable {
  let limit: Int
  private let count = NIOLockedValueBox(0)

  init(limit: Int) {
    self.limit = limit
  }

  /// How many callers are held now.
  var current: Int { count.withLockedValue { $0 } }

  /// Waits for the outcome of a challenge, as long as the caller is there, the time is not up and the bridge is not
  /// stopping.
  /// - Returns: the answer by then; the one that is known already when there is no room for another hold.
  func hold(
    _ answer: Answer, authRequestID: String, seconds: Int64, watch: ConnectionWatch?,
    by service: any ChallengeService
  ) async -> Answer {
    guard answer.isPending, seconds > 0, enter() else { return answer }
    defer { leave() }
    let ended = await withThrowingTaskGroup(of: Answer?.self) { group in
      group.addTask {
        try await cancelWhenGracefulShutdown {
          try await service.wait(authRequestID: authRequestID, seconds: seconds)
        }
      }
      if let watch {
        group.addTask {
          await watch.gone()
          return nil
        }
      }
      defer { group.cancelAll() }
      // Whatever ends a hold early (the bridge stops, the store cannot be had), nothing final is said.
      return (try? await group.next()) ?? nil
    }
    return ended ?? answer
  }

  private func enter() -> Bool {
    let entered = count.withLockedValue { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
    BridgeMetrics.holds(current)
    return entered
  }

  private func leave() {
    count.withLockedValue { $0 -= 1 }
    BridgeMetrics.holds(current)
  }
}
#endif
