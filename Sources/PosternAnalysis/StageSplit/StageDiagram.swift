/// Sets of points of the first stage, as a reduced, ordered, hash-consed decision diagram.
///
/// A point is an application, a set of groups and a set of zones. The first `applications` variables say "the
/// application is this one"; at most one of them holds, so the high branch of such a variable asks for no other
/// application, and a set that treats an application like all others does not mention it. The variables behind
/// them are independent. INVARIANT (canonical): two sets are equal if and only if their nodes are.
final class StageDiagram {
  /// A set; meaningful in its own diagram only.
  typealias Node = Int32

  /// The empty set.
  static let none: Node = 0
  /// Every point.
  static let all: Node = 1

  private var store: DiagramStore

  init(applications: Int, nodeLimit: Int = 1 << 17, workLimit: Int = 40_000_000) {
    store = DiagramStore(
      applications: Int32(truncatingIfNeeded: applications), nodeLimit: nodeLimit, workLimit: workLimit)
  }

  /// How many variables are about applications; they come first.
  var applications: Int32 { store.applications }

  /// Whether a limit was passed. Then results mean nothing, and operations return at once.
  var isOverfull: Bool { store.isOverfull }

  /// Steps taken so far.
  var stepCount: Int { store.work }

  /// Counts work done beside the diagram's own towards its limit.
  func spend(_ steps: Int) { store.spend(steps) }

  /// The points for which a variable holds.
  func literal(_ variable: Int) -> Node {
    store.make(Int32(truncatingIfNeeded: variable), Self.all, Self.none)
  }

  /// The points whose application is one of those with a true flag; `other` is for the rest.
  func applications(in flags: [Bool], other: Bool) -> Node {
    var node = other ? Self.all : Self.none
    for variable in flags.indices.reversed() {
      node = store.make(Int32(truncatingIfNeeded: variable), flags[variable] ? Self.all : Self.none, node)
    }
    return node
  }

  /// What is in both.
  func and(_ a: Node, _ b: Node) -> Node { store.apply(.and, min(a, b), max(a, b)) }

  /// What is in either.
  func or(_ a: Node, _ b: Node) -> Node { store.apply(.or, min(a, b), max(a, b)) }

  /// What is in the first and not in the second.
  func minus(_ a: Node, _ b: Node) -> Node { store.apply(.minus, a, b) }

  /// Whether every point of the first is in the second.
  func isSubset(_ a: Node, _ b: Node) -> Bool { minus(a, b) == Self.none }

  /// The variables that hold at some point of a set that is not empty: few of them, applications last of all.
  func somePoint(of node: Node) -> [Int] {
    var point: [Int] = []
    var node = node
    while node > Self.all {
      let (high, low) = store.branches(of: node)
      if low != Self.none {
        node = low
      } else {
        point.append(store.variable(of: node))
        node = high
      }
    }
    return point
  }

  /// Whether a point, given by the variables that hold, is in a set.
  func contains(_ node: Node, _ point: [Int]) -> Bool {
    var node = node
    while node > Self.all {
      let (high, low) = store.branches(of: node)
      node = point.contains(store.variable(of: node)) ? high : low
    }
    return node == Self.all
  }

  /// The set of one point, given by the variables that hold.
  func onlyPoint(_ point: [Int], of count: Int) -> Node {
    (0..<count).reversed().reduce(Self.all) { node, variable in
      point.contains(variable) ? and(node, literal(variable)) : minus(node, literal(variable))
    }
  }

  /// The two branches of a set that is neither empty nor everything.
  func branches(of node: Node) -> (high: Node, low: Node) { store.branches(of: node) }

  /// The variables that some set depends on, ascending.
  func support(of nodes: [Node]) -> [Int] {
    var seen: Set<Node> = []
    var found: Set<Int> = []
    var pending = nodes
    while let node = pending.popLast() {
      guard node > Self.all, seen.insert(node).inserted else { continue }
      found.insert(store.variable(of: node))
      let (high, low) = store.branches(of: node)
      pending.append(high)
      pending.append(low)
    }
    return found.sorted()
  }
}
