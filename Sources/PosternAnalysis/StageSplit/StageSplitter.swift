public import PosternDiagnostics
public import PosternModel

/// Splits a policy into what IDaaS decides and what the webhook does.
public enum StageSplitter {
  /// The split of a policy, and what is wrong with it.
  ///
  /// Exact: for each combination of groups, application and zones the outcomes over everything else decide, as
  /// section 6 of the language page says. The list is proved to decide like the split, and is the shortest with
  /// include lists alone, or, where those cannot say it within `customPolicyLimit`, with exclude lists too.
  ///
  /// - Returns: no split if and only if there is an error among the diagnostics. A policy in which something
  ///   cannot be split is reported for that alone.
  /// - Complexity: close to linear in the number of rules for policies whose conditions on what IDaaS sees are
  ///   simple; bounded by limits on steps and memory for all others.
  public static func split(
    _ model: PolicyModel, phones: StagePhones
  ) -> (split: StageSplit?, diagnostics: [Diagnostic]) {
    guard let rows = try? PolicyRows(model) else {
      return (nil, [.tooManyCombinations(at: model.routing.otherwiseSource)])
    }
    return split(model, rows: rows, phones: phones)
  }

  /// The same, with the policy's rows at hand.
  public static func split(
    _ model: PolicyModel, rows: PolicyRows, phones: StagePhones
  ) -> (split: StageSplit?, diagnostics: [Diagnostic]) {
    guard let reach = StageReach(StageProblem(model, rows: rows, phones: phones)) else {
      return (nil, [.tooManyCombinations(at: model.routing.otherwiseSource)])
    }
    if reach.conflict != StageDiagram.none {
      let found = StageConflicts(model, phones: phones, reach: reach).diagnostics()
      return (nil, found.isEmpty ? [.tooManyCombinations(at: model.routing.otherwiseSource)] : found)
    }
    let regions = reach.regions
    guard !reach.problem.diagram.isOverfull,
      let result = shortest(reach, regions, model.idaas.customPolicyLimit)
    else {
      return (nil, [.tooManyCombinations(at: model.routing.otherwiseSource)])
    }
    let polish = PolicyListPolish(
      problem: reach.problem, regions: regions, ruleNames: model.routing.rules.map(\.name))
    let split = StageSplit(
      policies: polish.policies(result.chain), minimality: minimality(result, outcomes: regions.count))
    var diagnostics: [Diagnostic] = []
    if split.policies.count > model.idaas.customPolicyLimit {
      diagnostics.append(tooMany(split, result, polish, model))
    }
    if split.usesWebhook, model.webhook == nil, !model.routing.sends {
      diagnostics.append(webhookNeeded(split, model))
    }
    return (diagnostics.isEmpty ? split : nil, diagnostics)
  }

  /// What IDaaS does for a user's groups, an application (nil: one that the policy does not name) and zones, by a
  /// list of policies; nil when none admits them.
  public static func evaluate(
    _ policies: [ConditionalAccessPolicy], groups: Set<Int>, application: Int?, zones: Set<Int>
  ) -> StageOutcome? {
    policies.first { policy in
      admits(policy.includeGroups, policy.excludeGroups, groups)
        && admits(policy.includeApplications, policy.excludeApplications, application.map { [$0] } ?? [])
        && admits(policy.includeZones, policy.excludeZones, zones)
    }?.outcome
  }

  private static func admits(_ includes: [Int], _ excludes: [Int], _ names: Set<Int>) -> Bool {
    (includes.isEmpty || includes.contains(where: names.contains))
      && !excludes.contains(where: names.contains)
  }

  /// A list with includes only; with excludes too where that cannot be had, or not within the limit.
  private static func shortest(
    _ reach: StageReach, _ regions: [(outcome: StageOutcome, points: StageDiagram.Node)], _ limit: Int
  ) -> PolicyListSearch.Result? {
    var plain = PolicyListSearch(
      reach.problem.diagram, space: reach.problem.space, regions: regions.map(\.points), form: .includesOnly)
    let first = plain.run(limit: limit)
    if let first, first.chain.entries.count <= limit { return first }
    var full = PolicyListSearch(
      reach.problem.diagram, space: reach.problem.space, regions: regions.map(\.points), form: .withExcludes)
    guard let second = full.run(limit: limit) else { return first }
    guard var first, first.chain.entries.count < second.chain.entries.count else { return second }
    // What is known of shorter ones is known of both forms now.
    first.lowerBound = min(first.lowerBound, second.lowerBound)
    first.isProvedMinimal = first.chain.entries.count == first.lowerBound
    first.form = .withExcludes
    return first
  }

  private static func minimality(_ result: PolicyListSearch.Result, outcomes: Int) -> StageSplit.Minimality {
    guard result.isProvedMinimal else { return .open }
    // Each outcome needs a policy of its own, whatever its form.
    let isLeast = result.form == .withExcludes || result.chain.entries.count == outcomes
    return isLeast ? .proved : .amongIncludeLists
  }

  private static func tooMany(
    _ split: StageSplit, _ result: PolicyListSearch.Result, _ polish: PolicyListPolish, _ model: PolicyModel
  ) -> Diagnostic {
    var costs: [Int: Int] = [:]
    let hits = result.chain.hits(in: polish.problem.diagram)
    for (entry, points) in zip(result.chain.entries.dropLast(), hits) {
      costs[polish.leadingRule(polish.rules(behind: entry, points), points), default: 0] += 1
    }
    let dearest = costs.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
    let places = dearest.map { cost in
      (name: polish.ruleName(cost.key), count: cost.value, range: source(of: cost.key, in: model))
    }
    return .tooManyPolicies(
      count: split.policies.count, limit: model.idaas.customPolicyLimit, atLeast: result.lowerBound,
      isProvedMinimal: result.isProvedMinimal, dearest: places, otherwise: model.routing.otherwiseSource)
  }

  private static func webhookNeeded(_ split: StageSplit, _ model: PolicyModel) -> Diagnostic {
    let rules = split.policies.first { $0.outcome == .webhook }?.rules ?? []
    let rule = rules.first ?? model.routing.rules.count
    return .webhookNeeded(at: source(of: rule, in: model))
  }

  /// Where a rule stands; -1: break-glass, the number of rules: `otherwise`.
  static func source(of rule: Int, in model: PolicyModel) -> SourceRange {
    if rule < 0 { return model.directory.breakGlass?.source ?? model.routing.otherwiseSource }
    return rule < model.routing.rules.count
      ? model.routing.rules[rule].source : model.routing.otherwiseSource
  }
}
