import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

/// What is wrong with the rules of a policy, exactly: every statement holds over all requests there are.
struct RuleFindings {
  private let decisions: DecisionDiagram
  private let model: PolicyModel
  private var diagram: Diagram { decisions.workspace.diagram }
  private var space: DecisionSpace { decisions.workspace.space }

  init(_ decisions: DecisionDiagram) {
    self.decisions = decisions
    self.model = decisions.model
  }

  /// In order of the rules.
  func diagnostics() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for rule in decisions.conditions.indices where decisions.listIndex(of: rule) >= 0 {
      let index = decisions.listIndex(of: rule)
      if index < model.routing.rules.count {
        let declared = model.routing.rules[index]
        if let dead = neverDecides(rule, declared) {
          found.append(dead)
          continue
        }
        found += constantParts(rule, declared)
        if let idle = changesNothing(rule, declared) {
          found.append(idle)
          continue
        }
        found += ofAction(rule, declared.action, at: declared.actionSource)
      } else if decisions.reach[rule] != .none {
        found += ofAction(rule, model.routing.otherwise, at: model.routing.otherwiseSource)
      }
    }
    return diagram.isOverfull ? [.analysisUnfinished(at: model.routing.otherwiseSource)] : found
  }

  // MARK: Rules that decide nothing

  private func neverDecides(_ rule: Int, _ declared: Rule) -> Diagnostic? {
    if decisions.conditions[rule] == .none {
      return asksForNothing(declared.condition)
        ? nil : .ruleNeverMatches(declared.name, at: declared.source)
    }
    guard decisions.reach[rule] == .none else { return nil }
    let cover = CoverSearch(decisions).smallest(of: rule).map { earlier in
      (name: decisions.ruleNames[earlier], range: model.place(ofRule: decisions.ruleNames[earlier]))
    }
    return .ruleShadowed(declared.name, by: cover, at: declared.source)
  }

  /// Whether a condition has a test that is reported on its own: a share of 0%, or regions that no number has.
  private func asksForNothing(_ condition: Condition) -> Bool {
    switch condition {
    case .all(let parts), .any(let parts): parts.contains(where: asksForNothing)
    case .not(let part): asksForNothing(part)
    case .rollout(let rollout): rollout.buckets == 0
    case .country: decisions.requests(condition) == .none
    default: false
    }
  }

  private func changesNothing(_ rule: Int, _ declared: Rule) -> Diagnostic? {
    let reach = decisions.reach[rule]
    let blocked = decisions.workspace.outcomes.map { $0.reason == .countryBlocked }
    if diagram.find(reach, decisions.actions[rule], where: { $0 == 1 && !blocked[$1] }) == nil {
      return .ruleReplacedByMode(declared.name, at: declared.source)
    }
    let following = decisions.following[rule]
    if diagram.choose(reach, decisions.actions[rule], following) == following {
      return .ruleRedundant(declared.name, at: declared.source)
    }
    return nil
  }

  // MARK: Conditions

  private func constantParts(_ rule: Int, _ declared: Rule) -> [Diagnostic] {
    if decisions.conditions[rule] == .all {
      return [.conditionAlwaysTrue(declared.name, at: declared.source)]
    }
    var found: [Diagnostic] = []
    func walk(_ condition: Condition) {
      let node = decisions.requests(condition)
      if node == .all || node == .none {
        if !asksForNothing(condition) {
          found.append(
            .partOfConditionConstant(
              declared.name, part: condition.testedAttribute, isTrue: node == .all, at: declared.source))
        }
        return
      }
      switch condition {
      case .all(let parts), .any(let parts): for part in parts { walk(part) }
      case .not(let part): walk(part)
      default: break
      }
    }
    walk(declared.condition)
    return Array(found.prefix(1))
  }

  // MARK: Actions

  private func ofAction(_ rule: Int, _ action: Action, at range: SourceRange) -> [Diagnostic] {
    switch action {
    case .skip: skipsWidely(rule, at: range)
    case .send(let steps): lacksChannels(rule, steps, at: range)
    case .deny, .use: []
    }
  }

  private func skipsWidely(_ rule: Int, at range: SourceRange) -> [Diagnostic] {
    var set = decisions.reach[rule]
    for (axis, found) in space.axes.enumerated() {
      switch found.attribute {
      case .group, .networkZone: set = diagram.and(set, diagram.literal(axis: axis) { $0 == 0 })
      default: break
      }
    }
    guard set != .none, let way = diagram.find(set, preference: space.preference, where: { a, _ in a == 1 })
    else { return [] }
    let sample = space.sample(way, for: model)
    guard model.decide(sample.values).outcome == .skip else { return [] }
    return [
      .skipReachableWidely(
        decisions.ruleNames[rule], request: sample.request.inWords(statedBuckets: sample.statedBuckets),
        given: sample.request.asGiven, at: range)
    ]
  }

  private func lacksChannels(_ rule: Int, _ steps: [Step], at range: SourceRange) -> [Diagnostic] {
    let outcomes = decisions.workspace.outcomes
    let name = decisions.ruleNames[rule]
    let planned = plannedChannels(rule)
    let isWithoutChannel = diagram.combine(decisions.reach[rule], decisions.actions[rule]) {
      $0 == 1 && outcomes[$1].reason == .noChannel ? 1 : 0
    }
    // Where the country is blocked, nothing is asked of a plan.
    if planned.isEmpty, isWithoutChannel == .none { return [] }
    if planned.isEmpty { return [.actionImpossible(name, at: range)] }
    var found: [Diagnostic] = []
    var seen: ChannelSet = []
    for step in steps where !planned.contains(step.channel) && !seen.contains(step.channel) {
      seen.insert(ChannelSet([step.channel]))
      found.append(.stepImpossible(name, channel: step.channel.name, at: step.source))
    }
    if isWithoutChannel != .none { found += noChannel(rule, name, isWithoutChannel, steps, at: range) }
    return found
  }

  /// The channels that are left of a rule's plan for some request it decides.
  private func plannedChannels(_ rule: Int) -> ChannelSet {
    let outcomes = decisions.workspace.outcomes
    let decided = diagram.combine(decisions.reach[rule], decisions.actions[rule]) { $0 == 1 ? $1 + 1 : 0 }
    return diagram.terminals(of: decided).reduce(into: ChannelSet()) { set, value in
      if value > 0 { set.formUnion(outcomes[value - 1].channels) }
    }
  }

  private func noChannel(
    _ rule: Int, _ name: String, _ set: DiagramNode, _ steps: [Step], at range: SourceRange
  ) -> [Diagnostic] {
    let classes = space.axes[0].classes
    var regions = RegionSet()
    for (index, isIn) in diagram.values(of: set, on: 0).enumerated() where isIn {
      for kind in classes[index] { regions.insert(space.kinds[kind].phone.region) }
    }
    // A plan of SMS alone where SMS is forbidden has a finding of its own.
    if steps.allSatisfy({ $0.channel == .sms }) {
      regions = regions.intersection(
        RegionSet(Region.all.filter { !model.countries[$0].forbidden.contains(Channel.sms) }))
    }
    guard !regions.isEmpty,
      let way = diagram.find(set, preference: space.preference, where: { a, _ in a == 1 })
    else { return [] }
    let sample = space.sample(way, for: model)
    guard model.decide(sample.values).reason == .noChannel else { return [] }
    return [
      .noChannelLeft(
        name, countries: regions.regions.filter { $0 != .unknown }.map(\.code),
        withoutNumber: regions.contains(.unknown),
        request: sample.request.inWords(statedBuckets: sample.statedBuckets), given: sample.request.asGiven,
        at: range)
    ]
  }
}

extension Condition {
  /// The attribute that it tests; nil for one that is made of others.
  var testedAttribute: String? {
    switch self {
    case .all, .any, .not: nil
    case .country: "country"
    case .lineType: "lineType"
    case .prefix: "prefix"
    case .identityProvider: "identityProvider"
    case .application: "application"
    case .groups: "group"
    case .networkZones: "networkZone"
    case .risk: "risk"
    case .emailPresent: "email"
    case .rollout: "rollout"
    }
  }
}
