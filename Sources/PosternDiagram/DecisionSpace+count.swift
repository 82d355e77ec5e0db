extension DecisionSpace {
  /// How many requests a set of the diagram over this space has: combinations of values of all attributes, of every kind
  /// of phone number, every declared name and `unknown`, every set of groups and zones, and for users with an id every
  /// bucket of every rollout.
  public func count(_ set: DiagramNode, in diagram: Diagram) -> BigCount {
    let asked = Set(axes.map(\.attribute))
    let free =
      groups.count { !asked.contains(.group($0)) } + zones.count { !asked.contains(.networkZone($0)) }
    return count(set, in: diagram) { axes[$0].weight($1) } * .powerOfTwo(free)
  }

  /// How many combinations of classes a set has: what the policies of this space tell apart.
  public func countClasses(_ set: DiagramNode, in diagram: Diagram) -> BigCount {
    count(set, in: diagram) { _, _ in 1 }
  }

  private func count(
    _ set: DiagramNode, in diagram: Diagram, weight: (Int, Int) -> Int
  ) -> BigCount {
    // Without an id there are no buckets, so the two cases are counted apart.
    return (0...1).reduce(.zero) { sum, user in
      let weights = axes.indices.map { axis -> [BigCount] in
        switch axes[axis].attribute {
        case .user: (0...1).map { BigCount($0 == user ? 1 : 0) }
        case .rollout where user == 0: axes[axis].classes.indices.map { BigCount($0 == 0 ? 1 : 0) }
        default: axes[axis].classes.indices.map { BigCount(weight(axis, $0)) }
        }
      }
      return sum + Counter(diagram, weights).count(set)
    }
  }
}

/// Counts the points of a set, each class on an axis weighing as much as it has values.
private struct Counter {
  let diagram: Diagram
  let weights: [[BigCount]]
  /// From each axis on, how many points there are.
  let totals: [BigCount]
  /// Per axis how many values there are on it.
  let sums: [BigCount]

  init(_ diagram: Diagram, _ weights: [[BigCount]]) {
    self.diagram = diagram
    self.weights = weights
    sums = weights.map { $0.reduce(.zero, +) }
    var totals = [BigCount.one]
    for sum in sums.reversed() { totals.append(sum * totals[totals.count - 1]) }
    self.totals = totals.reversed()
  }

  func count(_ set: DiagramNode) -> BigCount {
    var memo: [DiagramNode: BigCount] = [:]
    return count(set, from: 0, &memo)
  }

  /// Over the axes from one on.
  private func count(
    _ node: DiagramNode, from axis: Int, _ memo: inout [DiagramNode: BigCount]
  ) -> BigCount {
    guard let own = diagram.axis(of: node) else { return node == .all ? totals[axis] : .zero }
    var found = BigCount.zero
    if let known = memo[node] {
      found = known
    } else {
      for value in weights[own].indices where !weights[own][value].isZero {
        let below = count(diagram.child(node, axis: own, value: value), from: own + 1, &memo)
        found = found + weights[own][value] * below
      }
      memo[node] = found
    }
    for skipped in axis..<own { found = found * sums[skipped] }
    return found
  }
}
