import PosternDiagram

/// Which earlier rules leave nothing to one that never decides.
struct CoverSearch {
  private let sets: ConditionSets
  private var diagram: Diagram { sets.workspace.diagram }
  /// How many rules that hold for one request or another are tried before a cover that is not too large will do.
  private let patience = 400

  init(_ sets: ConditionSets) {
    self.sets = sets
  }

  /// Rules before one that cover it together: as few as there can be, or, where finding those takes too long, so many
  /// that none can be dropped. Nil when even that takes too long.
  func smallest(of rule: Int) -> [Int]? {
    guard sets.begin() else { return nil }
    let requests = sets.requests(ofRule: rule)
    guard let cover = irreducible(requests, of: rule) else { return nil }
    var left = patience
    for size in 1..<max(1, cover.count) {
      var found: [Int] = []
      if isCovered(requests, of: rule, byAtMost: size, &found, &left) {
        return diagram.isOverfull ? nil : found.sorted()
      }
      if left <= 0 { break }
    }
    return diagram.isOverfull ? nil : cover
  }

  /// The rules that decide what is left again and again, without those that the others make up for.
  private func irreducible(_ requests: ClassedRequests, of rule: Int) -> [Int]? {
    var cover: [Int] = []
    var left = requests
    while !left.isEmpty {
      guard let point = sets.point(in: left), let decider = sets.rule(from: 0, before: rule, at: point)
      else { return nil }
      cover.append(decider)
      left = sets.minus(left, rule: decider)
    }
    for candidate in cover.sorted(by: >) where cover.count > 1 {
      let rest = cover.filter { $0 != candidate }
      if rest.reduce(requests, { sets.minus($0, rule: $1) }).isEmpty { cover = rest }
    }
    return diagram.isOverfull ? nil : cover.sorted()
  }

  /// Looks for a cover of so many rules: one of them holds for a request that is left.
  private func isCovered(
    _ left: ClassedRequests, of rule: Int, byAtMost size: Int, _ found: inout [Int], _ patience: inout Int
  ) -> Bool {
    if left.isEmpty { return true }
    guard size > 0, let point = sets.point(in: left) else { return false }
    var next = 0
    while let candidate = sets.rule(from: next, before: rule, at: point) {
      patience -= 1
      guard patience > 0 else { return false }
      next = candidate + 1
      found.append(candidate)
      let rest = sets.minus(left, rule: candidate)
      if isCovered(rest, of: rule, byAtMost: size - 1, &found, &patience) { return true }
      found.removeLast()
    }
    return false
  }
}
