public import PosternDiagnostics
public import PosternModel
public import PosternNumbering

/// What two models decide otherwise: an exact answer for every request, or the statement that there is none.
public struct DecisionDiff: Sendable, Hashable {
  /// What came of the comparison.
  public enum Verdict: String, Sendable, Hashable {
    /// Every request is decided alike: proved.
    case equal
    /// The requests of the regions, and no others, are decided otherwise: proved.
    case different
    /// The diagram would have been too large: nothing is known beyond the texts.
    case notCompared
  }

  public var verdict: Verdict
  /// No two have a request in common; together they are every request that is decided otherwise. Most important first.
  public var regions: [ChangedRegion]
  /// How many requests were compared, in decimal; nil where that could not be counted.
  public var requests: String?
  /// How many classes the two policies tell apart among them, in decimal.
  public var classes: String?
  /// Rules whose text differs, by name, where nothing was proved.
  public var differingRules: [String]

  public init(
    verdict: Verdict, regions: [ChangedRegion] = [], requests: String?, classes: String?,
    differingRules: [String] = []
  ) {
    self.verdict = verdict
    self.regions = regions
    self.requests = requests
    self.classes = classes
    self.differingRules = differingRules
  }
}

/// Requests that are described by few conditions, and are all decided otherwise in the same direction.
public struct ChangedRegion: Sendable, Hashable {
  /// In which direction, by the order deny > use > send > skip, and within `use` and `send` subsets; the more urgent first.
  public enum Direction: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// No second factor any more.
    case newSkip
    /// What was refused is not any more.
    case lostDeny
    case loosened
    case tightened
    /// Neither: what cannot be compared, or details of the same.
    case changed
    /// What happens is the same, and only the country's mode in the record differs.
    case recorded

    public static func < (a: Direction, b: Direction) -> Bool { a.rawValue < b.rawValue }

    /// Whether it counts as loosened.
    public var isLoosened: Bool { self <= .loosened }
  }

  public var direction: Direction
  /// All of them hold, of different attributes; empty: every request. Exact, unless `isRemainder`.
  public var conditions: [RegionCondition]
  /// Whether it is what is left where naming every combination would take too many regions, or too long: then `conditions`
  /// hold for all of it, but not only for it.
  public var isRemainder: Bool
  /// What is decided, old and new: one pair, or several that have the old or the new outcome in common; largest first, and
  /// never empty.
  public var transitions: [OutcomeTransition]
  /// The countries of its phone numbers, in order of code; `unknown` where it has requests without one.
  public var countries: [Region]
  /// How many requests it has, in decimal.
  public var requests: String
  /// How many classes, in decimal.
  public var classes: String
  /// A request of it; nil where the interpreter did not confirm one.
  public var witness: DiffWitness?

  public init(
    direction: Direction, conditions: [RegionCondition], isRemainder: Bool = false,
    transitions: [OutcomeTransition], countries: [Region], requests: String, classes: String,
    witness: DiffWitness?
  ) {
    self.direction = direction
    self.conditions = conditions
    self.isRemainder = isRemainder
    self.transitions = transitions
    self.countries = countries
    self.requests = requests
    self.classes = classes
    self.witness = witness
  }
}

/// Requests of a region that are decided in one way before, and in one way now.
public struct OutcomeTransition: Sendable, Hashable {
  public var old: RegionSide
  public var new: RegionSide
  /// What differs within outcomes of one kind.
  public var details: [OutcomeDetail]
  /// How many requests, in decimal.
  public var requests: String

  public init(old: RegionSide, new: RegionSide, details: [OutcomeDetail] = [], requests: String) {
    self.old = old
    self.new = new
    self.details = details
    self.requests = requests
  }
}

/// What one side decides in a region, or in a part of it.
public struct RegionSide: Sendable, Hashable {
  /// A rule that decides there.
  public struct DecidingRule: Sendable, Hashable {
    /// As decisions name it.
    public var name: String
    /// Where it stands; nil where a country's mode comes from `countries.otherwise`.
    public var place: SourcePosition?

    public init(name: String, place: SourcePosition?) {
      self.name = name
      self.place = place
    }
  }

  public var outcome: Outcome
  /// Only with deny; nil for several reasons, in a remainder.
  public var reason: DenyReason?
  /// The policy's text, only with reason `rule`.
  public var message: String?
  /// Only with use: sorted by raw value; empty for several sets of them, in a remainder.
  public var methods: [Method]
  /// Only with send: the channels of each plan that occurs, shortest first. More than one only where both sides have the
  /// same, and in a remainder.
  public var plans: [[Channel]]
  /// The modes of its countries.
  public var modes: [CountryMode]
  /// In order of the policy.
  public var rules: [DecidingRule]

  public init(
    outcome: Outcome, reason: DenyReason? = nil, message: String? = nil, methods: [Method] = [],
    plans: [[Channel]] = [], modes: [CountryMode], rules: [DecidingRule]
  ) {
    self.outcome = outcome
    self.reason = reason
    self.message = message
    self.methods = methods
    self.plans = plans
    self.modes = modes
    self.rules = rules
  }
}

/// A difference within what is decided.
public struct OutcomeDetail: Sendable, Hashable {
  /// What differs.
  public enum Field: String, Sendable, Hashable, CaseIterable {
    case mode, wait, advance, service, locale, template, messagingService, afterFraudBlock
  }

  public var field: Field
  /// Of which channel; nil for the mode.
  public var channel: Channel?
  /// In words of the policy; nil: none. A wait is in seconds, such as `60s`.
  public var old: String?
  /// In words of the policy; nil: none.
  public var new: String?

  public init(field: Field, channel: Channel?, old: String?, new: String?) {
    self.field = field
    self.channel = channel
    self.old = old
    self.new = new
  }
}

/// A request that shows a difference, with what the reference interpreter decides for it on both sides.
public struct DiffWitness: Sendable, Hashable {
  /// By the policies' names.
  public var request: Request
  /// Buckets that no user id was found for, by rule name; then the request stands for such a user.
  public var statedBuckets: [String: Int]
  public var old: Decision
  public var new: Decision

  public init(request: Request, statedBuckets: [String: Int] = [:], old: Decision, new: Decision) {
    self.request = request
    self.statedBuckets = statedBuckets
    self.old = old
    self.new = new
  }
}
