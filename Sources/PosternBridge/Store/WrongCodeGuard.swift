#if Server
/// The guard that no policy can remove: wrong codes of a person, over all challenges, per user and per number.
public enum WrongCodeGuard {
  /// Who types. Keyed hashes, the current key's first; empty where there is no such value.
  public struct Person: Sendable, Equatable {
    public var userKeys: [String]
    public var phoneKeys: [String]

    public init(userKeys: [String], phoneKeys: [String]) {
      self.userKeys = userKeys
      self.phoneKeys = phoneKeys
    }

    var keys: [[String]] {
      [userKeys.map { "wrong user \($0)" }, phoneKeys.map { "wrong phone \($0)" }].filter { !$0.isEmpty }
    }
  }

  /// What came of asking for a try.
  public enum Admission: Sendable, Equatable {
    /// Counted as wrong, until it is refunded or the person is cleared: a try in flight counts like a wrong one, so that
    /// many at once are not more than one after the other.
    case admitted(events: [Int64])
    case locked(until: Moment)
  }

  /// 10 in an hour, 50 in a day.
  static let buckets = [
    LimitSettings.Bucket(max: 10, interval: 3600), LimitSettings.Bucket(max: 50, interval: 86_400),
  ]

  /// Until when the person is locked; nil: not locked.
  public static func lockedUntil(
    _ person: Person, at now: Moment, in transaction: any StoreTransaction
  ) throws -> Moment? {
    try person.keys.compactMap { try SlidingWindows.fullUntil(buckets, $0, at: now, in: transaction) }.max()
  }

  /// Spends one try, in the transaction that spends the challenge's.
  public static func admit(
    _ person: Person, at now: Moment, in transaction: any StoreTransaction
  ) throws -> Admission {
    if let until = try lockedUntil(person, at: now, in: transaction) { return .locked(until: until) }
    return .admitted(
      events: try person.keys.compactMap(\.first).map { try transaction.addEvent($0, at: now) })
  }

  /// How many wrong codes count now: of the user or of the number, whichever has more.
  public static func wrongCodes(
    _ person: Person, at now: Moment, in transaction: any StoreTransaction
  ) throws -> Int {
    let longest = buckets.map(\.interval).max() ?? 0
    return try person.keys.map { keys in
      try keys.reduce(0) { try $0 + transaction.countEvents($1, after: now.adding(seconds: -longest)) }
    }.max() ?? 0
  }

  /// Forgets the wrong codes: after the person's own approval, or when an operator unlocks.
  public static func clear(_ person: Person, in transaction: any StoreTransaction) throws {
    for key in person.keys.joined() { try transaction.removeEvents(key) }
  }
}
#endif
