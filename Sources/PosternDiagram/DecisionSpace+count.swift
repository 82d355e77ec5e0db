extension DecisionSpace {
  /// How many requests a set of the diagram over this space has: combinations of values of all attributes, of every kind
  /// of phone number, every declared name and `unknown`, every set of groups and zones, and for users with an id every
  /// bucket of every rollout.
  public func count(_ set: DiagramNode, in diagram: Diagram) -> BigCount {
    RequestCounter(self, order: diagram.order).count(set, in: diagram)
  }

  /// How many combinations of classes a set has: what the policies of this space tell apart.
  public func countClasses(_ set: DiagramNode, in diagram: Diagram) -> BigCount {
    RequestCounter(self, order: diagram.order, classes: true).count(set, in: diagram)
  }
}

/// Counts sets of requests of a space: all of a set, or those with numbers of one class.
public struct RequestCounter: Sendable {
  /// Without an id there are no buckets, so the two cases are counted apart.
  private let cases: [WeightedAxes]
  private let phones: [Int]
  /// What attributes nothing asks for multiply by.
  private let factor: BigCount

  /// - Parameters:
  ///   - order: of the axes in the diagrams that the sets are in, the phone before all others.
  ///   - classes: whether to count what the policies of the space tell apart, and not every value.
  public init(_ space: DecisionSpace, order: [Int], classes: Bool = false) {
    let axes = space.axes
    cases = (0...1).map { user in
      WeightedAxes(
        order.map { axis -> [BigCount] in
          switch axes[axis].attribute {
          case .user: (0...1).map { BigCount($0 == user ? 1 : 0) }
          case .rollout where user == 0: axes[axis].classes.indices.map { BigCount($0 == 0 ? 1 : 0) }
          default: axes[axis].classes.indices.map { BigCount(classes ? 1 : axes[axis].weight($0)) }
          }
        })
    }
    phones = axes[DecisionSpace.phone].classes.indices.map {
      classes ? 1 : axes[DecisionSpace.phone].weight($0)
    }
    let asked = Set(axes.map(\.attribute))
    let free =
      space.groups.count { !asked.contains(.group($0)) }
      + space.zones.count { !asked.contains(.networkZone($0)) }
    factor = classes ? .one : .powerOfTwo(free)
  }

  /// How many a set has.
  public func count(_ set: DiagramNode, in diagram: Diagram) -> BigCount {
    cases.reduce(.zero) { $0 + $1.count(set, fromLevel: 0, in: diagram) } * factor
  }

  /// How many a set has that does not ask for numbers, of each number.
  public func countPerNumber(_ set: DiagramNode, in diagram: Diagram) -> BigCount {
    cases.reduce(.zero) { $0 + $1.count(set, fromLevel: 1, in: diagram) } * factor
  }

  /// How many numbers a class stands for.
  public func numbers(of phoneClass: Int) -> BigCount { BigCount(phones[phoneClass]) }
}

/// Counts the points of sets, each class on an axis weighing as much as it has values.
private struct WeightedAxes {
  /// By level of the diagrams.
  let weights: [[BigCount]]
  /// From each level on, how many points there are.
  let totals: [BigCount]
  /// Per level how many values there are on its axis.
  let sums: [BigCount]

  init(_ weights: [[BigCount]]) {
    self.weights = weights
    sums = weights.map { $0.reduce(.zero, +) }
    var totals = [BigCount.one]
    for sum in sums.reversed() { totals.append(sum * totals[totals.count - 1]) }
    self.totals = totals.reversed()
  }

  /// Over the levels from one on.
  func count(_ set: DiagramNode, fromLevel level: Int, in diagram: Diagram) -> BigCount {
    var memo: [DiagramNode: BigCount] = [:]
    return count(set, from: level, diagram, &memo)
  }

  private func count(
    _ node: DiagramNode, from level: Int, _ diagram: Diagram, _ memo: inout [DiagramNode: BigCount]
  ) -> BigCount {
    guard let axis = diagram.axis(of: node) else { return node == .all ? totals[level] : .zero }
    let own = diagram.level(ofAxis: axis)
    var found = BigCount.zero
    if let known = memo[node] {
      found = known
    } else {
      diagram.spend(1 + weights[own].count)
      for value in weights[own].indices where !weights[own][value].isZero {
        let below = count(diagram.child(node, axis: axis, value: value), from: own + 1, diagram, &memo)
        found = found + weights[own][value] * below
      }
      memo[node] = found
    }
    for skipped in level..<own where !found.isZero { found = found * sums[skipped] }
    return found
  }
}
