/// The digit prefixes of a policy, to be followed digit by digit beside an automaton.
struct PrefixTrie {
  /// Where a number stands: still on the path of some prefix, or past all of them. What it begins with is
  /// known by the deepest prefix met so far, since the others are prefixes of that one.
  struct Position: Hashable {
    /// Node of the trie; when past all prefixes, the node of the deepest prefix met, or 0.
    var node: Int32
    /// Whether longer prefixes are still possible.
    var isOnPath: Bool

    /// Both in one number.
    var bits: UInt32 { UInt32(bitPattern: node) << 1 | (isOnPath ? 1 : 0) }
  }

  private struct Node {
    var hasChildren = false
    /// Index of the prefix that ends here, or −1.
    var prefix: Int32 = -1
    /// The deepest node on the way here, this one included, where a prefix ends; 0 for none.
    var deepest: Int32 = 0
    /// The same for the way to the node before.
    var deepestBefore: Int32 = 0
  }

  private var nodes = [Node()]
  /// Ten for each node; 0 for none.
  private var children = [Int32](repeating: 0, count: 10)

  /// Prefixes are known by their place in the list, which is sorted and without repetitions.
  init(_ prefixes: [DigitPrefix]) {
    for (index, prefix) in prefixes.enumerated() {
      var node = 0
      for digit in prefix.digits { node = child(of: node, digit: Int(digit)) }
      nodes[node].prefix = Int32(truncatingIfNeeded: index)
      nodes[node].deepest = Int32(truncatingIfNeeded: node)
    }
  }

  /// The child of a node, made if need be. Sorted prefixes end on the way before longer ones pass.
  private mutating func child(of node: Int, digit: Int) -> Int {
    if children[node * 10 + digit] == 0 {
      children[node * 10 + digit] = Int32(truncatingIfNeeded: nodes.count)
      children.append(contentsOf: repeatElement(0, count: 10))
      nodes[node].hasChildren = true
      nodes.append(Node(deepest: nodes[node].deepest, deepestBefore: nodes[node].deepest))
    }
    return Int(children[node * 10 + digit])
  }

  /// Before any digit.
  var start: Position { Position(node: 0, isOnPath: nodes[0].hasChildren) }

  /// After one more digit, 0 … 9.
  func step(_ position: Position, _ digit: Int) -> Position {
    guard position.isOnPath else { return position }
    let child = children[Int(position.node) * 10 + digit]
    guard child != 0 else { return Position(node: nodes[Int(position.node)].deepest, isOnPath: false) }
    if nodes[Int(child)].hasChildren { return Position(node: child, isOnPath: true) }
    return Position(node: nodes[Int(child)].deepest, isOnPath: false)
  }

  /// The node of the deepest prefix that the digits read begin with; 0 for none.
  func deepest(at position: Position) -> Int32 { nodes[Int(position.node)].deepest }

  /// Indices of the prefixes that the digits read begin with, ascending.
  func prefixes(at position: Position) -> [Int] { prefixes(atNode: deepest(at: position)) }

  /// Indices of the prefixes that end at a node or on the way there, ascending.
  func prefixes(atNode node: Int32) -> [Int] {
    var found: [Int] = []
    var node = nodes[Int(node)].deepest
    while node != 0 {
      found.append(Int(nodes[Int(node)].prefix))
      node = nodes[Int(node)].deepestBefore
    }
    return found.reversed()
  }
}
