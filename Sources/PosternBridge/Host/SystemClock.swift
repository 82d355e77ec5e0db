#if Server
import Foundation

/// The machine's clock.
public struct SystemClock: BridgeClock {
  public init() {}

  public var now: Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  public func sleep(milliseconds: Int64) async throws {
    try await Task.sleep(for: .milliseconds(max(0, milliseconds)))
  }
}
#endif
