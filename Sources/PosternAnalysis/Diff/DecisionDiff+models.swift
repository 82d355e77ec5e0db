import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

extension DecisionDiff {
  /// How many regions one kind of change is divided into before the rest is told of as a whole.
  public static let regionLimit = 48

  /// The most nodes that both policies may be laid out in: some 200 MB.
  public static let nodeLimit = 1 << 22

  /// About ten million steps take a second: what building both policies, and telling of what differs, may take together.
  public static let stepLimit = 64_000_000

  /// Of these, what dividing the differences into regions may take. What it does not do for is told of as a whole.
  public static let regionSteps = 4_000_000

  /// Compares what two models decide, for every request.
  ///
  /// - Parameters:
  ///   - regionLimit: how many regions one kind of change is divided into.
  ///   - nodeLimit: the most nodes of the diagram that both are laid into; where that does not do, they are not compared.
  ///   - stepLimit: the most steps; where that does not do, they are not compared.
  ///   - regionSteps: the most steps for dividing what differs into regions.
  public init(
    _ old: DiffSide, _ new: DiffSide, regionLimit: Int = DecisionDiff.regionLimit,
    nodeLimit: Int = DecisionDiff.nodeLimit,
    stepLimit: Int = DecisionDiff.stepLimit, regionSteps: Int = DecisionDiff.regionSteps
  ) {
    guard let space = DecisionSpace([old.model, new.model]) else {
      self.init(notComparing: old.model, new.model, nil)
      return
    }
    let workspace = DecisionWorkspace(space, nodeLimit: nodeLimit, stepLimit: stepLimit)
    guard let differ = DecisionDiffer(old, new, workspace),
      let regions = differ.regions(limit: regionLimit, steps: regionSteps)
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
    var ofPairs: [[Int]: Int] = [:]
    var signatures: [ChangeSignature] = []
    changes = workspace.diagram.combine(first.outcome, second.outcome) { old, new in
      if old == new { return 0 }
      if let number = ofPairs[[old, new]] { return number }
      let signature = ChangeSignature(outcomes[old], outcomes[new])
      let number = numbers[signature] ?? signatures.count + 1
      if number > signatures.count { signatures.append(signature) }
      numbers[signature] = number
      ofPairs[[old, new]] = number
      return number
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
  ///
  /// Each kind of change gets a like part of the steps. Where it does not do, the rest of all kinds of one direction is one
  /// region, of which no more than the outcomes is told.
  ///
  /// - Parameter steps: what finding and describing them may take.
  func regions(limit: Int, steps: Int) -> [ChangedRegion]? {
    let diagram = workspace.diagram
    let end = diagram.steps + min(steps, max(0, diagram.stepLimit - diagram.steps) / 2)
    var found: [(region: ChangedRegion, count: BigCount)] = []
    var rests: [ChangedRegion.Direction: (members: [Int], set: DiagramNode)] = [:]
    let groups = ChangeGroup.all(of: signatures)
    for (index, group) in groups.enumerated() {
      let members = Set(group.members)
      let set = diagram.and(diagram.map(changes) { members.contains($0 - 1) ? 1 : 0 }, cover.real)
      let until = diagram.steps + max(0, end - diagram.steps) / (groups.count - index)
      let parts = group.members.map { [$0] }
      var (cubes, rest) = cover.cubes(of: set, limit: limit, until: until)
      while let cube = cubes.first {
        let own = diagram.and(set, cover.node(of: cube))
        // Telling of a region takes about so much, whatever it is.
        diagram.spend(2_000)
        if diagram.steps > end {
          rest = cubes.reduce(rest) { diagram.or($0, diagram.and(set, cover.node(of: $1))) }
          break
        }
        found.append(region(group.direction, parts, cube, own, isRest: false, until: end))
        cubes.removeFirst()
      }
      if rest == .none { continue }
      if diagram.steps <= until, group.members.count <= limit {
        found.append(region(group.direction, parts, cover.hull(of: rest), rest, isRest: true, until: end))
      } else {
        let known = rests[group.direction] ?? ([], .none)
        rests[group.direction] = (known.members + group.members, diagram.or(known.set, rest))
      }
    }
    for direction in ChangedRegion.Direction.allCases {
      guard let rest = rests[direction] else { continue }
      let parts = ChangeGroup.byOutcome(rest.members, of: signatures)
      found.append(region(direction, parts, cover.hull(of: rest.set), rest.set, isRest: true, until: end))
    }
    guard !diagram.isOverfull else { return nil }
    let order = found.indices.sorted { a, b in
      let (first, second) = (found[a], found[b])
      if first.region.direction != second.region.direction {
        return first.region.direction < second.region.direction
      }
      if first.region.isRemainder != second.region.isRemainder { return second.region.isRemainder }
      if first.count != second.count { return first.count > second.count }
      return a < b
    }
    return order.map { found[$0].region }
  }

  /// - Parameter parts: indices of signatures; those of one part are told of together.
  private func region(
    _ direction: ChangedRegion.Direction, _ parts: [[Int]], _ cube: Cube, _ set: DiagramNode, isRest: Bool,
    until end: Int
  ) -> (region: ChangedRegion, count: BigCount) {
    let space = workspace.space
    let diagram = workspace.diagram
    let countable = cover.countable(set)
    let count = space.count(countable, in: diagram)
    let inside = diagram.choose(set, changes, .none)
    let present = diagram.terminals(of: inside)
    var found: [(transition: OutcomeTransition, count: BigCount, members: [Int], set: DiagramNode)] = []
    for part in parts {
      let members = part.filter { present.contains($0 + 1) }
      if members.isEmpty { continue }
      let isWhole = members.count == present.count { $0 > 0 }
      let chosen = Set(members)
      let own = isWhole ? set : diagram.map(inside) { chosen.contains($0 - 1) ? 1 : 0 }
      let size = isWhole ? count : space.count(cover.countable(own), in: diagram)
      let signature = ChangeSignature(together: members.map { signatures[$0] })
      let countries = countries(of: own)
      let transition = OutcomeTransition(
        old: before.side(signature.old, own, countries), new: now.side(signature.new, own, countries),
        details: signature.details, requests: size.description)
      found.append((transition, size, members, own))
    }
    found = found.enumerated().sorted { a, b in
      a.element.count == b.element.count ? a.offset < b.offset : a.element.count > b.element.count
    }.map(\.element)
    let region = ChangedRegion(
      direction: direction, conditions: RegionCondition.all(of: cube, in: space), isRemainder: isRest,
      transitions: found.map(\.transition), countries: countries(of: set), requests: count.description,
      classes: space.countClasses(countable, in: diagram).description,
      witness: found.lazy.compactMap { witness($0.members, $0.set, until: end) }.first)
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
  private func witness(_ members: [Int], _ set: DiagramNode, until end: Int) -> DiffWitness? {
    let space = workspace.space
    guard
      let way = workspace.diagram.find(set, preference: space.preference, where: { found, _ in found == 1 })
    else { return nil }
    // A user id is tried in an eighth of a step; when the steps are spent, few are.
    let most = max(1_000, max(0, end - workspace.diagram.steps) * 8)
    let sample = space.sample(way, for: old.model, userIDs: min(DecisionSpace.triedUserIDs, most))
    workspace.diagram.spend(sample.triedUserIDs / 8)
    let before = old.model.decide(sample.values)
    let now = new.model.decide(space.sample(way, for: new.model, like: sample).values)
    let signature = ChangeSignature(DecidedOutcome(before), DecidedOutcome(now))
    guard members.contains(where: { signatures[$0] == signature }) else { return nil }
    if sample.statedBuckets.isEmpty {
      guard old.model.interpret(sample.request) == before, new.model.interpret(sample.request) == now else {
        return nil
      }
    }
    return DiffWitness(
      request: sample.request, statedBuckets: sample.statedBuckets, old: before, new: now)
  }
}
