#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// A clock on which every wait is over at once; it keeps what was waited.
final class ImpatientClock: BridgeClock {
  private let content = NIOLockedValueBox((now: Moment(milliseconds: 1_800_000_000_000), waits: [Int64]()))

  var now: Moment { content.withLockedValue { $0.now } }

  /// Milliseconds, in order.
  var waits: [Int64] { content.withLockedValue { $0.waits } }

  func sleep(milliseconds: Int64) async throws {
    try Task.checkCancellation()
    content.withLockedValue { content in
      content.now = content.now.adding(milliseconds: milliseconds)
      content.waits.append(milliseconds)
    }
  }
}
#endif
