public import PosternModel
public import PosternNumbering

/// What all requests of a region have in common, of one attribute.
public enum RegionCondition: Sendable, Hashable {
  /// The phone number is one of these.
  case phone([PhoneSet])
  /// One of these applications; `unknown` is any that neither policy declares, and none.
  case application(NameChoice)
  /// One of these identity providers.
  case identityProvider(NameChoice)
  /// One of these risks, in order.
  case risk([Risk])
  /// There is an e-mail address, or there is none.
  case email(Bool)
  /// There is a user id, or there is none.
  case user(Bool)
  /// The user is in the group, or is not.
  case group(String, Bool)
  /// The request comes from the zone, or does not.
  case networkZone(String, Bool)
  /// The user's bucket of that rollout is in one of the ranges, which ascend; one without an id is behind every share, in
  /// bucket 9 999.
  case rollout(rule: String, buckets: [Range<Int>])
}

/// Some of the declared names, and whether `unknown` is with them.
public struct NameChoice: Sendable, Hashable {
  public var names: [String]
  public var unknown: Bool
  /// The declared names that are not among them.
  public var others: [String]

  public init(names: [String], unknown: Bool, others: [String]) {
    self.names = names
    self.unknown = unknown
    self.others = others
  }
}

/// Phone numbers that have a few things in common.
public struct PhoneSet: Sendable, Hashable {
  /// Of what kind they are.
  public enum Origin: Sendable, Hashable {
    /// No number, or none that is valid.
    case none
    /// Valid, of a code that belongs to no country, such as +800.
    case withoutCountry
    /// Of these countries, in order of code; `others`: all further countries that have numbers.
    case countries([Region], others: [Region])
  }

  public var origin: Origin
  /// In order; nil: of every line type.
  public var lineTypes: [LineType]?
  /// The digits begin so; nil where no prefix is asked for.
  public var prefix: DigitPrefix?
  /// And with none of these.
  public var excludedPrefixes: [DigitPrefix]

  public init(
    origin: Origin, lineTypes: [LineType]? = nil, prefix: DigitPrefix? = nil,
    excludedPrefixes: [DigitPrefix] = []
  ) {
    self.origin = origin
    self.lineTypes = lineTypes
    self.prefix = prefix
    self.excludedPrefixes = excludedPrefixes
  }
}
