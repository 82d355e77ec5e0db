/// A decision, and each step that led to it: the same walk as `decide`, recorded.
public struct Explanation: Sendable, Hashable {
  /// Where something stands in the policy's sources.
  public struct Place: Sendable, Hashable, CustomStringConvertible {
    /// Relative to the policy's folder.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1, in Unicode scalars.
    public var column: Int

    /// `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }
  }

  /// What one attribute of the request came to.
  public struct AttributeValue: Sendable, Hashable {
    /// As the language names it: `country`, `lineType`, `group` …
    public var attribute: String
    /// The policy's names; one, but for groups, network zones and prefixes.
    public var values: [String]
    /// Whether a rule of the policy reads it.
    public var isRead: Bool
  }

  /// One rule that was looked at.
  public struct RuleStep: Sendable, Hashable {
    /// `break-glass` and `otherwise` among them.
    public var name: String
    /// Whether it matched; only the last one does.
    public var isMatch: Bool
    /// For each row of its condition the attributes that excluded it, in order. A rule whose condition nothing can
    /// meet has no rows.
    public var excludedBy: [[String]]
    /// Where its name stands.
    public var place: Place?
    /// Where its action stands.
    public var actionPlace: Place?
    /// The policy's reason for it.
    public var because: String?
  }

  /// One setting of the country, and the country rule that gave it.
  public struct CountrySetting: Sendable, Hashable {
    /// `mode`, `locale`, `channels.forbid`, `messagingService`.
    public var key: String
    /// The values; more than one only for forbidden channels.
    public var values: [String]
    /// The rule's name; nil: it has none, or no rule gave it.
    public var rule: String?
    /// Where the rule stands; nil: no rule gave it.
    public var place: Place?
  }

  /// One step of the rule's plan.
  public struct PlanStep: Sendable, Hashable {
    public var channel: TableChannel
    /// nil: it is in the plan that is left.
    public var removedBy: StepCause?
    /// Where the step stands.
    public var place: Place?
    /// Where what removed it stands: the country rule, or the channel.
    public var causePlace: Place?
  }

  /// What was decided.
  public var decision: TableDecision
  /// In the order of the language page.
  public var attributes: [AttributeValue]
  /// The rules up to the one that matched.
  public var rules: [RuleStep]
  /// What holds for the country.
  public var country: [CountrySetting]
  /// The steps of a `send`; empty when it was not asked for or the country's mode came first.
  public var plan: [PlanStep]
  /// Whether the country's mode replaced what the rule says.
  public var isReplacedByCountry: Bool
}

extension RoutingTable {
  /// The decision for a request, and how it came about.
  public func explain(_ request: TableRequest) -> Explanation {
    var recorder = ExplainRecorder(table: self)
    let decision = walk(request, &recorder)
    return Explanation(
      decision: decision, attributes: recorder.attributes, rules: recorder.rules,
      country: recorder.country(of: decision), plan: recorder.plan(of: decision),
      isReplacedByCountry: recorder.isReplaced)
  }
}
