import PosternModel

/// Makes a list of policies as plain as it can be: names that change nothing leave, policies follow the order of
/// the rules, and each gets a name and the rules behind it.
struct PolicyListPolish {
  let problem: StageProblem
  let regions: [(outcome: StageOutcome, points: StageDiagram.Node)]
  /// By index of the rule.
  let ruleNames: [String]

  private var diagram: StageDiagram { problem.diagram }

  /// The finished list.
  func policies(_ chain: PolicyChain) -> [ConditionalAccessPolicy] {
    var chain = chain
    trim(&chain)
    order(&chain)
    trim(&chain)
    let hits = chain.hits(in: diagram)
    var used: Set<String> = []
    return chain.entries.indices.map { index in
      let rules = rules(behind: chain.entries[index], hits[index])
      let isLast = index == chain.entries.count - 1
      let name = unique(isLast ? "everyone-else" : name(of: rules, hits[index]), &used)
      return policy(chain.entries[index], name: name, rules: rules)
    }
  }

  /// The rule that a policy is there for: the first that IDaaS can tell by itself, else the first.
  func leadingRule(_ rules: [Int], _ points: StageDiagram.Node) -> Int {
    var known = Array(repeating: false, count: ruleNames.count + 2)
    for rule in rules { known[rule + 1] = true }
    let telling = problem.rows.first { row in
      row.rule < ruleNames.count && !row.isEverywhere && known[row.rule + 1]
        && diagram.and(row.points, points) != StageDiagram.none
    }
    return telling?.rule ?? rules.first ?? ruleNames.count
  }

  /// The rules that decide behind an entry: those that can, by outcome, and that no rule before them hides there by
  /// what IDaaS sees alone. Ascending.
  func rules(behind entry: PolicyChain.Entry, _ points: StageDiagram.Node) -> [Int] {
    var rules: [Int] = []
    var last: (points: StageDiagram.Node, meets: Bool) = (StageDiagram.none, false)
    let outcome = regions[entry.region].outcome
    for row in problem.rows where rules.last != row.rule {
      guard canHave(row.rule, outcome) else { continue }
      if row.points != last.points {
        last = (row.points, diagram.and(row.points, points) != StageDiagram.none)
      }
      if last.meets { rules.append(row.rule) }
    }
    return rules
  }

  /// The name of a rule, with the two that are not in the list.
  func ruleName(_ rule: Int) -> String {
    rule < 0 ? "break-glass" : rule < ruleNames.count ? ruleNames[rule] : "otherwise"
  }

  private func canHave(_ rule: Int, _ outcome: StageOutcome) -> Bool {
    switch (problem.effects[rule + 1], outcome) {
    case (.always(let found), .skip): found == StageClass.skip
    case (.always(let found), .deny): found == StageClass.deny
    case (.always(let found), .webhook): found < StageClass.firstUse
    case (.always(let found), .use(let methods)):
      found >= StageClass.firstUse && problem.methodSets[found - StageClass.firstUse] == methods
    case (.send, .webhook), (.send, .deny): true
    case (.send, .skip), (.send, .use): false
    }
  }

  private func name(of rules: [Int], _ points: StageDiagram.Node) -> String {
    ruleName(leadingRule(rules, points))
  }

  private func unique(_ name: String, _ used: inout Set<String>) -> String {
    var candidate = name
    var number = 2
    while !used.insert(candidate).inserted {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  /// Takes out excludes and includes that change nothing, the last in order of mention first. A list of includes
  /// keeps one.
  private func trim(_ chain: inout PolicyChain) {
    let points = regions.map(\.points)
    for index in chain.entries.indices {
      for place in PolicyCube.places {
        let fewest = place < PolicyCube.firstInclude ? 0 : 1
        for variable in chain.entries[index].cube[place].reversed() {
          guard chain.entries[index].cube[place].count > fewest else { break }
          var shorter = chain
          shorter.entries[index].cube[place].removeAll { $0 == variable }
          if shorter.decides(points, in: diagram) { chain = shorter }
        }
      }
    }
  }

  /// Moves policies of earlier rules up, as far as nothing changes by it. The catch-all stays.
  private func order(_ chain: inout PolicyChain) {
    let points = regions.map(\.points)
    let hits = chain.hits(in: diagram)
    var keys = chain.entries.indices.map { index in
      leadingRule(rules(behind: chain.entries[index], hits[index]), hits[index])
    }
    guard chain.entries.count > 2 else { return }
    for _ in chain.entries.indices {
      var hasMoved = false
      for index in 1..<chain.entries.count - 1 where keys[index] < keys[index - 1] {
        var swapped = chain
        swapped.entries.swapAt(index - 1, index)
        guard swapped.decides(points, in: diagram) else { continue }
        chain = swapped
        keys.swapAt(index - 1, index)
        hasMoved = true
      }
      if !hasMoved { return }
    }
  }

  private func policy(_ entry: PolicyChain.Entry, name: String, rules: [Int]) -> ConditionalAccessPolicy {
    let cube = entry.cube
    return ConditionalAccessPolicy(
      name: name, includeGroups: names(cube.includeGroups), excludeGroups: names(cube.excludeGroups),
      includeApplications: names(cube.includeApplications),
      excludeApplications: names(cube.excludeApplications), includeZones: names(cube.includeZones),
      excludeZones: names(cube.excludeZones), outcome: regions[entry.region].outcome, rules: rules)
  }

  private func names(_ variables: [Int]) -> [Int] {
    variables.flatMap { variable in
      switch problem.space.meaning(of: variable) {
      case .application(let names), .group(let names), .zone(let names): names
      }
    }.sorted()
  }
}
