#if Server
/// One sliding window over a store's events: an event at `t` counts from `t` until `t + interval`, that moment itself
/// not included.
struct EventWindow {
  /// The keys that events may stand under, the current one first: more than one while a hash key is being changed.
  var keys: [String]
  /// How many events fill it.
  var max: Int
  /// Seconds.
  var interval: Int64

  /// Until when it is full; nil: another event fits in.
  ///
  /// A few look-ups, whatever the number of events.
  func fullUntil(at now: Moment, in transaction: any StoreTransaction) throws -> Moment? {
    guard max > 0 else { return now.adding(seconds: interval) }
    let start = now.adding(seconds: -interval)
    let used = try keys.filter { try transaction.event($0, fromNewest: 0, after: start) != nil }
    guard let only = used.first else { return nil }
    let oldest =
      used.count == 1
      ? try transaction.event(only, fromNewest: max - 1, after: start)
      : try oldestOfNewest(among: used, after: start, in: transaction)
    return oldest?.adding(seconds: interval)
  }

  /// When the event was that stands at place `max` from the newest, over several keys: the last moment before which
  /// fewer than all of the newest `max` lie, found by halving.
  private func oldestOfNewest(
    among keys: [String], after start: Moment, in transaction: any StoreTransaction
  ) throws -> Moment? {
    func isFull(after moment: Moment) throws -> Bool {
      var count = 0
      for key in keys { count += try transaction.countEvents(key, after: moment) }
      return count >= max
    }
    guard try isFull(after: start) else { return nil }
    let newest = try keys.compactMap { try transaction.event($0, fromNewest: 0, after: start) }.max() ?? start
    // Full after `low`, not full after `high`.
    var low = start
    var high = newest
    while high.since(low) > 1 {
      let middle = low.adding(milliseconds: high.since(low) / 2)
      if try isFull(after: middle) { low = middle } else { high = middle }
    }
    return high
  }
}
#endif
