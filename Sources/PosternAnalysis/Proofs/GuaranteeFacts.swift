import PosternDiagram
import PosternModel

/// What is known of each guarantee over all requests there are, gathered from one class of phone numbers after the other.
struct GuaranteeFacts {
  /// What is known of one.
  private struct Fact {
    /// A request that breaks it, the one that is said most easily; nil: none so far.
    var breaking: [Int: Int]?
    /// How many requests it is about.
    var requests = BigCount.zero
    /// How many classes of them the policy tells apart.
    var classes = BigCount.zero
    /// Whether some class of numbers was too much to look at.
    var isPartlyUnknown = false
  }

  private let slices: PhoneSlices
  private let guarantees: [Guarantee]
  private let preference: [[Int]]
  private var requests: RequestCounter
  private var classes: RequestCounter
  /// The order of axes that they count in.
  private var order: [Int]
  private var facts: [Fact]
  /// By guarantee and outcome, once it was asked for, whether the outcome breaks it.
  private var breaks: [[Bool?]]
  /// By guarantee how many there are for each number, where it does not ask for the number.
  private var perNumber: [(requests: BigCount, classes: BigCount)?]

  /// Nothing is known yet.
  init(_ slices: PhoneSlices) {
    self.slices = slices
    guarantees = slices.model.guarantees
    let space = slices.workspace.space
    preference = guarantees.isEmpty ? [] : space.preference
    order = slices.workspace.diagram.order
    requests = RequestCounter(space, order: order)
    classes = RequestCounter(space, order: order, classes: true)
    facts = Array(repeating: Fact(), count: guarantees.count)
    breaks = Array(repeating: [], count: guarantees.count)
    perNumber = Array(repeating: nil, count: guarantees.count)
  }

  /// Takes in what is decided for a class of numbers; nil: that was too much to look at.
  mutating func note(_ slice: PhoneSlice?, _ phoneClass: Int) {
    for index in guarantees.indices where facts[index].breaking == nil {
      note(index, slice, phoneClass)
      if slices.workspace.diagram.isOverfull { facts[index].isPartlyUnknown = true }
    }
  }

  private mutating func note(_ index: Int, _ slice: PhoneSlice?, _ phoneClass: Int) {
    let condition = guarantees[index].condition
    if let condition, condition.holds(for: slices.kinds(of: phoneClass)[0]) == false { return }
    guard let slice, !slices.workspace.diagram.isOverfull else {
      facts[index].isPartlyUnknown = true
      return
    }
    let set = slices.node(of: condition, at: phoneClass)
    guard !slices.workspace.diagram.isOverfull else { return }
    count(set, index, phoneClass)
    let diagram = slices.workspace.diagram
    var broken = DiagramNode.none
    for place in slice.rules.indices where slice.reached[place] != .none {
      let outcomes = slice.outcomes[place]
      let without = breaks(index, outcomes.without)
      guard breaks(index, outcomes.with) || without else { continue }
      let deciding = slice.reached(place) { breaks[index][$0] == true }
      broken = diagram.or(broken, diagram.and(set, deciding))
    }
    var way = diagram.way(into: broken, preference: preference)
    way?[DecisionSpace.phone] = phoneClass
    facts[index].breaking = way
  }

  private mutating func breaks(_ index: Int, _ outcome: Int) -> Bool {
    while breaks[index].count <= outcome { breaks[index].append(nil) }
    if let known = breaks[index][outcome] { return known }
    let found = guarantees[index].isBroken(by: slices.workspace.outcomes[outcome])
    breaks[index][outcome] = found
    return found
  }

  private mutating func count(_ set: DiagramNode, _ index: Int, _ phoneClass: Int) {
    let diagram = slices.workspace.diagram
    if diagram.order != order {
      order = diagram.order
      requests = RequestCounter(slices.workspace.space, order: order)
      classes = RequestCounter(slices.workspace.space, order: order, classes: true)
    }
    let known = perNumber[index]
    let found =
      known
      ?? (
        requests: requests.countPerNumber(set, in: diagram), classes: classes.countPerNumber(set, in: diagram)
      )
    if known == nil, guarantees[index].condition?.asksForNumber != true { perNumber[index] = found }
    facts[index].requests = facts[index].requests + found.requests * requests.numbers(of: phoneClass)
    facts[index].classes = facts[index].classes + found.classes * classes.numbers(of: phoneClass)
  }

  // MARK: What came of it

  /// In order of the policy.
  func proofs() -> [GuaranteeProof] {
    guarantees.indices.map { index in
      GuaranteeProof(
        name: guarantees[index].name, source: guarantees[index].source, verdict: verdict(index))
    }
  }

  private func verdict(_ index: Int) -> GuaranteeProof.Verdict {
    let fact = facts[index]
    guard let way = fact.breaking else {
      return fact.isPartlyUnknown
        ? .unproved : .proved(requests: fact.requests.description, classes: fact.classes.description)
    }
    let sample = slices.workspace.space.sample(way, for: slices.model)
    let decision = slices.model.decide(sample.values)
    guard guarantees[index].condition?.holds(for: sample.values) != false,
      guarantees[index].isBroken(by: DecidedOutcome(decision))
    else { return .unproved }
    return .disproved(
      Counterexample(request: sample.request, statedBuckets: sample.statedBuckets, decision: decision))
  }
}

extension Condition {
  /// Whether it asks for anything about the phone number.
  fileprivate var asksForNumber: Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains(where: \.asksForNumber)
    case .not(let part): part.asksForNumber
    case .country, .lineType, .prefix: true
    case .identityProvider, .application, .groups, .networkZones, .risk, .emailPresent, .rollout: false
    }
  }
}
