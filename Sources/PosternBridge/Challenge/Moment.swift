#if Server
/// A point of time: milliseconds since 1970-01-01 UTC, as the wall clock says. Stored as it is, so that every process
/// reads the same deadline.
public struct Moment: Sendable, Hashable, Comparable, Codable {
  /// Since 1970-01-01 00:00 UTC.
  public var milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  /// Whole seconds since 1970, rounded down.
  public var seconds: Int64 { milliseconds.quotientAndFloor(by: 1000) }

  public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

  /// The moment some seconds later; saturates.
  public func adding(seconds: Int64) -> Moment { adding(milliseconds: seconds.saturatingTimes(1000)) }

  /// The moment some milliseconds later; saturates.
  public func adding(milliseconds delta: Int64) -> Moment {
    let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
    return Moment(milliseconds: overflow ? (delta < 0 ? .min : .max) : sum)
  }

  /// Milliseconds from the other moment to this one; saturates.
  public func since(_ other: Moment) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return overflow ? (milliseconds < other.milliseconds ? .min : .max) : difference
  }
}

extension Int64 {
  fileprivate func quotientAndFloor(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  fileprivate func saturatingTimes(_ factor: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? (self < 0 ? .min : .max) : product
  }
}

/// The wall clock, and waiting. Tests have a virtual one.
public protocol BridgeClock: Sendable {
  /// What the wall clock says.
  var now: Moment { get }
  /// Waits.
  /// - Throws: `CancellationError` when the task is cancelled.
  func sleep(milliseconds: Int64) async throws
  /// Does something when a time is over, unless it is cancelled before.
  func deadline(milliseconds: Int64, _ action: @escaping @Sendable () -> Void) -> Deadline
}
#endif
