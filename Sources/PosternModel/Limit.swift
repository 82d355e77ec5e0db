public import PosternDiagnostics

/// What a limit counts by.
public enum LimitKey: Sendable, Hashable {
  case number
  /// The number less its last digits.
  case prefix(dropDigits: Int)
  case ip, country, user, all

  /// The policy's name.
  public var name: String {
    switch self {
    case .number: "number"
    case .prefix: "prefix"
    case .ip: "ip"
    case .country: "country"
    case .user: "user"
    case .all: "all"
    }
  }
}

/// `20 per 10m`.
public struct Bucket: Sendable, Hashable {
  /// Sends, > 0.
  public var max: Int
  /// Seconds, 1 … 86 400.
  public var interval: UInt32

  public init(max: Int, interval: UInt32) {
    self.max = max
    self.interval = interval
  }
}

/// One limit of `limits:`.
public struct Limit: Sendable, Equatable {
  /// The key in `limits`.
  public var name: String
  /// What it counts by.
  public var key: LimitKey
  /// Not empty, each interval once, in source order.
  public var buckets: [Bucket]
  /// Whether exceeding is only recorded, not refused.
  public var observesOnly: Bool
  /// Whether it also becomes a Verify rate limit.
  public var twilio: Bool
  /// Where the key stands.
  public var source: SourceRange

  public init(
    name: String, key: LimitKey, buckets: [Bucket], observesOnly: Bool = false, twilio: Bool = false,
    source: SourceRange
  ) {
    self.name = name
    self.key = key
    self.buckets = buckets
    self.observesOnly = observesOnly
    self.twilio = twilio
    self.source = source
  }
}
