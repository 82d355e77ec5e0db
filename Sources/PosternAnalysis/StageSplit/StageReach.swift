import PosternModel
import PosternNumbering

/// Finds, for every point of the first stage, which outcomes the rest can have: exactly as far as it matters to
/// what IDaaS gets there.
struct StageReach {
  var problem: StageProblem
  /// Per class the points where it is known to happen.
  private(set) var reach: [StageDiagram.Node] {
    didSet { known = nil }
  }
  /// What follows from `reach`, once it was wanted.
  private var known: (open: StageDiagram.Node, webhook: StageDiagram.Node)?

  private var diagram: StageDiagram { problem.diagram }

  /// - Returns: nil when there are too many combinations.
  init?(_ problem: consuming StageProblem) {
    self.problem = problem
    self.reach = problem.settledReach
    for point in samples() { absorb(point) }
    for row in self.problem.rows.indices {
      if sight().open == StageDiagram.none { break }
      for outcome in self.problem.outcomes(ofRule: self.problem.rows[row].rule) { prove(row, outcome) }
      if diagram.isOverfull { return nil }
    }
    if diagram.isOverfull { return nil }
  }

  /// Points where two outcomes meet of which one is `use`.
  var conflict: StageDiagram.Node {
    var seen = plain
    var conflict = StageDiagram.none
    for use in reach[StageClass.firstUse...] {
      conflict = diagram.or(conflict, diagram.and(seen, use))
      seen = diagram.or(seen, use)
    }
    return conflict
  }

  /// The outcomes of the split with their points: disjoint, not empty, all points together. Holds without conflict.
  var regions: [(outcome: StageOutcome, points: StageDiagram.Node)] {
    let skip = reach[StageClass.skip]
    let deny = reach[StageClass.deny]
    let send = reach[StageClass.send]
    let webhook = diagram.or(send, diagram.and(skip, deny))
    var regions: [(outcome: StageOutcome, points: StageDiagram.Node)] = []
    for (index, methods) in problem.methodSets.enumerated() {
      regions.append((.use(methods), reach[StageClass.firstUse + index]))
    }
    regions.append((.skip, diagram.minus(skip, webhook)))
    regions.append((.deny, diagram.minus(deny, webhook)))
    regions.append((.webhook, webhook))
    return regions.filter { $0.points != StageDiagram.none }
  }

  /// Points with any outcome but `use`.
  private var plain: StageDiagram.Node {
    diagram.or(diagram.or(reach[StageClass.skip], reach[StageClass.deny]), reach[StageClass.send])
  }

  /// Points where the webhook decides in any case.
  private var webhook: StageDiagram.Node {
    diagram.or(
      reach[StageClass.send], diagram.and(reach[StageClass.skip], reach[StageClass.deny]))
  }

  /// Points where more could still be learned: not settled by pure rows, not known to be the webhook's beyond
  /// doubt, not yet in conflict. And those that are the webhook's.
  private mutating func sight() -> (open: StageDiagram.Node, webhook: StageDiagram.Node) {
    if let known { return known }
    let webhook = webhook
    var open = diagram.minus(StageDiagram.all, problem.settled)
    open = diagram.minus(open, diagram.minus(webhook, problem.useMay))
    open = diagram.minus(open, conflict)
    known = (open, webhook)
    return (open, webhook)
  }

  /// Open points where an outcome is not known and would change what IDaaS gets, or be in conflict.
  private mutating func news(of outcome: Int) -> StageDiagram.Node {
    let (open, webhook) = sight()
    let unknown = diagram.minus(open, reach[outcome])
    return outcome >= StageClass.firstUse ? unknown : diagram.minus(unknown, webhook)
  }

  /// Decides one point of the rest for all open points of the first stage at once.
  private mutating func absorb(_ point: RestSpace.Point) {
    var left = sight().open
    for row in problem.rows {
      if left == StageDiagram.none { return }
      guard problem.admits(row, point) else { continue }
      let hit = diagram.and(left, row.points)
      if hit == StageDiagram.none { continue }
      let outcome = problem.outcome(ofRule: row.rule, at: point)
      reach[outcome] = diagram.or(reach[outcome], hit)
      left = diagram.minus(left, hit)
    }
  }

  /// A few points of the rest that are likely to differ: a number that can be sent to, one that cannot, none.
  private mutating func samples() -> [RestSpace.Point] {
    guard sight().open != StageDiagram.none else { return [] }
    let kinds = problem.rest.kinds
    func isReachable(_ kind: Int) -> Bool { kinds[kind].phone.isValid && !problem.reach[kind].isEmpty }
    let blocked = kinds.indices.first { kinds[$0].phone.isValid && problem.reach[$0].isEmpty }
    let phones = [
      kinds.indices.first(where: isReachable), kinds.indices.last(where: isReachable), blocked,
      kinds.indices.first,
    ].compactMap { $0 }
    var points: [RestSpace.Point] = []
    for (number, phone) in phones.enumerated() {
      var point = problem.rest.attributes.map { _ in 0 }
      point[RestSpace.phone] = phone
      point[RestSpace.provider] = number % problem.rest.attributes[RestSpace.provider].size
      point[RestSpace.risk] = [0, 2, 3, 3][number]
      point[RestSpace.email] = number % 2
      points.append(point)
    }
    return points
  }

  /// Learns all points where a row decides with an outcome, as far as they are news.
  private mutating func prove(_ row: Int, _ outcome: Int) {
    var wanted = diagram.and(problem.rows[row].points, news(of: outcome))
    guard wanted != StageDiagram.none else { return }
    let covers = problem.covers(before: row, within: wanted)
    let search = FirstMatchSearch(rest: problem.rest, diagram: diagram)
    for own in problem.products(ofRow: row) {
      for acting in problem.products(ofRule: problem.rows[row].rule, with: outcome) {
        guard let cube = problem.rest.cube(own + acting) else { continue }
        while wanted != StageDiagram.none, let found = search.find(cube, wanted, covers: covers) {
          reach[outcome] = diagram.or(reach[outcome], found.points)
          absorb(problem.rest.somePoint(of: found.cube))
          wanted = diagram.and(problem.rows[row].points, news(of: outcome))
        }
      }
    }
  }
}

extension StageProblem {
  /// What the rows before a row take of some points.
  mutating func covers(before row: Int, within points: StageDiagram.Node) -> [FirstMatchSearch.Cover] {
    var covers: [FirstMatchSearch.Cover] = []
    for earlier in 0..<row {
      let here = diagram.and(rows[earlier].points, points)
      if here == StageDiagram.none { continue }
      for product in products(ofRow: earlier) {
        covers.append(FirstMatchSearch.Cover(points: here, product: product))
      }
    }
    return covers
  }
}
