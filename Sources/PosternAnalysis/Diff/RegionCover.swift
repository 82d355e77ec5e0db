import PosternDiagram

/// Requests with some classes of values on each axis: what few conditions, one for each axis, can say.
struct Cube: Hashable {
  /// Per axis the classes, ascending and not empty; nil: all.
  var classes: [[Int]?]

  /// How many axes it asks for.
  var conditions: Int { classes.count { $0 != nil } }
}

/// Divides sets of a diagram into cubes.
///
/// Greedy and fixed: the shortest way into what is left is widened as far as it goes, first by dropping whole conditions,
/// then by adding classes; then the next. INVARIANT (irreducible): every cube is as wide as the points left at its turn
/// allow; so no condition can be dropped from it, and no two of them together are a cube, since the earlier one would have
/// been widened to it.
///
/// A user without an id has no buckets: INVARIANT (no bucket) such a request counts as one behind every share, so that
/// *not in the first 10%* has it. Points with other buckets and no id stand for no request; a cube may have them or not.
struct RegionCover {
  let space: DecisionSpace
  let diagram: Diagram
  /// The points that stand for requests.
  let real: DiagramNode
  private let user: Int
  private let rollouts: [Int]

  init(_ workspace: DecisionWorkspace) {
    space = workspace.space
    diagram = workspace.diagram
    let axes = space.axes
    rollouts = axes.indices.filter { if case .rollout = axes[$0].attribute { true } else { false } }
    user = space.axis(of: .user) ?? 0
    var last = DiagramNode.all
    for axis in rollouts {
      last = diagram.and(last, diagram.literal(axis: axis) { $0 == axes[axis].classes.count - 1 })
    }
    real = diagram.or(diagram.literal(axis: user) { $0 == 1 }, last)
  }

  /// Disjoint cubes of a set, the widest ones first, and what is left of it when they are too many, or take more steps of
  /// the diagram than up to `last`.
  func cubes(of set: DiagramNode, limit: Int, until last: Int = .max) -> (cubes: [Cube], rest: DiagramNode) {
    var rest = diagram.and(set, real)
    let unreal = diagram.not(real)
    var cubes: [Cube] = []
    while rest != .none, cubes.count < limit, diagram.steps <= last, !diagram.isOverfull {
      var cube = shortest(rest)
      widen(&cube, in: diagram.or(rest, unreal), until: last)
      // One that is not as wide as it could be is none.
      if diagram.steps > last { break }
      cubes.append(cube)
      rest = diagram.minus(rest, node(of: cube))
    }
    return (cubes, rest)
  }

  /// The points of a cube.
  func node(of cube: Cube) -> DiagramNode {
    var node = DiagramNode.all
    for axis in diagram.order.reversed() {
      guard let classes = cube.classes[axis] else { continue }
      let isIn = Set(classes)
      node = diagram.make(axis: axis, (0..<diagram.widths[axis]).map { isIn.contains($0) ? node : .none })
    }
    return node
  }

  /// The smallest cube around a set.
  func hull(of set: DiagramNode) -> Cube {
    let count = space.axes.count
    var found = diagram.widths.map { Array(repeating: false, count: $0) }
    // Per axis how many more edges begin to pass over it than end to: what passes over an axis has all its classes.
    var passing = Array(repeating: 0, count: count + 1)
    var seen: Set<DiagramNode> = []
    var stack: [DiagramNode] = []
    func follow(_ node: DiagramNode, from axis: Int) {
      if node == .none { return }
      passing[axis] += 1
      passing[diagram.axis(of: node) ?? count] -= 1
      if seen.insert(node).inserted { stack.append(node) }
    }
    follow(set, from: 0)
    while let node = stack.popLast() {
      guard let axis = diagram.axis(of: node) else { continue }
      diagram.spend(1)
      for value in 0..<diagram.widths[axis] {
        let child = diagram.child(node, axis: axis, value: value)
        if child != .none { found[axis][value] = true }
        follow(child, from: axis + 1)
      }
    }
    var cube = Cube(classes: Array(repeating: nil, count: count))
    var open = 0
    for axis in 0..<count {
      open += passing[axis]
      if open == 0, found[axis].contains(false) {
        cube.classes[axis] = found[axis].indices.filter { found[axis][$0] }
      }
    }
    return cube
  }

  /// A set of real points as ``DecisionSpace/count(_:in:)`` wants it: without an id independent of every bucket.
  func countable(_ set: DiagramNode) -> DiagramNode {
    guard !rollouts.isEmpty else { return set }
    var without = diagram.restrict(set, axis: user, value: 0)
    for axis in rollouts {
      without = diagram.restrict(without, axis: axis, value: space.axes[axis].classes.count - 1)
    }
    return diagram.choose(diagram.literal(axis: user) { $0 == 1 }, set, without)
  }

  // MARK: One cube

  /// A way into a set that asks for as few axes as can be; of equal ones the first.
  private func shortest(_ set: DiagramNode) -> Cube {
    var lengths: [DiagramNode: (length: Int, value: Int)] = [:]
    func length(_ node: DiagramNode) -> Int {
      if let value = node.terminal { return value == 1 ? 0 : .max }
      if let known = lengths[node] { return known.length }
      guard let axis = diagram.axis(of: node) else { return .max }
      diagram.spend(1)
      var best = (length: Int.max, value: 0)
      for value in 0..<diagram.widths[axis] {
        let below = length(diagram.child(node, axis: axis, value: value))
        if below < Int.max, below + 1 < best.length { best = (below + 1, value) }
      }
      lengths[node] = best
      return best.length
    }
    _ = length(set)
    var cube = Cube(classes: Array(repeating: nil, count: space.axes.count))
    var node = set
    while let axis = diagram.axis(of: node), let step = lengths[node] {
      cube.classes[axis] = [step.value]
      node = diagram.child(node, axis: axis, value: step.value)
    }
    return cube
  }

  /// Makes a cube of a set as wide as the set allows.
  private func widen(_ cube: inout Cube, in set: DiagramNode, until last: Int) {
    for axis in cube.classes.indices.reversed() where cube.classes[axis] != nil && diagram.steps <= last {
      if fitting(axis, cube, set).allSatisfy({ $0 }) { cube.classes[axis] = nil }
    }
    for axis in cube.classes.indices where cube.classes[axis] != nil && diagram.steps <= last {
      let fits = fitting(axis, cube, set)
      cube.classes[axis] = fits.indices.filter { fits[$0] }
    }
  }

  /// Per class on an axis whether the cube with that class, in place of its own, lies in a set.
  private func fitting(_ axis: Int, _ cube: Cube, _ set: DiagramNode) -> [Bool] {
    let width = diagram.widths[axis]
    let yes = Array(repeating: true, count: width)
    let no = Array(repeating: false, count: width)
    var whole: [DiagramNode: Bool] = [:]
    func isWhole(_ node: DiagramNode) -> Bool {
      if let value = node.terminal { return value == 1 }
      if let known = whole[node] { return known }
      guard let own = diagram.axis(of: node) else { return false }
      diagram.spend(1)
      let result = (cube.classes[own] ?? Array(0..<diagram.widths[own])).allSatisfy {
        isWhole(diagram.child(node, axis: own, value: $0))
      }
      whole[node] = result
      return result
    }
    var memo: [DiagramNode: [Bool]] = [:]
    func walk(_ node: DiagramNode) -> [Bool] {
      guard let own = diagram.axis(of: node), diagram.level(ofAxis: own) <= diagram.level(ofAxis: axis) else {
        return isWhole(node) ? yes : no
      }
      if let known = memo[node] { return known }
      diagram.spend(3)
      var result = yes
      if own == axis {
        for value in 0..<width { result[value] = isWhole(diagram.child(node, axis: axis, value: value)) }
      } else {
        for value in cube.classes[own] ?? Array(0..<diagram.widths[own]) {
          let below = walk(diagram.child(node, axis: own, value: value))
          for index in result.indices where !below[index] { result[index] = false }
        }
      }
      memo[node] = result
      return result
    }
    return walk(set)
  }
}
