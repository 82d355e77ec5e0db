import PosternDiagnostics
import PosternModel
import PosternNumbering

/// Finds every pair of rules of which one is `use` and that differ for requests that look alike to IDaaS.
struct StageConflicts {
  private let model: PolicyModel
  private let phones: StagePhones
  private var problem: StageProblem
  private let conflict: StageDiagram.Node

  /// Two rules with a request each, alike to IDaaS.
  struct Pair {
    var use: Int
    var other: Int
    var useValues: AttributeValues
    var otherValues: AttributeValues
  }

  init(_ model: PolicyModel, phones: StagePhones, reach: StageReach) {
    self.model = model
    self.phones = phones
    self.problem = reach.problem
    self.conflict = reach.conflict
  }

  /// One finding per `use` rule, with the rules it is in conflict with in order; none only when steps ran out.
  consuming func diagnostics() -> [Diagnostic] {
    let pairs = pairs()
    var byRule: [Int: [Pair]] = [:]
    for pair in pairs { byRule[pair.use, default: []].append(pair) }
    return byRule.sorted { $0.key < $1.key }.compactMap { diagnostic($0.key, $0.value) }
  }

  /// The pairs of one `use` rule that are looked for: more would not help its author.
  static let mostPairs = 20

  /// Every pair once, by rule; of one `use` rule the first ``mostPairs``.
  mutating func pairs() -> [Pair] {
    var pairs: [Pair] = []
    let rules = problem.rows.map(\.rule)
    let useRules = Set(rules).filter(isUse).sorted()
    let byRule = Dictionary(grouping: problem.rows.indices) { rules[$0] }
    for use in useRules {
      let points = reachable(rows: byRule[use] ?? [], within: conflict)
      if points == StageDiagram.none { continue }
      var count = 0
      for other in byRule.keys.sorted() where problem.effects[other + 1] != problem.effects[use + 1] {
        // Of two `use` rules the finding is at the one that asks for what IDaaS cannot see, else at the later one.
        if isUse(other), !isPrimary(use, over: other, byRule) { continue }
        guard let pair = pair(use, other, points, byRule) else { continue }
        pairs.append(pair)
        count += 1
        if count == Self.mostPairs { break }
      }
    }
    return pairs
  }

  private func isUse(_ rule: Int) -> Bool {
    if case .always(let outcome) = problem.effects[rule + 1] { outcome >= StageClass.firstUse } else { false }
  }

  private func isPrimary(_ rule: Int, over other: Int, _ rows: [Int: [Int]]) -> Bool {
    let isPure = (rows[rule] ?? []).allSatisfy { problem.rows[$0].isPure }
    let otherIsPure = (rows[other] ?? []).allSatisfy { problem.rows[$0].isPure }
    return isPure == otherIsPure ? rule > other : !isPure
  }

  /// The points where one of a rule's rows decides for some rest.
  private mutating func reachable(rows: [Int], within points: StageDiagram.Node) -> StageDiagram.Node {
    var found = StageDiagram.none
    for row in rows {
      while let part = first(row, diagram.minus(points, found)) {
        found = diagram.or(found, part.points)
      }
    }
    return found
  }

  private var diagram: StageDiagram { problem.diagram }

  /// Some requests that a row decides, of some points.
  ///
  /// - Parameter phones: which numbers they may have; nil: all.
  private mutating func first(
    _ row: Int, _ points: StageDiagram.Node, phones: RestSpace.Constraint? = nil
  ) -> FirstMatchSearch.Found? {
    let wanted = diagram.and(problem.rows[row].points, points)
    guard wanted != StageDiagram.none else { return nil }
    let covers = problem.covers(before: row, within: wanted)
    let search = FirstMatchSearch(rest: problem.rest, diagram: diagram)
    for product in problem.products(ofRow: row) {
      guard let cube = problem.rest.cube(product + [phones].compactMap(\.self)) else { continue }
      if let found = search.find(cube, wanted, covers: covers) { return found }
    }
    return nil
  }

  /// Numbers of countries that are not blocked: a blocked one decides itself what rules would send or deny, so that a
  /// request from there does not show what they do.
  private var openPhones: RestSpace.Constraint {
    problem.rest.constraint(RestSpace.phone) { isOpen(phones.kinds[$0].phone) }
  }

  private func isOpen(_ phone: PhoneClass) -> Bool {
    phone.isValid && phone.region != .unknown && model.countries[phone.region].mode != .block
  }

  private mutating func pair(
    _ use: Int, _ other: Int, _ points: StageDiagram.Node, _ rows: [Int: [Int]]
  ) -> Pair? {
    let open = openPhones
    return pair(use, other, points, rows, phones: [open, open])
      ?? pair(use, other, points, rows, phones: [nil, open])
      ?? pair(use, other, points, rows, phones: [nil, nil])
  }

  /// A pair whose numbers are among these: the `use` rule's, the other's.
  private mutating func pair(
    _ use: Int, _ other: Int, _ points: StageDiagram.Node, _ rows: [Int: [Int]],
    phones: [RestSpace.Constraint?]
  ) -> Pair? {
    for otherRow in rows[other] ?? [] {
      guard let found = first(otherRow, points, phones: phones[1]) else { continue }
      let point = diagram.somePoint(of: found.points)
      let node = diagram.onlyPoint(point, of: problem.space.variableCount)
      for useRow in rows[use] ?? [] {
        guard let own = first(useRow, node, phones: phones[0]) else { continue }
        return Pair(
          use: use, other: other, useValues: values(point, own.cube, decidedBy: use),
          otherValues: values(point, found.cube, decidedBy: other))
      }
    }
    return nil
  }

  private func values(_ point: [Int], _ cube: RestSpace.Cube, decidedBy rule: Int) -> AttributeValues {
    var rest = problem.rest.somePoint(of: cube)
    // A number of a country that is not blocked, if there is one: there the rule itself decides.
    let phone = problem.rest.values(of: RestSpace.phone, in: cube).first { isOpen(phones.kinds[$0].phone) }
    if let phone { rest[RestSpace.phone] = phone }
    let witness = StageWitness(problem: problem, phones: phones)
    let values = witness.values(point, rest)
    guard rest[RestSpace.user] == 1 else { return values }
    return witness.withUser(values) { decider(of: $0) == rule }
  }

  /// The rule that decides, before the country's mode does.
  private func decider(of values: AttributeValues) -> Int {
    if let breakGlass = model.directory.breakGlass, breakGlass.groups.contains(where: values.groups.contains)
    {
      return -1
    }
    return model.routing.rules.firstIndex { $0.condition.holds(for: values) } ?? model.routing.rules.count
  }

  // MARK: Saying it

  private func diagnostic(_ use: Int, _ pairs: [Pair]) -> Diagnostic? {
    guard let shown = pairs.first(where: { confirms($0) }) ?? pairs.first else { return nil }
    let witness = StageWitness(problem: problem, phones: phones)
    let requests = [shown.useValues, shown.otherValues].map { values in
      let decision = model.decide(values)
      return (
        example: FindingExample(witness.request(of: values, in: model), decision, in: model),
        rule: decision.rule
      )
    }
    return .useBehindUnseen(
      rule: ruleName(use), methods: model.decide(shown.useValues).methods.map(\.name),
      asksForUnseen: problem.rows.contains { $0.rule == use && !$0.isPure },
      at: StageSplitter.source(of: use, in: model),
      others: pairs.map { (ruleName($0.other), StageSplitter.source(of: $0.other, in: model)) },
      requests: confirms(shown) ? requests : [])
  }

  /// Whether the reference interpreter decides both requests by these rules, and differently.
  private func confirms(_ pair: Pair) -> Bool {
    let first = model.decide(pair.useValues)
    let second = model.decide(pair.otherValues)
    return decider(of: pair.useValues) == pair.use && decider(of: pair.otherValues) == pair.other
      && first.outcome == .use && (second.outcome != .use || Set(second.methods) != Set(first.methods))
  }

  /// The name of a rule, with the two that are not in the list.
  func ruleName(_ rule: Int) -> String {
    if rule < 0 { return "break-glass" }
    return rule < model.routing.rules.count ? model.routing.rules[rule].name : "otherwise"
  }
}
