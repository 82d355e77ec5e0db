import PosternDiagram
import TestSupport
import Testing

/// Functions over a few axes, against tables of all their values.
@Suite struct DiagramTests {
  static let widths = [3, 2, 4, 2]
  static let points: [[Int]] = {
    var points: [[Int]] = [[]]
    for width in widths { points = points.flatMap { point in (0..<width).map { point + [$0] } } }
    return points
  }()

  /// A random set, and whether it has each point.
  private func randomSet(_ diagram: Diagram, _ random: inout SplitMix64) -> (node: DiagramNode, table: [Bool])
  {
    var node = DiagramNode.none
    var table = Self.points.map { _ in false }
    for _ in 0..<3 {
      let axis = random.below(Self.widths.count)
      let flags = (0..<Self.widths[axis]).map { _ in random.oneIn(2) }
      let literal = diagram.literal(axis: axis) { flags[$0] }
      let isUnion = random.oneIn(2)
      node = isUnion ? diagram.or(node, literal) : diagram.minus(literal, node)
      table = zip(Self.points, table).map { point, old in
        isUnion ? old || flags[point[axis]] : flags[point[axis]] && !old
      }
    }
    return (node, table)
  }

  @Test(arguments: [UInt64](1...40))
  func operationsAreThoseOfTables(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let diagram = Diagram(widths: Self.widths)
    let (a, aTable) = randomSet(diagram, &random)
    let (b, bTable) = randomSet(diagram, &random)
    func check(_ node: DiagramNode, _ expected: (Bool, Bool) -> Int) {
      for (index, point) in Self.points.enumerated() {
        #expect(diagram.value(of: node, at: point) == expected(aTable[index], bTable[index]), "seed \(seed)")
      }
    }
    check(diagram.and(a, b)) { $0 && $1 ? 1 : 0 }
    check(diagram.or(a, b)) { $0 || $1 ? 1 : 0 }
    check(diagram.minus(a, b)) { $0 && !$1 ? 1 : 0 }
    check(diagram.not(a)) { a, _ in a ? 0 : 1 }
    let chosen = diagram.choose(
      a, DiagramNode(terminal: 7), diagram.choose(b, DiagramNode(terminal: 5), .none))
    check(chosen) { $0 ? 7 : $1 ? 5 : 0 }
    check(diagram.combine(a, b) { $0 * 2 + $1 }) { ($0 ? 2 : 0) + ($1 ? 1 : 0) }
    #expect(diagram.terminals(of: chosen).isSubset(of: [7, 5, 0]))

    // Equal functions are equal nodes.
    #expect((aTable == bTable) == (a == b), "seed \(seed)")
    #expect(diagram.not(diagram.and(a, b)) == diagram.or(diagram.not(a), diagram.not(b)))
    #expect(diagram.map(chosen) { $0 == 7 ? 1 : 0 } == a)

    // A way is found exactly where there is one.
    let way = diagram.find(a, b) { $0 == 1 && $1 == 0 }
    #expect((way != nil) == zip(aTable, bTable).contains { $0 && !$1 })
    if let way {
      let point = Self.widths.indices.map { way[$0] ?? 0 }
      #expect(diagram.value(of: a, at: point) == 1 && diagram.value(of: b, at: point) == 0)
    }
    for axis in Self.widths.indices {
      let found = diagram.values(of: a, on: axis)
      for value in found.indices {
        let expected = zip(Self.points, aTable).contains { $0[axis] == value && $1 }
        #expect(found[value] == expected, "seed \(seed)")
        let part = diagram.restrict(a, axis: axis, value: value)
        #expect((part != .none) == expected)
      }
    }
  }

  @Test func aBudgetStopsIt() {
    let diagram = Diagram(widths: Array(repeating: 2, count: 60), nodeLimit: 200)
    var node = DiagramNode.none
    for axis in 0..<30 {
      let pair = diagram.and(
        diagram.literal(axis: axis) { $0 == 1 }, diagram.literal(axis: axis + 30) { $0 == 1 })
      node = diagram.or(node, pair)
    }
    #expect(diagram.isOverfull)
    #expect(diagram.nodeCount <= 200)
  }
}
