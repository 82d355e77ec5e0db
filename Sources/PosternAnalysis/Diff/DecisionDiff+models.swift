import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

extension DecisionDiff {
  /// How many regions one kind of change is divided into before the rest is told of as a whole.
  public static let regionLimit = 48

  /// Compares what two models decide, for every request.
  ///
  /// - Parameters:
  ///   - regionLimit: how many regions one kind of change is divided into.
  ///   - nodeLimit: the most nodes of the diagram that both are laid into; where that does not do, they are not compared.
  public init(
    _ old: DiffSide, _ new: DiffSide, regionLimit: Int = DecisionDiff.regionLimit, nodeLimit: Int = 1 << 18
  ) {
    guard let space = DecisionSpace([old.model, new.model]) else {
      self.init(notComparing: old.model, new.model, nil)
      return
    }
    let workspace = DecisionWorkspace(space, nodeLimit: nodeLimit)
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
    // Where rules alone differ, only what they decide need be looked at.
    var sides = (old: PartialDecisions?.none, new: PartialDecisions?.none)
    if let differing = DifferingRules(old.model, new.model) {
      let requests = workspace.diagram.or(
        workspace.requests(decidedBy: differing.old, in: old.model),
        workspace.requests(decidedBy: differing.new, in: new.model))
      sides.old = PartialDecisions(old.model, in: workspace, for: requests)
      sides.new = PartialDecisions(new.model, in: workspace, for: requests)
    } else {
      sides.old = DecisionDiagram(old.model, in: workspace).map { PartialDecisions($0) }
      sides.new = DecisionDiagram(new.model, in: workspace).map { PartialDecisions($0) }
    }
    guard let first = sides.old, let second = sides.new else { return nil }
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
    for group in ChangeGroup.all(of: signatures) {
      let members = Set(group.members)
      let set = diagram.and(diagram.map(changes) { members.contains($0 - 1) ? 1 : 0 }, cover.real)
      let (cubes, rest) = cover.cubes(of: set, limit: limit)
      for cube in cubes {
        found.append(region(group, cube, diagram.and(set, cover.node(of: cube)), isRest: false))
      }
      if rest != .none { found.append(region(group, cover.hull(of: rest), rest, isRest: true)) }
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
    _ group: ChangeGroup, _ cube: Cube, _ set: DiagramNode, isRest: Bool
  ) -> (region: ChangedRegion, count: BigCount) {
    let space = workspace.space
    let diagram = workspace.diagram
    let countable = cover.countable(set)
    let count = space.count(countable, in: diagram)
    var parts: [(transition: OutcomeTransition, count: BigCount, witness: DiffWitness?)] = []
    let inside = diagram.combine(set, changes) { isIn, change in isIn == 1 ? change : 0 }
    let present = diagram.terminals(of: inside)
    for member in group.members where present.contains(member + 1) {
      let part = diagram.map(inside) { $0 == member + 1 ? 1 : 0 }
      let size = present.count == 1 ? count : space.count(cover.countable(part), in: diagram)
      let signature = signatures[member]
      let countries = countries(of: part)
      let transition = OutcomeTransition(
        old: before.side(signature.old, part, countries), new: now.side(signature.new, part, countries),
        details: signature.details, requests: size.description)
      parts.append((transition, size, witness(signature, part)))
    }
    parts = parts.enumerated().sorted { a, b in
      a.element.count == b.element.count ? a.offset < b.offset : a.element.count > b.element.count
    }.map(\.element)
    let region = ChangedRegion(
      direction: group.direction, conditions: RegionCondition.all(of: cube, in: space), isRemainder: isRest,
      transitions: parts.map(\.transition), countries: countries(of: set), requests: count.description,
      classes: space.countClasses(countable, in: diagram).description,
      witness: parts.lazy.compactMap(\.witness).first)
    return (region, count)
  }

  private func countries(of set: DiagramNode) -> [Region] {
    let space = workspace.space
    let kinds = space.axes[0].classes.enumerated().flatMap { value, kinds in
      workspace.diagram.child(set, axis: 0, value: value) == .none ? [] : kinds
    }
    return Set(kinds.map { space.kinds[$0].phone.region }).sorted()
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
