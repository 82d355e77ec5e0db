import PosternDiagram
import PosternModel
import PosternNumbering

/// Finds, in the diagram of a policy, everything that requests from one region get.
struct ExceptionSearch {
  private let space: DecisionSpace
  private let diagram: Diagram
  private let treatments: [Treatment]
  private let ruleNames: [String]
  /// Number of the treatment times `width`, plus the number of the rule; the last is the country's mode.
  private let cells: DiagramNode
  private let width: Int
  /// Number of the treatment alone.
  private let ends: DiagramNode
  private let classesOfRegion: [[Int]]

  /// - Returns: nil when the diagram's budget does not do.
  init?(_ model: PolicyModel) {
    guard let space = DecisionSpace([model]) else { return nil }
    let workspace = DecisionWorkspace(space)
    guard let built = DecisionDiagram(model, in: workspace) else { return nil }
    let diagram = workspace.diagram
    let width = built.ruleNames.count + 1
    var treatments: [Treatment] = []
    var numbers: [Treatment: Int] = [:]
    let numberOfOutcome = workspace.outcomes.map { outcome -> Int in
      let treatment = Treatment(outcome)
      let number = numbers[treatment] ?? treatments.count
      if number == treatments.count {
        numbers[treatment] = number
        treatments.append(treatment)
      }
      return number
    }
    guard treatments.count < Int(Int32.max) / width else { return nil }
    let isBlocked = workspace.outcomes.map { $0.reason == .countryBlocked }
    cells = diagram.combine(built.deciders(), built.outcome) { rule, outcome in
      numberOfOutcome[outcome] * width + (isBlocked[outcome] ? width - 1 : rule)
    }
    ends = diagram.map(built.outcome) { numberOfOutcome[$0] }
    guard !diagram.isOverfull else { return nil }
    guard let phone = space.axis(of: .phone) else { return nil }
    var classesOfRegion = Array(repeating: [Int](), count: Region.count)
    for (index, kinds) in space.axes[phone].classes.enumerated() {
      for region in Set(kinds.map { space.kinds[$0].phone.region }) {
        classesOfRegion[Int(region.index)].append(index)
      }
    }
    self.space = space
    self.diagram = diagram
    self.treatments = treatments
    self.width = width
    self.classesOfRegion = classesOfRegion
    ruleNames = built.ruleNames + ["country-mode"]
  }

  /// What some request from a region gets, but the usual; and what it depends on.
  func exceptions(
    in region: Region, besides usual: Treatment
  ) -> (exceptions: [CountryPlan.Exception], facts: [CountryPlan.Fact]) {
    guard let phone = space.axis(of: .phone) else { return ([], []) }
    var found: Set<Int> = []
    var axes: Set<Int> = []
    var parts: Set<DiagramNode> = []
    for index in classesOfRegion[Int(region.index)] {
      found.formUnion(
        diagram.terminals(of: diagram.restrict(cells, axis: phone, value: index)))
      let part = diagram.restrict(ends, axis: phone, value: index)
      parts.insert(part)
      axes.formUnion(diagram.support(of: part))
    }
    var rules: [Int: [Int]] = [:]
    for cell in found { rules[cell / width, default: []].append(cell % width) }
    let exceptions = rules.filter { treatments[$0.key] != usual }
      .map { (number: $0.key, rules: $0.value.sorted()) }
      .sorted { ($0.rules[0], $0.number) < ($1.rules[0], $1.number) }
      .map { CountryPlan.Exception(treatment: treatments[$0.number], rules: $0.rules.map { ruleNames[$0] }) }
    var facts = Set(axes.compactMap { fact(space.axes[$0].attribute) })
    if parts.count > 1 { facts.formUnion(phoneFacts(of: region)) }
    return (exceptions, facts.sorted { $0.rawValue < $1.rawValue })
  }

  /// What tells the numbers of one region apart: line type, prefixes, or both.
  private func phoneFacts(of region: Region) -> [CountryPlan.Fact] {
    let kinds = space.kinds.filter { $0.phone.region == region }
    var facts: [CountryPlan.Fact] = []
    if Set(kinds.map(\.phone)).count > 1 { facts.append(.lineType) }
    if Set(kinds.map(\.prefixes)).count > 1 { facts.append(.prefix) }
    return facts
  }

  private func fact(_ attribute: Attribute) -> CountryPlan.Fact? {
    switch attribute {
    case .phone: nil
    case .application: .application
    case .identityProvider: .identityProvider
    case .risk: .risk
    case .email: .email
    case .user, .rollout: .rollout
    case .group: .group
    case .networkZone: .networkZone
    }
  }
}
