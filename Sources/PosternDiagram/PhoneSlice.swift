/// What a policy decides for the numbers of one class, as functions of everything else about a request.
///
/// Sets of requests that no rule before has decided stay small where the function of all decisions does not: the latter
/// is made only when it is asked for.
public final class PhoneSlice {
  /// The rules that the number alone does not rule out, up to the second that holds for all requests of the class: from
  /// there on none decides, nor would one if any single rule were not there.
  public let rules: [Int]
  /// By place in ``rules``, the requests that it decides.
  public let reached: [DiagramNode]
  /// By place in ``rules``, what the rule comes to.
  public let outcomes: [EmailOutcomes]
  /// The first rule that is not among ``rules``, nor any behind it.
  public let end: Int
  private let phoneClass: Int
  private let slices: PhoneSlices
  /// By place, once it was asked for.
  private var known: [DiagramNode?]

  private var diagram: Diagram { slices.workspace.diagram }

  init?(_ phoneClass: Int, of slices: PhoneSlices) {
    let diagram = slices.workspace.diagram
    var rules: [Int] = []
    var reached: [DiagramNode] = []
    var known: [DiagramNode?] = []
    var certain = 0
    var left = DiagramNode.all
    var rule = 0
    while certain < 2, let next = slices.possibleRule(from: rule, at: phoneClass) {
      rule = next + 1
      diagram.spend(1)
      // Who decides nothing need not be built, unless something else asks for it.
      var node: DiagramNode?
      if left != .none || slices.isCertain(next, at: phoneClass) {
        node = slices.node(ofRule: next, at: phoneClass)
        if node == .all { certain += 1 }
      }
      rules.append(next)
      known.append(node)
      reached.append(node.map { diagram.and($0, left) } ?? .none)
      if let node { left = diagram.minus(left, node) }
      if diagram.isOverfull { return nil }
    }
    self.rules = rules
    self.reached = reached
    self.known = known
    self.phoneClass = phoneClass
    self.slices = slices
    outcomes = rules.map { slices.outcomes(of: $0, at: phoneClass) }
    end = rule
  }

  /// The requests that the condition of the rule at a place holds for.
  public func condition(_ place: Int) -> DiagramNode {
    if let node = known[place] { return node }
    let node = slices.node(ofRule: rules[place], at: phoneClass)
    known[place] = node
    return node
  }

  /// What the rule at a place decides with one outcome.
  public func reached(_ place: Int, outcome: Int) -> DiagramNode {
    reached(place) { $0 == outcome }
  }

  /// What the rule at a place decides with outcomes that are wanted.
  public func reached(_ place: Int, where isWanted: (Int) -> Bool) -> DiagramNode {
    part(of: reached[place], isWanted(outcomes[place].without), isWanted(outcomes[place].with))
  }

  /// The outcomes that the rule at a place decides some request with, ascending.
  public func decided(_ place: Int) -> [Int] {
    outcomes[place].all.filter { reached(place, outcome: $0) != .none }
  }

  /// Whether the rules behind the one at a place would decide some request differently that it decides.
  public func matters(_ place: Int) -> Bool {
    let own = outcomes[place]
    var rest = reached[place]
    for next in rules.indices.dropFirst(place + 1) where rest != .none && !diagram.isOverfull {
      let other = outcomes[next]
      let taken = diagram.and(rest, condition(next))
      let differing = part(of: taken, other.without != own.without, other.with != own.with)
      if differing != .none { return !diagram.isOverfull }
      rest = diagram.minus(rest, taken)
    }
    return false
  }

  /// The number of the outcome of each request of the class, as one function; meaningless when the limits do not do.
  public func decisions() -> DiagramNode {
    var node = DiagramNode.none
    for place in rules.indices.reversed() {
      // INVARIANT: behind a rule that was not made nobody is left.
      guard let condition = known[place] else { continue }
      let own = diagram.make(
        axis: DecisionSpace.email,
        [DiagramNode(terminal: outcomes[place].without), DiagramNode(terminal: outcomes[place].with)])
      node = diagram.choose(condition, own, node)
    }
    return node
  }

  private func part(of set: DiagramNode, _ without: Bool, _ with: Bool) -> DiagramNode {
    if without == with { return without ? set : .none }
    return diagram.and(set, diagram.literal(axis: DecisionSpace.email) { ($0 == 1) == with })
  }
}
