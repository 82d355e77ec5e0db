import PosternDiagram
import PosternModel

/// What is known of each rule over all requests there are, gathered from one class of phone numbers after the other.
struct RuleFacts {
  /// A way through the space, as `DecisionSpace.sample` takes it, with a class of phone numbers.
  typealias Way = [Int: Int]

  /// What is known of one rule. Every way is the way of the request that is said most easily.
  struct Fact {
    /// A request that its condition holds for; nil: none.
    var matching: Way?
    /// A request that it decides; nil: none.
    var deciding: Way?
    /// Whether some request that it decides comes from a country that is not blocked, or needs no phone.
    var hasEffect = false
    /// Whether the rules behind it would decide some request that it decides differently.
    var matters = false
    /// By class of numbers what it comes to: numbers of outcomes.
    var outcomes: [(phoneClass: Int, outcomes: Set<Int>)] = []
    /// By outcome a request that it decides so.
    var ways: [Int: Way] = [:]
    /// A request of somebody in no group and from no zone that it decides, where it skips.
    var stranger: Way?
    /// By group a request of a member that it decides with SMS alone; of the groups that were asked for.
    var textedMembers: [String: Way] = [:]
    /// Whether some class of numbers that it could match was too much to look at: then only what was found is known.
    var isPartlyUnknown = false
  }

  /// By number of the rule, as in ``DecisionDiagram``.
  private(set) var facts: [Fact]
  let slices: PhoneSlices
  private let preference: [[Int]]

  /// - Parameters:
  ///   - textedGroups: names of the groups whose members are looked for.
  ///   - textsAlone: by rule whether it offers nothing but SMS.
  init(_ slices: PhoneSlices, textedGroups: [String], textsAlone: [Bool]) {
    self.slices = slices
    facts = Array(repeating: Fact(), count: slices.conditions.count)
    let space = slices.workspace.space
    preference = space.preference
    let groups = textedGroups.compactMap { name in space.axis(of: .group(name)).map { (name, $0) } }
    for phoneClass in preference[DecisionSpace.phone] {
      guard let slice = slices.slice(of: phoneClass) else {
        forget(phoneClass)
        continue
      }
      note(slice, phoneClass)
      for (place, rule) in slice.rules.enumerated() where textsAlone[rule] {
        noteMembers(groups, slice, place, phoneClass)
      }
      if slices.workspace.diagram.isOverfull { forget(phoneClass) }
    }
  }

  subscript(rule: Int) -> Fact { facts[rule] }

  private mutating func forget(_ phoneClass: Int) {
    let kind = slices.kinds(of: phoneClass)[0]
    for (rule, condition) in slices.conditions.enumerated() where condition?.holds(for: kind) != false {
      facts[rule].isPartlyUnknown = true
    }
  }

  private mutating func note(_ slice: PhoneSlice, _ phoneClass: Int) {
    let diagram = slices.workspace.diagram
    func find(_ node: DiagramNode, within set: DiagramNode = .all, where isWanted: (Int) -> Bool) -> Way? {
      way(node, within: set, phoneClass, where: isWanted)
    }

    var found: [Int: Set<Int>] = [:]
    for number in diagram.terminals(of: slice.decided) {
      found[slice.cases[number].rule, default: []].insert(slice.cases[number].outcome)
    }
    for (place, rule) in slice.rules.enumerated() {
      let condition = slice.conditions[place]
      if facts[rule].matching == nil { facts[rule].matching = find(condition) { $0 == 1 } }
      guard let outcomes = found[rule] else { continue }
      facts[rule].outcomes.append((phoneClass, outcomes))
      for outcome in outcomes.sorted() where facts[rule].ways[outcome] == nil {
        facts[rule].ways[outcome] = find(slice.decided, within: condition) { number in
          slice.cases[number].rule == rule && slice.cases[number].outcome == outcome
        }
      }
      let first = outcomes.min().flatMap { facts[rule].ways[$0] }
      if facts[rule].deciding == nil { facts[rule].deciding = first }
      if !facts[rule].hasEffect {
        facts[rule].hasEffect = outcomes.contains { slices.workspace.outcomes[$0].reason != .countryBlocked }
      }
      if !facts[rule].matters, place < slice.rules.count - 1 {
        let differs = diagram.find(slice.decided, slice.following[place], within: condition) { now, then in
          slice.cases[now].rule == rule && slice.cases[now].outcome != slice.cases[then].outcome
        }
        facts[rule].matters = differs != nil
      }
      if facts[rule].stranger == nil,
        outcomes.contains(where: { slices.workspace.outcomes[$0].outcome == .skip })
      {
        facts[rule].stranger = find(slice.decided, within: strangers(condition)) {
          slice.cases[$0].rule == rule
        }
      }
    }
    for rule in slice.hidden where facts[rule].matching == nil {
      facts[rule].matching = find(slices.node(of: slices.conditions[rule], at: phoneClass)) { $0 == 1 }
    }
  }

  /// The requests of a set from people in no group and no zone.
  private func strangers(_ set: DiagramNode) -> DiagramNode {
    let diagram = slices.workspace.diagram
    var nobody = DiagramNode.all
    for (place, axis) in slices.workspace.space.axes.enumerated().reversed() {
      switch axis.attribute {
      case .group, .networkZone: nobody = diagram.make(axis: place, [nobody, .none])
      default: break
      }
    }
    return diagram.and(set, nobody)
  }

  private mutating func noteMembers(
    _ groups: [(name: String, axis: Int)], _ slice: PhoneSlice, _ place: Int, _ phoneClass: Int
  ) {
    let rule = slice.rules[place]
    let diagram = slices.workspace.diagram
    for group in groups where facts[rule].textedMembers[group.name] == nil {
      let members = diagram.and(slice.conditions[place], diagram.literal(axis: group.axis) { $0 == 1 })
      let found = way(slice.decided, within: members, phoneClass) { number in
        let outcome = slices.workspace.outcomes[slice.cases[number].outcome].outcome
        return slice.cases[number].rule == rule && (outcome == .send || outcome == .use)
      }
      facts[rule].textedMembers[group.name] = found
    }
  }

  private func way(
    _ node: DiagramNode, within set: DiagramNode, _ phoneClass: Int, where isWanted: (Int) -> Bool
  ) -> Way? {
    var way = slices.workspace.diagram.find(node, within: set, preference: preference) { found, _ in
      isWanted(found)
    }
    way?[DecisionSpace.phone] = phoneClass
    return way
  }
}
