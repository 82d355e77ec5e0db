extension Diagram {
  private struct Pair: Hashable {
    var a: Int32
    var b: Int32
  }

  private struct Triple: Hashable {
    var set: Int32
    var a: Int32
    var b: Int32
  }

  /// The function that is `operation` of what both are.
  public func combine(
    _ a: DiagramNode, _ b: DiagramNode, _ operation: (Int, Int) -> Int
  ) -> DiagramNode {
    var memo: [Pair: DiagramNode] = [:]
    func walk(_ a: Int32, _ b: Int32) -> DiagramNode {
      if a < 0, b < 0 { return DiagramNode(terminal: operation(Int(~a), Int(~b))) }
      guard !isOverfull else { return .none }
      let key = Pair(a: a, b: b)
      if let known = memo[key] { return known }
      spend(1)
      let top = min(level(a), level(b))
      let result = make(level: top, (0..<levelWidths[top]).map { walk(child(a, top, $0), child(b, top, $0)) })
      memo[key] = result
      return result
    }
    return walk(a.raw, b.raw)
  }

  /// The function that is `operation` of what this one is.
  public func map(_ node: DiagramNode, _ operation: (Int) -> Int) -> DiagramNode {
    combine(node, .none) { value, _ in operation(value) }
  }

  /// The function where the class on an axis is given.
  public func restrict(_ node: DiagramNode, axis: Int, value: Int) -> DiagramNode {
    var memo: [Int32: DiagramNode] = [:]
    let wanted = level(ofAxis: axis)
    func walk(_ raw: Int32) -> DiagramNode {
      let top = level(raw)
      if top > wanted { return DiagramNode(raw: raw) }
      if top == wanted { return DiagramNode(raw: child(raw, top, value)) }
      if let known = memo[raw] { return known }
      spend(1)
      let result = make(level: top, (0..<levelWidths[top]).map { walk(child(raw, top, $0)) })
      memo[raw] = result
      return result
    }
    return walk(node.raw)
  }

  /// A way to terminals of two functions that are wanted together, for requests of a set: the class on each axis that
  /// matters; nil if there is none. On each axis classes are tried in the order that `preference` gives; nil for their
  /// own.
  ///
  /// - Complexity: linear in the triples of nodes.
  public func find(
    _ a: DiagramNode, _ b: DiagramNode = .none, within set: DiagramNode = .all, preference: [[Int]]? = nil,
    where isWanted: (Int, Int) -> Bool
  ) -> [Int: Int]? {
    var failed: Set<Triple> = []
    var way: [Int: Int] = [:]
    func walk(_ set: Int32, _ a: Int32, _ b: Int32) -> Bool {
      if set == ~0 { return false }
      if a < 0, b < 0, !isWanted(Int(~a), Int(~b)) { return false }
      if a < 0, b < 0, set < 0 { return true }
      let key = Triple(set: set, a: a, b: b)
      if failed.contains(key) || isOverfull { return false }
      spend(1)
      let top = min(level(set), level(a), level(b))
      for index in 0..<levelWidths[top] {
        let value = preference?[order[top]][index] ?? index
        if walk(child(set, top, value), child(a, top, value), child(b, top, value)) {
          way[order[top]] = value
          return true
        }
      }
      failed.insert(key)
      return false
    }
    return walk(set.raw, a.raw, b.raw) ? way : nil
  }

  /// A way to a request of a set: the class on each axis that matters; nil for the empty set. On each axis the first class
  /// in the order that `preference` gives is taken that leads there.
  ///
  /// - Complexity: linear in the classes of the axes on the way.
  public func way(into set: DiagramNode, preference: [[Int]]? = nil) -> [Int: Int]? {
    guard set != .none, !isOverfull else { return nil }
    var way: [Int: Int] = [:]
    var raw = set.raw
    while raw >= 0 {
      let top = level(raw)
      // INVARIANT (canonical): a node that is not `none` leads somewhere.
      let values = preference?[order[top]] ?? Array(0..<levelWidths[top])
      guard let value = values.first(where: { child(raw, top, $0) != ~0 }) else { return nil }
      way[order[top]] = value
      raw = child(raw, top, value)
    }
    return way
  }

  /// The value of a function at a point: the class on each axis.
  public func value(of node: DiagramNode, at point: [Int]) -> Int {
    var raw = node.raw
    while raw >= 0 {
      let top = level(raw)
      raw = child(raw, top, point[order[top]])
    }
    return Int(~raw)
  }

  /// The values that a function has for requests of a set.
  public func terminals(of node: DiagramNode, within set: DiagramNode = .all) -> Set<Int> {
    var seen: Set<Pair> = []
    var found: Set<Int> = []
    var stack = [Pair(a: set.raw, b: node.raw)]
    while let pair = stack.popLast() {
      if pair.a == ~0 { continue }
      guard pair.b >= 0 else {
        found.insert(Int(~pair.b))
        continue
      }
      guard seen.insert(pair).inserted else { continue }
      spend(1)
      let top = min(level(pair.a), level(pair.b))
      for value in 0..<levelWidths[top] {
        stack.append(Pair(a: child(pair.a, top, value), b: child(pair.b, top, value)))
      }
    }
    return found
  }

  /// The axes that a function depends on, ascending.
  public func support(of node: DiagramNode) -> [Int] {
    var seen: Set<Int32> = []
    var found: Set<Int> = []
    var stack = [node.raw]
    while let raw = stack.popLast() {
      guard raw >= 0, seen.insert(raw).inserted else { continue }
      let top = level(raw)
      found.insert(order[top])
      for value in 0..<levelWidths[top] { stack.append(child(raw, top, value)) }
    }
    return found.sorted()
  }

  /// Which classes on an axis some request of a set has.
  public func values(of set: DiagramNode, on axis: Int) -> [Bool] {
    var found = Array(repeating: false, count: widths[axis])
    let wanted = level(ofAxis: axis)
    var seen: Set<Int32> = []
    func walk(_ raw: Int32) {
      guard raw != ~0 else { return }
      let top = level(raw)
      if top > wanted {
        for value in found.indices { found[value] = true }
        return
      }
      guard seen.insert(raw).inserted else { return }
      for value in 0..<levelWidths[top] {
        let next = child(raw, top, value)
        if top < wanted { walk(next) } else if next != ~0 { found[value] = true }
      }
    }
    walk(set.raw)
    return found
  }
}
