public import PosternNumbering

/// Risk as a request gives it.
public enum Risk: UInt8, Sendable, Hashable, CaseIterable {
  case low = 0
  case medium
  case high
  case unknown

  /// The policy's name.
  public var name: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .unknown: "unknown"
    }
  }

  /// The risk of a policy's name; nil when it is none.
  public init?(name: String) {
    guard let found = Risk.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// A set of risks: bit *i* is the risk of raw value *i*.
public struct RiskSet: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  @inlinable
  public init(_ risks: some Sequence<Risk>) {
    self.rawValue = risks.reduce(0) { $0 | 1 << $1.rawValue }
  }

  /// All four.
  public static let all = RiskSet(Risk.allCases)

  /// Whether a risk is in the set.
  public func contains(_ risk: Risk) -> Bool { rawValue & (1 << risk.rawValue) != 0 }
}

/// Values of an attribute that has exactly one of the declared names, or `unknown`.
public struct NameSet: Sendable, Hashable {
  /// Indices of declared names, sorted, without repeats.
  public var indices: [Int]
  /// Whether `unknown` is in the set.
  public var unknown: Bool

  public init(indices: [Int], unknown: Bool) {
    self.indices = indices.isAscending ? indices : Array(Set(indices)).sorted()
    self.unknown = unknown
  }
}

extension [Int] {
  /// Whether every number is larger than the one before it.
  var isAscending: Bool {
    guard count > 1 else { return true }
    for index in 1..<count where self[index - 1] >= self[index] { return false }
    return true
  }
}

/// A test on an attribute that is a set of declared names: groups or network zones.
public enum SetTest: Sendable, Hashable {
  /// Contains at least one.
  case any([Int])
  /// Contains every one.
  case all([Int])
  /// Contains none.
  case none([Int])
}

/// The share of users that a rollout holds for.
public struct Rollout: Sendable, Hashable {
  /// The rule's name, which enters the hash.
  public var rule: String
  /// Holds for buckets below this: 0 … 10 000.
  public var buckets: Int

  public init(rule: String, buckets: Int) {
    self.rule = rule
    self.buckets = buckets
  }
}

/// What `when:` says, with names resolved. Lists are never empty.
///
/// `{ not: … }` inside an attribute is resolved here: to the complement of a value set (which holds `unknown`), to
/// `SetTest.none`, or, for prefixes and e-mail, to `not` around the test.
public enum Condition: Sendable, Hashable {
  /// Every one holds.
  case all([Condition])
  /// At least one holds.
  case any([Condition])
  /// It does not hold.
  indirect case not(Condition)
  /// The phone number's region is one of these.
  case country(RegionSet)
  /// The phone number's line type is one of these.
  case lineType(LineTypeSet)
  /// The phone number is valid and its digits begin with one of these.
  case prefix([DigitPrefix])
  /// One of these providers.
  case identityProvider(NameSet)
  /// One of these applications.
  case application(NameSet)
  /// The user's groups.
  case groups(SetTest)
  /// The network zones of the request.
  case networkZones(SetTest)
  /// One of these risks.
  case risk(RiskSet)
  /// There is an e-mail address.
  case emailPresent
  /// The user is within the share.
  case rollout(Rollout)
}
