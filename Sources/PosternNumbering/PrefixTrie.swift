/// The digit prefixes of a policy, to be followed digit by digit beside an automaton.
struct PrefixTrie {
  /// Where a number stands: still on the path of some prefix, or past all of them. What it begins with is
  /// known by the deepest prefix met so far, since the others are prefixes of that one.
  struct Position: Hashable {
    /// Node of the trie; when past all prefixes, the node of the deepest prefix met, or 0.
    var node: Int32
    /// Whether longer prefixes are still possible.
    var isOnPath: Bool
  }

  private struct Node {
    var children: [Int32] = Array(repeating: 0, count: 10)
    var hasChildren = false
    /// Indices of the prefixes that end here or before.
    var prefixes: [Int] = []
    /// The deepest node on the way here where a prefix ends; 0 for none.
    var deepest: Int32 = 0
  }

  private var nodes = [Node()]

  /// Prefixes are known by their place in the list, which is sorted and without repetitions.
  init(_ prefixes: [DigitPrefix]) {
    for (index, prefix) in prefixes.enumerated() {
      var node = 0
      for digit in prefix.digits {
        if nodes[node].children[Int(digit)] == 0 {
          nodes[node].children[Int(digit)] = Int32(truncatingIfNeeded: nodes.count)
          nodes[node].hasChildren = true
          var child = Node()
          child.prefixes = nodes[node].prefixes
          child.deepest = nodes[node].deepest
          nodes.append(child)
        }
        node = Int(nodes[node].children[Int(digit)])
      }
      nodes[node].prefixes.append(index)
      nodes[node].deepest = Int32(truncatingIfNeeded: node)
    }
  }

  /// Before any digit.
  var start: Position { Position(node: 0, isOnPath: nodes[0].hasChildren) }

  /// After one more digit, 0 … 9.
  func step(_ position: Position, _ digit: Int) -> Position {
    guard position.isOnPath else { return position }
    let child = nodes[Int(position.node)].children[digit]
    guard child != 0 else { return Position(node: nodes[Int(position.node)].deepest, isOnPath: false) }
    if nodes[Int(child)].hasChildren { return Position(node: child, isOnPath: true) }
    return Position(node: nodes[Int(child)].deepest, isOnPath: false)
  }

  /// The node of the deepest prefix that the digits read begin with; 0 for none.
  func deepest(at position: Position) -> Int32 { nodes[Int(position.node)].deepest }

  /// Indices of the prefixes that the digits read begin with, in order.
  func prefixes(at position: Position) -> [Int] { nodes[Int(position.node)].prefixes }

  /// Indices of the prefixes that end at a node or before, in order.
  func prefixes(atNode node: Int32) -> [Int] { nodes[Int(node)].prefixes }
}
