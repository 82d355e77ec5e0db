internal import PosternDiagnostics
internal import PosternModel

/// Groups that a `use` rule names, and that some other rule lets in by SMS alone (NIST SP 800-63B).
struct SMSAsOnlyFactor: Check {
  let codes = ["PST0624"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let routing = policy.draft.routing.routing else { return }
    let rules = routing.rules
    guard routing.otherwise.isSMSAlone || rules.indices.contains(where: { rules[$0].action.isSMSAlone })
    else {
      return
    }
    let actions = routing.actions
    let named = Self.groupsOfUse(routing)
    guard !named.isEmpty else { return }
    let groups = named.keys.sorted()
    for (index, reach) in Self.finder(groups).firstMatches(routing.rules).enumerated()
    where actions[index].action.isSMSAlone {
      let found = groups.indices.filter(reach.contains)
      guard let first = found.first else { continue }
      let names = found.prefix(8).map { policy.draft.names.groups.names[groups[$0]].value }
      let use = named[groups[first]].flatMap { $0 == index ? nil : routing.rules[$0].source }
      findings.append(
        .smsAsOnlyFactor(
          rule: actions[index].rule, groups: names, more: found.count - names.count,
          at: routing.actionSource(index), useRule: use))
    }
  }

  /// Groups that conditions of `use` rules name as ones to be in → the first such rule.
  private static func groupsOfUse(_ routing: Routing) -> [Int: Int] {
    var result: [Int: Int] = [:]
    let rules = routing.rules
    for index in rules.indices {
      guard case .use = rules[index].action else { continue }
      rules[index].condition.forEachGroup { group in
        if result[group] == nil { result[group] = index }
      }
    }
    return result
  }

  /// For a request with one of these groups, whatever else it has.
  private static func finder(_ groups: [Int]) -> ReachFinder<BitSet> {
    let bit = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    let none = BitSet(count: groups.count)
    let all = none.complement
    return ReachFinder(all: all, none: none) { condition in
      guard case .groups(let test) = condition else { return nil }
      switch test {
      case .any(let names): return Reach(may: all, must: none.inserting(names.compactMap { bit[$0] }))
      case .all(let names):
        return Reach(may: all, must: names.count == 1 ? none.inserting(names.compactMap { bit[$0] }) : none)
      case .none(let names):
        return Reach(may: all.subtracting(none.inserting(names.compactMap { bit[$0] })), must: none)
      }
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
