/// Functions of a diagram, level by level, in an order of axes that can be changed.
///
/// Two neighbouring levels are exchanged in place: nothing above or below them is touched.
struct LayeredFunctions {
  /// The axes by level.
  private(set) var order: [Int]
  /// Children of all nodes that a function has: what it takes of room and time.
  private(set) var size = 0
  /// Children that were touched.
  private(set) var work = 0

  /// By level its nodes; some may be of no function any more.
  private var members: [[Int32]]
  /// By node the axis it tests.
  private var axes: [Int] = []
  /// By node its children; below zero terminals.
  private var children: [[Int32]] = []
  /// By node from how many places it is reached.
  private var references: [Int32] = []
  private let widths: [Int]

  init(_ roots: [DiagramNode], of diagram: Diagram) {
    order = diagram.order
    widths = diagram.widths
    members = Array(repeating: [], count: order.count)
    var numbers: [DiagramNode: Int32] = [:]
    func add(_ node: DiagramNode, _ target: inout LayeredFunctions) -> Int32 {
      guard let axis = diagram.axis(of: node) else { return node.raw }
      if let known = numbers[node] {
        target.references[Int(known)] += 1
        return known
      }
      let below = (0..<diagram.widths[axis]).map {
        add(diagram.child(node, axis: axis, value: $0), &target)
      }
      let number = target.append(axis, below)
      target.references[Int(number)] = 1
      target.members[diagram.level(ofAxis: axis)].append(number)
      numbers[node] = number
      return number
    }
    for root in roots { _ = add(root, &self) }
  }

  /// How much of ``size`` a level has.
  func size(ofLevel level: Int) -> Int {
    members[level].reduce(0) { references[Int($1)] > 0 ? $0 + children[Int($1)].count : $0 }
  }

  /// Exchanges a level with the next one.
  mutating func exchange(_ level: Int) {
    let (upper, lower) = (order[level], order[level + 1])
    let nodes = members[level].filter { references[Int($0)] > 0 }
    var staying: [Int32] = []
    var changing: [Int32] = []
    var known: [[Int32]: Int32] = [:]
    for node in nodes {
      if children[Int(node)].contains(where: { $0 >= 0 && axes[Int($0)] == lower }) {
        changing.append(node)
      } else {
        staying.append(node)
        known[children[Int(node)]] = node
      }
      work += widths[upper]
    }
    for node in changing {
      let old = children[Int(node)]
      let new = (0..<widths[lower]).map { value -> Int32 in
        let row = old.map { $0 >= 0 && axes[Int($0)] == lower ? children[Int($0)][value] : $0 }
        return make(upper, row, &known, &staying)
      }
      for child in new { retain(child) }
      for child in old { release(child) }
      // It depends on both, so it can be neither redundant nor like one that is there.
      axes[Int(node)] = lower
      children[Int(node)] = new
      size += widths[lower] - widths[upper]
      work += widths[lower] * widths[upper]
    }
    members[level] = members[level + 1].filter { references[Int($0)] > 0 } + changing
    members[level + 1] = staying
    order.swapAt(level, level + 1)
  }

  private mutating func make(
    _ axis: Int, _ row: [Int32], _ known: inout [[Int32]: Int32], _ staying: inout [Int32]
  ) -> Int32 {
    if row.allSatisfy({ $0 == row[0] }) { return row[0] }
    if let node = known[row] { return node }
    for child in row { retain(child) }
    let node = append(axis, row)
    known[row] = node
    staying.append(node)
    return node
  }

  private mutating func append(_ axis: Int, _ row: [Int32]) -> Int32 {
    let node = Int32(truncatingIfNeeded: children.count)
    axes.append(axis)
    children.append(row)
    references.append(0)
    size += row.count
    return node
  }

  private mutating func retain(_ node: Int32) { if node >= 0 { references[Int(node)] += 1 } }

  private mutating func release(_ node: Int32) {
    guard node >= 0 else { return }
    references[Int(node)] -= 1
    guard references[Int(node)] == 0 else { return }
    size -= children[Int(node)].count
    for child in children[Int(node)] { release(child) }
  }
}

extension LayeredFunctions {
  /// Moves one axis after the other through all places and leaves it in the best one: those first that take most room. The
  /// phone stays before all others.
  /// - Parameters:
  ///   - limit: how many axes are moved.
  ///   - workLimit: after so much work no other axis is moved.
  mutating func improve(limit: Int = 24, workLimit: Int = 500_000) {
    let ranked = order.indices.dropFirst().map { (axis: order[$0], size: size(ofLevel: $0)) }
      .filter { $0.size > 0 }
      .sorted { ($1.size, $0.axis) < ($0.size, $1.axis) }
    for entry in ranked.prefix(limit) where work < workLimit {
      guard var level = order.firstIndex(of: entry.axis) else { continue }
      let start = level
      var best = (size: size, level: level)
      // Not where everything is half as large again.
      while level + 1 < order.count, size <= best.size / 2 * 3 {
        exchange(level)
        level += 1
        if size < best.size { best = (size, level) }
      }
      while level > 1, level > start || size <= best.size / 2 * 3 {
        exchange(level - 1)
        level -= 1
        if size < best.size { best = (size, level) }
      }
      while level < best.level {
        exchange(level)
        level += 1
      }
      while level > best.level {
        exchange(level - 1)
        level -= 1
      }
    }
  }
}
