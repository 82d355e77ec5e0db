import PosternDiagram

/// Which earlier rules leave nothing to one that never decides.
struct CoverSearch {
  private let decisions: DecisionDiagram
  private var diagram: Diagram { decisions.workspace.diagram }

  init(_ decisions: DecisionDiagram) {
    self.decisions = decisions
  }

  /// Rules before one that cover it together, none of which can be dropped: one if one does, else two, else few.
  func smallest(of rule: Int) -> [Int] {
    let condition = decisions.conditions[rule]
    if let one = (0..<rule).first(where: { isCovered(condition, by: [$0]) }) { return [one] }
    var cover = (0..<rule).filter { diagram.and(condition, decisions.reach[$0]) != .none }
    if cover.count <= 40 {
      for (place, first) in cover.enumerated() {
        for second in cover[(place + 1)...] where isCovered(condition, by: [first, second]) {
          return [first, second]
        }
      }
    }
    for candidate in cover.reversed() {
      let rest = cover.filter { $0 != candidate }
      if isCovered(condition, by: rest) { cover = rest }
    }
    return cover
  }

  private func isCovered(_ condition: DiagramNode, by rules: [Int]) -> Bool {
    var left = condition
    for rule in rules {
      left = diagram.minus(left, decisions.conditions[rule])
      if left == .none { return true }
    }
    return false
  }
}
