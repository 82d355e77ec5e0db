import TestSupport
import Testing

@testable import PosternDiagram

/// Functions whose axes change places: they stay what they are, and take what a diagram in that order takes.
@Suite struct LayeredFunctionsTests {
  /// Pairs of axes that stand as far apart as can be: exponential in their number, where pairs that stand together are
  /// linear.
  private static func pairs(_ count: Int, order: [Int]? = nil) -> (diagram: Diagram, node: DiagramNode) {
    let diagram = Diagram(widths: [2] + Array(repeating: 2, count: count * 2), order: order)
    var node = DiagramNode.none
    for pair in 1...count {
      let first = diagram.literal(axis: pair) { $0 == 1 }
      node = diagram.or(node, diagram.and(first, diagram.literal(axis: pair + count) { $0 == 1 }))
    }
    return (diagram, node)
  }

  private static func size(_ diagram: Diagram, _ node: DiagramNode) -> Int {
    LayeredFunctions([node], of: diagram).size
  }

  @Test func aBadOrderIsImproved() {
    let (diagram, node) = Self.pairs(8)
    var functions = LayeredFunctions([node], of: diagram)
    #expect(functions.size > 500)
    functions.improve()
    #expect(functions.size == 2 * 16)
    #expect(functions.order[0] == 0)
    #expect(functions.order.sorted() == Array(0...16))
    // What is said of the size is what a diagram in that order takes.
    let (improved, same) = Self.pairs(8, order: functions.order)
    #expect(Self.size(improved, same) == functions.size)
    for point in 0..<(1 << 16) where point % 97 == 0 {
      let values = [0] + (0..<16).map { point >> $0 & 1 }
      #expect(diagram.value(of: node, at: values) == improved.value(of: same, at: values))
    }
  }

  @Test func theWorkIsBounded() {
    let (diagram, node) = Self.pairs(9)
    var functions = LayeredFunctions([node], of: diagram)
    let size = functions.size
    functions.improve(workLimit: 1)
    let once = functions.work
    #expect(functions.size <= size)
    var all = LayeredFunctions([node], of: diagram)
    all.improve()
    #expect(all.work > once)
    var none = LayeredFunctions([node], of: diagram)
    none.improve(limit: 0)
    #expect(none.order == diagram.order && none.work == 0)
  }

  /// Exchanges at random, of functions with axes of several widths and many terminals.
  @Test(arguments: [UInt64](2000..<2020))
  func exchangesKeepTheFunction(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let widths = [3, 2, 4, 2, 3, 2]
    let diagram = Diagram(widths: widths)
    func function(_ diagram: Diagram, _ table: [[Int]]) -> DiagramNode {
      var node = DiagramNode.none
      for row in table {
        var set = DiagramNode.all
        for axis in widths.indices where row[axis] >= 0 {
          set = diagram.and(set, diagram.literal(axis: axis) { $0 == row[axis] })
        }
        node = diagram.choose(set, DiagramNode(terminal: row[widths.count]), node)
      }
      return node
    }
    let tables = (0..<2).map { _ in
      (0..<6).map { _ in
        widths.map { random.oneIn(2) ? random.below($0) : -1 } + [random.below(4)]
      }
    }
    var functions = LayeredFunctions(tables.map { function(diagram, $0) }, of: diagram)
    for _ in 0..<12 {
      functions.exchange(random.below(widths.count - 1))
      let other = Diagram(widths: widths, order: functions.order)
      let roots = tables.map { function(other, $0) }
      #expect(LayeredFunctions(roots, of: other).size == functions.size, "seed \(seed) \(functions.order)")
    }
  }

  /// A diagram in any order has the same functions.
  @Test(arguments: [UInt64](2100..<2110))
  func anyOrderHasTheSameFunctions(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let widths = [3, 2, 4, 2]
    let points = widths.reduce([[Int]]()) { points, width in
      points.isEmpty
        ? (0..<width).map { [$0] } : points.flatMap { point in (0..<width).map { point + [$0] } }
    }
    var order = Array(widths.indices)
    for index in order.indices.dropFirst() { order.swapAt(index, random.below(index + 1)) }
    let (plain, other) = (Diagram(widths: widths), Diagram(widths: widths, order: order))
    #expect(other.order == order)
    var (first, second) = (DiagramNode.none, DiagramNode.none)
    for _ in 0..<4 {
      let axis = random.below(widths.count)
      let flags = (0..<widths[axis]).map { _ in random.oneIn(2) }
      let isUnion = random.oneIn(2)
      func add(_ diagram: Diagram, _ node: DiagramNode) -> DiagramNode {
        let literal = diagram.literal(axis: axis) { flags[$0] }
        return isUnion ? diagram.or(node, literal) : diagram.minus(literal, node)
      }
      first = add(plain, first)
      second = add(other, second)
    }
    for point in points {
      #expect(plain.value(of: first, at: point) == other.value(of: second, at: point), "seed \(seed)")
    }
    #expect(plain.support(of: first) == other.support(of: second))
    for axis in widths.indices {
      #expect(plain.values(of: first, on: axis) == other.values(of: second, on: axis))
      for value in 0..<widths[axis] {
        let part = other.restrict(second, axis: axis, value: value)
        #expect((part == .none) == (plain.restrict(first, axis: axis, value: value) == .none))
        #expect(!other.support(of: part).contains(axis))
      }
    }
    // Preferences are by axis, whatever the order.
    let preference = widths.map { Array((0..<$0).reversed()) }
    let preferred = other.way(into: second, preference: preference)
    #expect((preferred == nil) == (second == .none), "seed \(seed)")
    if let way = preferred {
      #expect(other.value(of: second, at: widths.indices.map { way[$0] ?? 0 }) == 1, "seed \(seed)")
    }
    if let way = other.way(into: second) {
      #expect(other.value(of: second, at: widths.indices.map { way[$0] ?? 0 }) == 1)
    } else {
      #expect(second == .none)
    }
  }
}
