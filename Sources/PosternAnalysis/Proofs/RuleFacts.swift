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
  private let groups: [(name: String, axis: Int)]
  private let textsAlone: [Bool]

  /// Nothing is known yet.
  /// - Parameters:
  ///   - textedGroups: names of the groups whose members are looked for.
  ///   - textsAlone: by rule whether it offers nothing but SMS.
  init(_ slices: PhoneSlices, textedGroups: [String], textsAlone: [Bool]) {
    self.slices = slices
    self.textsAlone = textsAlone
    facts = Array(repeating: Fact(), count: slices.conditions.count)
    let space = slices.workspace.space
    preference = space.preference
    groups = textedGroups.compactMap { name in space.axis(of: .group(name)).map { (name, $0) } }
  }

  subscript(rule: Int) -> Fact { facts[rule] }

  /// Takes in what is decided for a class of numbers; nil: that was too much to look at.
  mutating func note(_ slice: PhoneSlice?, _ phoneClass: Int) {
    if let slice {
      for place in slice.rules.indices { note(place, slice, phoneClass) }
      noteHidden(slice, phoneClass)
    }
    if slice == nil || slices.workspace.diagram.isOverfull { forget(phoneClass) }
  }

  private mutating func forget(_ phoneClass: Int) {
    var next = 0
    while let rule = slices.possibleRule(from: next, at: phoneClass) {
      facts[rule].isPartlyUnknown = true
      next = rule + 1
    }
  }

  private mutating func note(_ place: Int, _ slice: PhoneSlice, _ phoneClass: Int) {
    let rule = slice.rules[place]
    if facts[rule].matching == nil { facts[rule].matching = way(into: slice.condition(place), phoneClass) }
    let reached = slice.reached[place]
    if reached == .none { return }

    let outcomes = slice.decided(place)
    facts[rule].outcomes.append((phoneClass, Set(outcomes)))
    for outcome in outcomes where facts[rule].ways[outcome] == nil {
      facts[rule].ways[outcome] = way(into: slice.reached(place, outcome: outcome), phoneClass)
    }
    let decided = outcomes.map { slices.workspace.outcomes[$0] }
    if facts[rule].deciding == nil { facts[rule].deciding = outcomes.first.flatMap { facts[rule].ways[$0] } }
    if !facts[rule].hasEffect {
      facts[rule].hasEffect = decided.contains { $0.reason != .countryBlocked }
    }
    if !facts[rule].matters, place < slice.rules.count - 1 { facts[rule].matters = slice.matters(place) }
    if facts[rule].stranger == nil, decided.contains(where: { $0.outcome == .skip }) {
      facts[rule].stranger = way(into: strangers(reached), phoneClass)
    }
    if textsAlone[rule] { noteMembers(slice, place, phoneClass) }
  }

  /// What rules match that have no say in the class.
  private mutating func noteHidden(_ slice: PhoneSlice, _ phoneClass: Int) {
    var next = slice.end
    while let rule = slices.possibleRule(from: next, at: phoneClass) {
      next = rule + 1
      if facts[rule].matching == nil {
        facts[rule].matching = way(
          into: slices.node(of: slices.conditions[rule], at: phoneClass), phoneClass)
      }
    }
  }

  /// The requests of a set from people in no group and no zone.
  private func strangers(_ set: DiagramNode) -> DiagramNode {
    let diagram = slices.workspace.diagram
    var nobody = set
    for (place, axis) in slices.workspace.space.axes.enumerated() {
      switch axis.attribute {
      case .group, .networkZone: nobody = diagram.minus(nobody, diagram.literal(axis: place) { $0 == 1 })
      default: break
      }
    }
    return nobody
  }

  private mutating func noteMembers(_ slice: PhoneSlice, _ place: Int, _ phoneClass: Int) {
    let rule = slice.rules[place]
    let diagram = slices.workspace.diagram
    let texted = slice.reached(place) { number in
      let outcome = slices.workspace.outcomes[number].outcome
      return outcome == .send || outcome == .use
    }
    for group in groups where facts[rule].textedMembers[group.name] == nil {
      let members = diagram.and(texted, diagram.literal(axis: group.axis) { $0 == 1 })
      facts[rule].textedMembers[group.name] = way(into: members, phoneClass)
    }
  }

  private func way(into set: DiagramNode, _ phoneClass: Int) -> Way? {
    var way = slices.workspace.diagram.way(into: set, preference: preference)
    way?[DecisionSpace.phone] = phoneClass
    return way
  }
}
