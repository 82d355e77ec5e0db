import PosternDiagnostics
import PosternSource

/// The rules of a list as they stand while an overlay is applied: a doubly linked list, so that each step takes the
/// same time however many there are.
struct RuleOrder {
  private var nodes: [NodeID] = []
  private var next: [Int] = []
  private var previous: [Int] = []
  private var positions: [String: Int] = [:]
  /// Behind which rule the next `after:` of an anchor goes.
  private var lastAfter: [Int: Int] = [:]
  /// Place 0 is before the first rule and behind the last.
  private static let end = 0

  init() {
    nodes = [NodeID.none]
    next = [0]
    previous = [0]
  }

  /// Whether a rule of a name stands here now.
  func position(of name: String) -> Int? { positions[name] }

  /// The names that stand here now, in no order.
  var names: [String] { Array(positions.keys) }

  subscript(position: Int) -> NodeID {
    get { nodes[position] }
    set { nodes[position] = newValue }
  }

  /// Adds a rule behind all others. Of two with one name the first is found.
  mutating func append(_ node: NodeID, name: String?) {
    let position = insert(node, behind: previous[Self.end])
    if let name, positions[name] == nil { positions[name] = position }
  }

  /// Adds a rule directly before another.
  mutating func insert(_ node: NodeID, name: String, before anchor: Int) {
    positions[name] = insert(node, behind: previous[anchor])
  }

  /// Adds a rule behind another, and behind those that were added after it so before.
  mutating func insert(_ node: NodeID, name: String, after anchor: Int) {
    let position = insert(node, behind: lastAfter[anchor] ?? anchor)
    lastAfter[anchor] = position
    positions[name] = position
  }

  /// Drops a rule.
  mutating func remove(_ name: String) {
    guard let position = positions.removeValue(forKey: name) else { return }
    next[previous[position]] = next[position]
    previous[next[position]] = previous[position]
  }

  /// How many rules were added so far, be they still here or not.
  var count: Int { nodes.count - 1 }

  /// The rules in order.
  var inOrder: [NodeID] { inOrder(ofFirst: count) }

  /// What is left of the rules that were added first, in order.
  func inOrder(ofFirst count: Int) -> [NodeID] {
    var result: [NodeID] = []
    result.reserveCapacity(count)
    var position = next[Self.end]
    while position != Self.end {
      if position <= count { result.append(nodes[position]) }
      position = next[position]
    }
    return result
  }

  private mutating func insert(_ node: NodeID, behind position: Int) -> Int {
    let new = nodes.count
    nodes.append(node)
    next.append(next[position])
    previous.append(position)
    previous[next[position]] = new
    next[position] = new
    return new
  }
}

extension NodeID {
  /// Names no node.
  fileprivate static let none = NodeID(UInt32.max)
}
