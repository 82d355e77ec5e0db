#if Server
/// The policy's limits, counted in the store: asked at each send, before anybody is called.
public struct SlidingWindows: Sendable {
  /// What came of asking.
  public enum Admission: Sendable, Equatable {
    /// Counted.
    /// - events: For `refund`, if the send was surely not processed.
    /// - exceeded: Limits that only observe and would have refused, in the policy's order.
    case admitted(events: [Int64], exceeded: [String])
    /// Nothing was counted. Of several limits that refuse, the one that does so longest.
    /// - retryAfter: Whole seconds, at least 1, after which this limit admits again.
    case refused(limit: String, retryAfter: Int64)
  }

  public let limits: [LimitSettings]

  public init(_ limits: [LimitSettings]) {
    self.limits = limits
  }

  /// Asks every limit and counts one event for each, or, when one refuses, none.
  /// - Parameter values: For each limit, the keyed hashes of what it counts by, the current key's first (that is what is
  ///   counted under). A limit without a value is passed over.
  /// - Throws: `StoreError`.
  public func admit(
    _ values: [[String]], at now: Moment, in transaction: any StoreTransaction
  ) throws -> Admission {
    var exceeded: [String] = []
    var refusal: (limit: String, until: Moment)?
    var counted: [String] = []
    for (limit, values) in zip(limits, values) {
      let keys = values.map { "limit \(limit.name) \($0)" }
      guard let current = keys.first, !limit.buckets.isEmpty else { continue }
      counted.append(current)
      guard let until = try Self.fullUntil(limit.buckets, keys, at: now, in: transaction) else { continue }
      if limit.observesOnly {
        exceeded.append(limit.name)
      } else if refusal.map({ until > $0.until }) ?? true {
        refusal = (limit.name, until)
      }
    }
    if let refusal {
      return .refused(limit: refusal.limit, retryAfter: Self.seconds(from: now, to: refusal.until))
    }
    return .admitted(
      events: try counted.map { try transaction.addEvent($0, at: now) }, exceeded: exceeded)
  }

  /// Takes back what was counted for a send that was surely not processed. Once or more often, it is the same.
  public static func refund(_ events: [Int64], in transaction: any StoreTransaction) throws {
    for event in events { try transaction.removeEvent(event) }
  }

  /// Until when the last of several windows over the same keys is full; nil: none is.
  static func fullUntil(
    _ buckets: [LimitSettings.Bucket], _ keys: [String], at now: Moment, in transaction: any StoreTransaction
  ) throws -> Moment? {
    // Whoever has none within the longest window fills none.
    guard let longest = buckets.map(\.interval).max() else { return nil }
    let start = now.adding(seconds: -longest)
    let isUsed =
      try buckets.contains { $0.max <= 0 }
      || keys.contains { try transaction.event($0, fromNewest: 0, after: start) != nil }
    guard isUsed else { return nil }
    return try buckets.compactMap {
      try EventWindow(keys: keys, max: $0.max, interval: $0.interval).fullUntil(at: now, in: transaction)
    }.max()
  }

  /// Rounded up, at least 1.
  static func seconds(from now: Moment, to until: Moment) -> Int64 {
    let milliseconds = max(0, until.since(now))
    return max(1, milliseconds / 1000 + (milliseconds % 1000 == 0 ? 0 : 1))
  }
}
#endif
