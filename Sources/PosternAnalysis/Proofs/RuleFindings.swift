import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

/// What is wrong with the rules of a policy, exactly: every statement holds over all requests there are, and every
/// example is what the reference interpreter decides.
struct RuleFindings {
  let model: PolicyModel
  let facts: RuleFacts
  let outcomes: [DecidedOutcome]
  /// The groups that conditions of `use` rules ask for.
  let groupsOfUse: [(name: String, rule: String)]
  private let space: DecisionSpace
  private let parts: ConstantParts
  private let covers: CoverSearch
  private let numbers = SampleNumbers()

  /// - Parameters:
  ///   - facts: of the policy, over all classes of numbers.
  ///   - stepLimit: what the search for covers may take.
  init(_ model: PolicyModel, _ facts: RuleFacts, stepLimit: Int) {
    self.model = model
    self.facts = facts
    space = facts.slices.workspace.space
    outcomes = facts.slices.workspace.outcomes
    groupsOfUse = model.groupsOfUse
    let sets = ConditionSets(facts.slices, stepLimit: stepLimit)
    parts = ConstantParts(model, sets)
    covers = CoverSearch(sets)
  }

  /// In order of the rules; what belongs to services comes last.
  func diagnostics() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var unknown: [String] = []
    let offset = model.directory.breakGlass == nil ? 0 : 1
    for (index, rule) in model.routing.rules.enumerated() {
      let fact = facts[index + offset]
      if fact.isPartlyUnknown,
        fact.matching == nil || fact.deciding == nil || !fact.hasEffect || !fact.matters
      {
        unknown.append(rule.name)
      }
      // That a rule is idle is said where nothing else is.
      let others =
        fact.deciding == nil && !fact.isPartlyUnknown
        ? [] : constantParts(rule, fact) + ofAction(rule.name, fact, rule.action, at: rule.actionSource)
      found += others
      if others.isEmpty, !fact.isPartlyUnknown, let idle = idle(index + offset, rule, fact) {
        found.append(idle)
      }
    }
    let last = facts[model.routing.rules.count + offset]
    if last.isPartlyUnknown { unknown.append("otherwise") }
    found += ofAction("otherwise", last, model.routing.otherwise, at: model.routing.otherwiseSource)
    found += plansForSkippedLandlines()
    if !unknown.isEmpty {
      found.append(.analysisUnfinished(rules: unknown, at: model.routing.otherwiseSource))
    }
    return found
  }

  // MARK: Rules that decide nothing

  private func idle(_ number: Int, _ rule: Rule, _ fact: RuleFacts.Fact) -> Diagnostic? {
    guard let matching = fact.matching else {
      return parts.asksForNothing(rule.condition) ? nil : .ruleNeverMatches(rule.name, at: rule.source)
    }
    guard let deciding = fact.deciding else {
      let cover = (covers.smallest(of: number) ?? []).map { earlier in
        let name = self.name(of: earlier)
        return (name: name, range: model.place(ofRule: name))
      }
      return .ruleShadowed(
        rule.name, by: cover, example: example(matching) { $0.rule != rule.name }, at: rule.source)
    }
    if !fact.hasEffect {
      return .ruleReplacedByMode(
        rule.name, example: example(deciding) { $0.reason == .countryBlocked }, at: rule.source)
    }
    if !fact.matters {
      // What its country's mode decides does not show it.
      let own = fact.ways.keys.sorted().first { outcomes[$0].reason != .countryBlocked }
      let way = own.flatMap { fact.ways[$0] }
      return .ruleRedundant(rule.name, example: example(way) { $0.rule == rule.name }, at: rule.source)
    }
    return nil
  }

  private func constantParts(_ rule: Rule, _ fact: RuleFacts.Fact) -> [Diagnostic] {
    /// A request that the rule decides, whatever the part says: rather by itself than by its country's mode.
    func shown() -> FindingExample? {
      let ways = fact.ways.keys.sorted()
      let own = ways.first { outcomes[$0].reason != .countryBlocked } ?? ways.first
      return example(own.flatMap { fact.ways[$0] }) { _ in true }
    }
    if parts.constant(rule.condition) == true {
      return parts.asksForNothing(rule.condition)
        ? [] : [.conditionAlwaysTrue(rule.name, example: shown(), at: rule.source)]
    }
    return parts.parts(of: rule.condition).map {
      .partOfConditionConstant(
        rule.name, part: $0.attribute, isTrue: $0.isTrue, example: shown(), at: rule.source)
    }
  }

  private func name(of number: Int) -> String {
    guard model.directory.breakGlass != nil else { return model.routing.rules[number].name }
    return number == 0 ? "break-glass" : model.routing.rules[number - 1].name
  }

  // MARK: Examples

  /// A request in words and as a test, if the interpreter decides it as it should be decided.
  func example(_ way: RuleFacts.Way?, isAsSaid: (Decision) -> Bool) -> FindingExample? {
    guard let way else { return nil }
    let sample = space.sample(way, for: model, numbers: numbers)
    let decision = model.decide(sample.values)
    guard isAsSaid(decision) else { return nil }
    return FindingExample(sample.request, statedBuckets: sample.statedBuckets, decision, in: model)
  }
}

extension FindingExample {
  /// A request and what is decided for it. There is a test if the interpreter decides so for nothing but the request.
  init(
    _ request: Request, statedBuckets: [String: Int] = [:], _ decision: Decision, in model: PolicyModel,
    isForEnvironment: Bool = false
  ) {
    let isWhole = statedBuckets.isEmpty && model.interpret(request) == decision
    self.init(
      request: request.inWords(statedBuckets: statedBuckets), decision: decision.inShort,
      test: isWhole
        ? request.asTest(expecting: decision, environment: isForEnvironment ? model.environment : nil) : nil)
  }
}
