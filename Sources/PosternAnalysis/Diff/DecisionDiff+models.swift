import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

extension DecisionDiff {
  /// How many regions one kind of change is divided into before the rest is told of as a whole.
  public static let regionLimit = 48

  /// Compares what two models decide, for every request.
  public init(_ old: DiffSide, _ new: DiffSide, regionLimit: Int = DecisionDiff.regionLimit) {
    guard let space = DecisionSpace([old.model, new.model]) else {
      self.init(notComparing: old.model, new.model, nil)
      return
    }
    let workspace = DecisionWorkspace(space)
    guard let differ = DecisionDiffer(old, new, workspace), let regions = differ.regions(limit: regionLimit)
    else {
      self.init(notComparing: old.model, new.model, space)
      return
    }
    self.init(
      verdict: regions.isEmpty ? .equal : .different, regions: regions,
      requests: space.count(.all, in: workspace.diagram).description,
      classes: space.countClasses(.all, in: workspace.diagram).description)
  }

  /// Nothing was proved; unless the parts that decide are written alike, rule by rule.
  private init(notComparing old: PolicyModel, _ new: PolicyModel, _ space: DecisionSpace?) {
    let isAlike = old.decidingParts == new.decidingParts
    let diagram = space.map { Diagram(widths: $0.widths) }
    self.init(
      verdict: isAlike ? .equal : .notCompared,
      requests: space.flatMap { space in diagram.map { space.count(.all, in: $0).description } },
      classes: space.flatMap { space in diagram.map { space.countClasses(.all, in: $0).description } },
      differingRules: isAlike ? [] : Self.differingRules(old, new))
  }

  private static func differingRules(_ old: PolicyModel, _ new: PolicyModel) -> [String] {
    let (before, now) = (old.decidingParts.rules, new.decidingParts.rules)
    var names: [String] = []
    for rule in now + before where !names.contains(rule.name) {
      if before.first(where: { $0.name == rule.name }) != now.first(where: { $0.name == rule.name }) {
        names.append(rule.name)
      }
    }
    return names
  }
}

/// Finds the regions in which two models differ.
struct DecisionDiffer {
  private let old: DiffSide
  private let new: DiffSide
  private let workspace: DecisionWorkspace
  private let cover: RegionCover
  private let before: DecidedSide
  private let now: DecidedSide
  /// The signature of each request's change, as terminals: one more than its index; 0 for no change.
  private let changes: DiagramNode
  private let signatures: [ChangeSignature]

  /// - Returns: nil when the diagram's budget does not do.
  init?(_ old: DiffSide, _ new: DiffSide, _ workspace: DecisionWorkspace) {
    guard let first = DecisionDiagram(old.model, in: workspace),
      let second = DecisionDiagram(new.model, in: workspace)
    else { return nil }
    let outcomes = workspace.outcomes
    var numbers: [ChangeSignature: Int] = [:]
    var signatures: [ChangeSignature] = []
    changes = workspace.diagram.combine(first.outcome, second.outcome) { old, new in
      if old == new { return 0 }
      let signature = ChangeSignature(outcomes[old], outcomes[new])
      if let number = numbers[signature] { return number }
      signatures.append(signature)
      numbers[signature] = signatures.count
      return signatures.count
    }
    guard !workspace.diagram.isOverfull, let before = DecidedSide(first, old.sources),
      let now = DecidedSide(second, new.sources)
    else { return nil }
    self.old = old
    self.new = new
    self.workspace = workspace
    self.signatures = signatures
    self.before = before
    self.now = now
    cover = RegionCover(workspace)
  }

  /// The regions, most important first; nil when the diagram's budget does not do.
  func regions(limit: Int) -> [ChangedRegion]? {
    let diagram = workspace.diagram
    var found: [(region: ChangedRegion, count: BigCount)] = []
    for (index, signature) in signatures.enumerated() {
      let set = diagram.and(diagram.map(changes) { $0 == index + 1 ? 1 : 0 }, cover.real)
      let (cubes, rest) = cover.cubes(of: set, limit: limit)
      for cube in cubes {
        found.append(region(signature, cube, diagram.and(set, cover.node(of: cube)), isRest: false))
      }
      if rest != .none { found.append(region(signature, cover.hull(of: rest), rest, isRest: true)) }
    }
    guard !diagram.isOverfull else { return nil }
    let order = found.indices.sorted { a, b in
      let (first, second) = (found[a], found[b])
      if first.region.direction != second.region.direction {
        return first.region.direction < second.region.direction
      }
      if first.count != second.count { return first.count > second.count }
      return a < b
    }
    return order.map { found[$0].region }
  }

  private func region(
    _ signature: ChangeSignature, _ cube: Cube, _ set: DiagramNode, isRest: Bool
  ) -> (region: ChangedRegion, count: BigCount) {
    let space = workspace.space
    let diagram = workspace.diagram
    let countable = cover.countable(set)
    let count = space.count(countable, in: diagram)
    let kinds = space.axes[0].classes.enumerated().flatMap { value, kinds in
      diagram.child(set, axis: 0, value: value) == .none ? [] : kinds
    }
    let countries = Set(kinds.map { space.kinds[$0].phone.region }).sorted()
    let region = ChangedRegion(
      direction: signature.direction, conditions: RegionCondition.all(of: cube, in: space),
      isRemainder: isRest, old: before.side(signature.old, set, countries),
      new: now.side(signature.new, set, countries), details: signature.details, countries: countries,
      requests: count.description, classes: space.countClasses(countable, in: diagram).description,
      witness: witness(signature, set))
    return (region, count)
  }

  /// A request of a set that the interpreter decides so on both sides.
  private func witness(_ signature: ChangeSignature, _ set: DiagramNode) -> DiffWitness? {
    let space = workspace.space
    guard
      let way = workspace.diagram.find(set, preference: space.preference, where: { found, _ in found == 1 })
    else { return nil }
    let sample = space.sample(way, for: old.model)
    let before = old.model.decide(sample.values)
    let now = new.model.decide(space.sample(way, for: new.model).values)
    guard ChangeSignature(DecidedOutcome(before), DecidedOutcome(now)) == signature else { return nil }
    if sample.statedBuckets.isEmpty {
      guard old.model.interpret(sample.request) == before, new.model.interpret(sample.request) == now else {
        return nil
      }
    }
    return DiffWitness(
      request: sample.request, statedBuckets: sample.statedBuckets, old: before, new: now)
  }
}
