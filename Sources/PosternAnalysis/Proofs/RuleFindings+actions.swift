import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

extension RuleFindings {
  /// What is wrong with what a rule does for those requests that it decides.
  func ofAction(
    _ rule: String, _ fact: RuleFacts.Fact, _ action: Action, at range: SourceRange
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let stranger = fact.stranger {
      found.append(
        .skipReachableWidely(rule, example: example(stranger) { $0.outcome == .skip }, at: range))
    }
    if case .send(let steps) = action { found += lostChannels(rule, fact, steps, at: range) }
    found += textedMembers(rule, fact, at: range)
    return found
  }

  // MARK: Channels that are dropped

  private func lostChannels(
    _ rule: String, _ fact: RuleFacts.Fact, _ steps: [Step], at range: SourceRange
  ) -> [Diagnostic] {
    var planned = ChannelSet()
    for entry in fact.outcomes {
      for outcome in entry.outcomes { planned.formUnion(outcomes[outcome].channels) }
    }
    var loss = ChannelLoss(fact, outcomes, facts.slices)
    let way = fact.ways.keys.sorted().first { outcomes[$0].reason == .noChannel }.flatMap { fact.ways[$0] }
    let example = example(way) { $0.reason == .noChannel }

    var found: [Diagnostic] = []
    if steps.allSatisfy({ $0.channel == .sms }) {
      let forbidding = loss.remove { model.countries[$0].forbidden.contains(Channel.sms) }
      if let first = forbidding.first {
        let source = model.countries[first].forbiddenRule.map { model.countries.rules[$0].source }
        found.append(
          .smsOnlyWhereForbidden(
            rule: rule, countries: forbidding.map(\.code), example: example, at: range, forbidden: source))
      }
    }
    // What was not looked at may have a channel.
    if fact.isPartlyUnknown {
      loss.blur()
    } else if planned.isEmpty {
      return loss.isEmpty ? found : found + [.actionImpossible(rule, example: example, at: range)]
    } else {
      var seen = planned
      for step in steps where !seen.contains(step.channel) {
        seen.insert(ChannelSet([step.channel]))
        let way = fact.ways.keys.sorted().first { outcomes[$0].outcome == .send }.flatMap { fact.ways[$0] }
        let example = self.example(way) {
          $0.outcome == .send && !$0.plan.map(\.channel).contains(step.channel)
        }
        found.append(.stepImpossible(rule, channel: step.channel.name, example: example, at: step.source))
      }
    }
    return loss.isEmpty ? found : found + [.noChannelLeft(rule, loss.words, example: example, at: range)]
  }

  // MARK: SMS

  private func textedMembers(
    _ rule: String, _ fact: RuleFacts.Fact, at range: SourceRange
  ) -> [Diagnostic] {
    let groups = groupsOfUse.filter { fact.textedMembers[$0.name] != nil }
    guard let first = groups.first else { return [] }
    let source = first.rule == rule ? nil : model.place(ofRule: first.rule)
    let example = example(fact.textedMembers[first.name]) { $0.rule == rule }
    return [
      .smsAsOnlyFactor(
        rule: rule, groups: groups.map(\.name), example: example, at: range, useRule: source)
    ]
  }

  /// Services that skip landlines, and plans that send SMS there all the same.
  func plansForSkippedLandlines() -> [Diagnostic] {
    let offset = model.directory.breakGlass == nil ? 0 : 1
    let places = model.routing.rules.map(\.actionSource) + [model.routing.otherwiseSource]
    guard let sms = model.channels.first(where: { $0.channel == .sms }) else { return [] }
    return model.services.compactMap { service in
      guard service.skipsLandlines else { return nil }
      var plans: [SourceRange] = []
      for (index, place) in places.enumerated() {
        let fact = facts[index + offset]
        let texting = fact.outcomes.first { entry in
          facts.slices.kinds(of: entry.phoneClass).contains { $0.phone.lineType == .fixedLine }
            && entry.outcomes.contains { outcomes[$0].texts(by: service.name) }
        }
        if texting != nil { plans.append(place) }
      }
      return plans.isEmpty
        ? nil
        : .smsPlannedForLandlines(
          service: service.name, at: sms.source, skipping: service.source, plans: plans)
    }
  }
}

extension DecidedOutcome {
  fileprivate func texts(by service: String) -> Bool {
    plan.contains { $0.channel == .sms && $0.service == service }
  }
}

extension VerifyService {
  fileprivate var skipsLandlines: Bool {
    parameters.contains { $0.path == "SkipSmsToLandlines" && $0.value == .boolean(true) }
  }
}

extension PolicyModel {
  /// By number of the rule whether it offers nothing but SMS.
  var textingActions: [Bool] {
    let own = routing.rules.map(\.action.isSMSAlone) + [routing.otherwise.isSMSAlone]
    return directory.breakGlass == nil ? own : [false] + own
  }

  /// The groups that conditions of `use` rules ask for, by name, with the first such rule; none where no rule texts.
  var groupsOfUse: [(name: String, rule: String)] {
    guard textingActions.contains(true) else { return [] }
    var first: [Int: String] = [:]
    for rule in routing.rules {
      guard case .use = rule.action else { continue }
      rule.condition.forEachGroup { group in
        if first[group] == nil { first[group] = rule.name }
      }
    }
    return directory.groups.enumerated().compactMap { index, group in
      first[index].map { (group.name, $0) }
    }
  }
}

extension Action {
  /// Whether SMS is all that it offers.
  fileprivate var isSMSAlone: Bool {
    switch self {
    case .deny, .skip: false
    case .use(let methods): methods == [.idaasSMS]
    case .send(let steps): steps.allSatisfy { $0.channel == .sms }
    }
  }
}

extension Condition {
  /// Groups that the condition asks for, not those it excludes.
  fileprivate func forEachGroup(negated: Bool = false, _ body: (Int) -> Void) {
    switch self {
    case .all(let parts), .any(let parts): for part in parts { part.forEachGroup(negated: negated, body) }
    case .not(let inner): inner.forEachGroup(negated: !negated, body)
    case .groups(.any(let names)), .groups(.all(let names)): if !negated { names.forEach(body) }
    case .groups(.none(let names)): if negated { names.forEach(body) }
    default: break
    }
  }
}
