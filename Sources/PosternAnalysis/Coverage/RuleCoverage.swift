public import PosternDiagnostics
public import PosternModel

/// What of a policy, in one environment, some decisions touch: rules, outcomes, and plans as they are written.
///
/// It counts names, not requests: how much of the decision space they are is another question.
public struct RuleCoverage: Sendable {
  /// A rule that can decide: break-glass, those of `routing.rules`, `otherwise`, and `country-mode` where a country is
  /// blocked.
  public struct Rule: Sendable {
    /// As decisions have it.
    public let name: String
    /// Where it stands; nil for `country-mode`.
    public let source: SourceRange?
    /// Whether a decision names it.
    public let isHit: Bool
  }

  /// An outcome that the policy's actions, or a blocked country, bring about.
  public struct OutcomeUse: Sendable {
    public let outcome: Outcome
    /// Whether a decision has it.
    public let isHit: Bool
  }

  /// The channels of a `send` as it is written.
  public struct Plan: Sendable {
    public let channels: [Channel]
    /// The first rule that writes it.
    public let rule: String
    /// Where that rule's action stands.
    public let source: SourceRange
    /// Whether a decision plans exactly these channels.
    public let isHit: Bool
  }

  /// In the order in which they are asked; `country-mode` last.
  public let rules: [Rule]
  /// In the order send, deny, skip, use.
  public let outcomes: [OutcomeUse]
  /// In the order of the rules that write them, each list of channels once.
  public let plans: [Plan]

  /// Counts.
  /// - Parameter regions: when they are known, what no request comes to is left out.
  /// - Complexity: linear in the rules times the decisions.
  public init(of model: PolicyModel, by decisions: [Decision], in regions: DecisionRegions? = nil) {
    let possible = regions?.regions.map(\.decision)
    let hits = Set(decisions.map(\.rule))
    var rules: [Rule] = []
    let reached = possible.map { Set($0.map(\.rule)) }
    func add(_ name: String, _ source: SourceRange?) {
      if let reached, !reached.contains(name) { return }
      rules.append(Rule(name: name, source: source, isHit: hits.contains(name)))
    }
    if let breakGlass = model.directory.breakGlass { add("break-glass", breakGlass.source) }
    for rule in model.routing.rules { add(rule.name, rule.source) }
    add("otherwise", model.routing.otherwiseSource)
    let blocks = model.countries.settings.contains { $0.mode == .block }
    if blocks { add("country-mode", nil) }
    self.rules = rules

    let ends = possible.map { Set($0.map(\.outcome)) } ?? model.outcomes(blocks: blocks)
    let seen = Set(decisions.map(\.outcome))
    outcomes = Outcome.allCases.filter(ends.contains).map {
      OutcomeUse(outcome: $0, isHit: seen.contains($0))
    }

    let left = possible.map { Set($0.map { $0.plan.map(\.channel) }) }
    let planned = Set(decisions.map { $0.plan.map(\.channel) })
    var plans: [Plan] = []
    for (name, action, source) in model.actions {
      guard case .send(let steps) = action else { continue }
      let channels = steps.map(\.channel)
      if plans.contains(where: { $0.channels == channels }) { continue }
      if let left, !left.contains(channels) { continue }
      plans.append(
        Plan(channels: channels, rule: name, source: source, isHit: planned.contains(channels)))
    }
    self.plans = plans
  }
}

extension PolicyModel {
  /// Every action with its rule and its place, `otherwise` last.
  fileprivate var actions: [(rule: String, action: Action, source: SourceRange)] {
    routing.rules.map { ($0.name, $0.action, $0.actionSource) }
      + [("otherwise", routing.otherwise, routing.otherwiseSource)]
  }

  fileprivate func outcomes(blocks: Bool) -> Set<Outcome> {
    var found = Set(actions.map(\.action.outcome))
    if blocks { found.insert(.deny) }
    if directory.breakGlass != nil { found.insert(.use) }
    return found
  }
}

extension Action {
  fileprivate var outcome: Outcome {
    switch self {
    case .send: .send
    case .deny: .deny
    case .skip: .skip
    case .use: .use
    }
  }
}
