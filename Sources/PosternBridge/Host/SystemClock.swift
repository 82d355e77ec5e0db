#if Server
import Foundation

/// The machine's clock.
public struct SystemClock: BridgeClock {
  public init() {}

  public var now: Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  private static let deadlines = Deadlines()

  public func deadline(milliseconds: Int64, _ action: @escaping @Sendable () -> Void) -> Deadline {
    Self.deadlines.add(milliseconds: milliseconds, action)
  }

  public func sleep(milliseconds: Int64) async throws {
    try await Task.sleep(for: .milliseconds(max(0, milliseconds)))
  }
}
#endif
