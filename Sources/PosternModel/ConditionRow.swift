public import PosternNumbering

/// What a row asks of a set attribute: groups or network zones. Every list is sorted and without repeats; the lists
/// of lists are sorted too.
public struct SetConstraint: Sendable, Hashable {
  /// Of each list at least one name is there. No list is empty.
  public var any: [[Int]] = []
  /// Each of these is there.
  public var all: [Int] = []
  /// None of these is there.
  public var none: [Int] = []
  /// Of each list at least one name is absent. No list has fewer than two names.
  public var notAll: [[Int]] = []

  public init() {}

  /// Whether nothing is asked.
  public var isFree: Bool { any.isEmpty && all.isEmpty && none.isEmpty && notAll.isEmpty }

  /// Whether a set of names satisfies it.
  public func holds(for names: Set<Int>) -> Bool {
    any.allSatisfy { $0.contains(where: names.contains) } && all.allSatisfy(names.contains)
      && !none.contains(where: names.contains) && notAll.allSatisfy { !$0.allSatisfy(names.contains) }
  }
}

/// The buckets of one rollout that a row admits.
public struct RolloutRange: Sendable, Hashable {
  /// The bucket of a user without an id: outside every share.
  public static let outside = 10_000

  /// The rule's name, which enters the hash.
  public var rule: String
  /// First bucket admitted, 0 … 10 000.
  public var lower: Int
  /// Behind the last bucket admitted, 0 … 10 001.
  public var upper: Int

  public init(rule: String, lower: Int, upper: Int) {
    self.rule = rule
    self.lower = lower
    self.upper = upper
  }
}

/// One conjunction of a condition in disjunctive form: a test per attribute, all of which must hold.
///
/// Rows are kept normal, so that two rows written in different ways, but with the same tests, are equal.
public struct ConditionRow: Sendable, Hashable {
  /// Regions admitted.
  public var regions = RegionSet.all
  /// Line types admitted.
  public var lineTypes = LineTypeSet.all
  /// The number is valid and begins with one of these; sorted, none covering another. nil: not asked.
  public var prefixes: [DigitPrefix]?
  /// The number is invalid or begins with none of these; sorted, none covering another.
  public var excludedPrefixes: [DigitPrefix] = []
  /// Providers admitted; nil: every one.
  public var providers: NameSet?
  /// Applications admitted; nil: every one.
  public var applications: NameSet?
  /// What is asked of the user's groups.
  public var groups = SetConstraint()
  /// What is asked of the zones.
  public var networkZones = SetConstraint()
  /// Risks admitted.
  public var risks = RiskSet.all
  /// Whether a request with an e-mail address is admitted.
  public var admitsEmail = true
  /// Whether a request without an e-mail address is admitted.
  public var admitsNoEmail = true
  /// Sorted by rule, each rule once.
  public var rollouts: [RolloutRange] = []

  /// The row that admits every request.
  public init() {}

  /// Whether it admits every request.
  public var isFree: Bool { self == ConditionRow() }
}
