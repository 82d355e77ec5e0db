/// What IDaaS does for the requests that a conditional access policy hits.
public enum StageOutcome: Sendable, Hashable {
  /// `allow`, `directly_access`.
  case skip
  /// `deny`.
  case deny
  /// `allow`, `mfa_required`; sorted by raw value, without repeats.
  case use([Method])
  /// `allow`, `mfa_required` with the fallback methods; the webhook decides.
  case webhook
}

/// One conditional access policy of the list that IDaaS gets. An empty list of includes means all; conditions are
/// anded; includes mean any of, excludes none of. Indices are those of `Directory`.
public struct ConditionalAccessPolicy: Sendable, Hashable {
  /// Unique in the list: letters, digits and dashes; says what it is for.
  public var name: String
  public var includeGroups: [Int]
  public var excludeGroups: [Int]
  public var includeApplications: [Int]
  public var excludeApplications: [Int]
  public var includeZones: [Int]
  public var excludeZones: [Int]
  /// What IDaaS does.
  public var outcome: StageOutcome
  /// Indices of the routing rules that decide behind it, sorted; `rules.count` stands for `otherwise`, -1 for break-glass.
  public var rules: [Int]

  public init(
    name: String, includeGroups: [Int] = [], excludeGroups: [Int] = [], includeApplications: [Int] = [],
    excludeApplications: [Int] = [], includeZones: [Int] = [], excludeZones: [Int] = [],
    outcome: StageOutcome, rules: [Int] = []
  ) {
    self.name = name
    self.includeGroups = includeGroups
    self.excludeGroups = excludeGroups
    self.includeApplications = includeApplications
    self.excludeApplications = excludeApplications
    self.includeZones = includeZones
    self.excludeZones = excludeZones
    self.outcome = outcome
    self.rules = rules
  }
}

/// The split of a policy into what IDaaS sees and what the webhook decides: the list in order of priority, smallest
/// first, ending in a catch-all.
public struct StageSplit: Sendable, Hashable {
  /// Never empty; the last one has no conditions.
  public var policies: [ConditionalAccessPolicy]
  /// What is proved of shorter lists.
  public var minimality: Minimality

  /// What is proved of shorter lists that decide the same.
  public enum Minimality: Sendable, Hashable {
    /// Nothing: none was found, none is ruled out.
    case open
    /// There is none with include lists alone; with exclude lists there may be one.
    case amongIncludeLists
    /// There is none.
    case proved
  }

  public init(policies: [ConditionalAccessPolicy], minimality: Minimality) {
    self.policies = policies
    self.minimality = minimality
  }

  /// Whether any request reaches the webhook.
  public var usesWebhook: Bool { policies.contains { $0.outcome == .webhook } }
}
