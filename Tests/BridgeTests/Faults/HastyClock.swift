#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// A clock on which a wait is over at once, and time goes on by it; whoever waits for an hour or more waits until its
/// task is cancelled.
final class HastyClock: BridgeClock {
  private let time: NIOLockedValueBox<Moment>

  init(at start: Moment = Moment(milliseconds: 1_795_420_800_000)) {
    time = NIOLockedValueBox(start)
  }

  var now: Moment { time.withLockedValue { $0 } }

  func advance(milliseconds: Int64) {
    time.withLockedValue { $0 = $0.adding(milliseconds: milliseconds) }
  }

  func sleep(milliseconds: Int64) async throws {
    if milliseconds >= 3_600_000 { try await Task.sleep(for: .seconds(3_600)) }
    try Task.checkCancellation()
    advance(milliseconds: max(0, milliseconds))
  }
}
#endif
