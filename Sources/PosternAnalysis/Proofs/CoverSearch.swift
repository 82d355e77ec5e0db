import PosternDiagram

/// Which earlier rules leave nothing to one that never decides.
struct CoverSearch {
  private let sets: ConditionSets
  private var diagram: Diagram { sets.workspace.diagram }
  /// How many rules are asked about one request or another before a cover that is not too large will do.
  private let patience = 4_000

  init(_ sets: ConditionSets) {
    self.sets = sets
  }

  /// Rules before one that cover it together: as few as there can be, or, where finding those takes too long, so many
  /// that none can be dropped. Nil when even that takes too long.
  func smallest(of rule: Int) -> [Int]? {
    guard sets.begin() else { return nil }
    let condition = sets.requests(ofRule: rule)
    guard let cover = irreducible(condition, of: rule) else { return nil }
    var left = patience
    for size in 1..<max(1, cover.count) {
      var found: [Int] = []
      if isCovered(condition, of: rule, byAtMost: size, &found, &left) {
        return diagram.isOverfull ? nil : found.sorted()
      }
      if left <= 0 { break }
    }
    return diagram.isOverfull ? nil : cover
  }

  /// The rules that decide what is left again and again, without those that the others make up for.
  private func irreducible(_ condition: DiagramNode, of rule: Int) -> [Int]? {
    var cover: [Int] = []
    var left = condition
    while left != .none {
      guard let point = point(in: left), let decider = (0..<rule).first(where: { sets.holds($0, at: point) })
      else { return nil }
      cover.append(decider)
      left = diagram.minus(left, sets.requests(ofRule: decider))
    }
    for candidate in cover.sorted(by: >) where cover.count > 1 {
      let rest = cover.filter { $0 != candidate }
      let isLeft = rest.reduce(condition) { diagram.minus($0, sets.requests(ofRule: $1)) }
      if isLeft == .none { cover = rest }
    }
    return diagram.isOverfull ? nil : cover.sorted()
  }

  /// Looks for a cover of so many rules: one of them holds for a request that is left.
  private func isCovered(
    _ left: DiagramNode, of rule: Int, byAtMost size: Int, _ found: inout [Int], _ patience: inout Int
  ) -> Bool {
    if left == .none { return true }
    guard size > 0, let point = point(in: left) else { return false }
    for candidate in 0..<rule {
      patience -= 1
      guard patience > 0 else { return false }
      guard sets.holds(candidate, at: point) else { continue }
      found.append(candidate)
      let rest = diagram.minus(left, sets.requests(ofRule: candidate))
      if isCovered(rest, of: rule, byAtMost: size - 1, &found, &patience) { return true }
      found.removeLast()
    }
    return false
  }

  /// A request of a set.
  private func point(in set: DiagramNode) -> ConditionSets.Point? {
    diagram.find(set, where: { isIn, _ in isIn == 1 }).map(sets.point)
  }
}
