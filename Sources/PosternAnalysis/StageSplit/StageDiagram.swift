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

  /// How many variables are about applications; they come first.
  let applications: Int32
  /// Whether a limit was passed. Then results mean nothing, and operations return at once.
  private(set) var isOverfull = false

  private var variables: [Int32] = [.max, .max]
  private var highs: [Node] = [0, 0]
  private var lows: [Node] = [0, 0]
  private var unique: [Node]
  private var cache: [CacheEntry]
  private let nodeLimit: Int
  private var work = 0
  private var workLimit: Int

  private struct CacheEntry {
    var a: Node = -1
    var b: Node = -1
    var operation: Operation = .and
    var result: Node = 0
  }

  private enum Operation: Int32 {
    case and, or, minus
  }

  init(applications: Int, nodeLimit: Int = 1 << 17, workLimit: Int = 40_000_000) {
    self.applications = Int32(truncatingIfNeeded: applications)
    self.nodeLimit = nodeLimit
    self.workLimit = workLimit
    self.unique = Array(repeating: -1, count: 1 << 9)
    self.cache = Array(repeating: CacheEntry(), count: 1 << 10)
  }

  /// Steps taken so far.
  var stepCount: Int { work }

  /// Counts work done beside the diagram's own towards its limit.
  func spend(_ steps: Int) {
    work &+= steps
    if work > workLimit { isOverfull = true }
  }

  /// The points for which a variable holds.
  func literal(_ variable: Int) -> Node {
    make(Int32(truncatingIfNeeded: variable), Self.all, Self.none)
  }

  /// The points whose application is one of those with a true flag; `other` is for the rest.
  func applications(in flags: [Bool], other: Bool) -> Node {
    var node = other ? Self.all : Self.none
    for variable in flags.indices.reversed() {
      node = make(Int32(truncatingIfNeeded: variable), flags[variable] ? Self.all : Self.none, node)
    }
    return node
  }

  /// What is in both.
  func and(_ a: Node, _ b: Node) -> Node { apply(.and, min(a, b), max(a, b)) }

  /// What is in either.
  func or(_ a: Node, _ b: Node) -> Node { apply(.or, min(a, b), max(a, b)) }

  /// What is in the first and not in the second.
  func minus(_ a: Node, _ b: Node) -> Node { apply(.minus, a, b) }

  /// Whether every point of the first is in the second.
  func isSubset(_ a: Node, _ b: Node) -> Bool { minus(a, b) == Self.none }

  /// The variables that hold at some point of a set that is not empty: few of them, applications last of all.
  func somePoint(of node: Node) -> [Int] {
    var point: [Int] = []
    var node = node
    while node > Self.all {
      let at = Int(node)
      if lows[at] != Self.none {
        node = lows[at]
      } else {
        point.append(Int(variables[at]))
        node = highs[at]
      }
    }
    return point
  }

  /// Whether a point, given by the variables that hold, is in a set.
  func contains(_ node: Node, _ point: [Int]) -> Bool {
    var node = node
    while node > Self.all {
      let at = Int(node)
      node = point.contains(Int(variables[at])) ? highs[at] : lows[at]
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
  func branches(of node: Node) -> (high: Node, low: Node) { (highs[Int(node)], lows[Int(node)]) }

  /// The variables that some set depends on, ascending.
  func support(of nodes: [Node]) -> [Int] {
    var seen: Set<Node> = []
    var found: Set<Int> = []
    var pending = nodes
    while let node = pending.popLast() {
      guard node > Self.all, seen.insert(node).inserted else { continue }
      found.insert(Int(variables[Int(node)]))
      pending.append(highs[Int(node)])
      pending.append(lows[Int(node)])
    }
    return found.sorted()
  }

  // MARK: Building

  /// The set's part where no application variable holds.
  private func other(_ node: Node) -> Node {
    var node = node
    while variables[Int(node)] < applications { node = lows[Int(node)] }
    return node
  }

  private func make(_ variable: Int32, _ high: Node, _ low: Node) -> Node {
    if variable < applications ? high == other(low) : high == low { return low }
    guard !isOverfull else { return Self.none }
    let mask = unique.count - 1
    var slot = Self.hash(variable, high, low) & mask
    while unique[slot] >= 0 {
      let at = Int(unique[slot])
      if variables[at] == variable, highs[at] == high, lows[at] == low { return unique[slot] }
      slot = (slot + 1) & mask
    }
    guard variables.count < nodeLimit else {
      isOverfull = true
      return Self.none
    }
    let node = Node(truncatingIfNeeded: variables.count)
    variables.append(variable)
    highs.append(high)
    lows.append(low)
    unique[slot] = node
    if variables.count * 2 > unique.count { grow() }
    return node
  }

  private func grow() {
    let mask = unique.count * 2 - 1
    unique = Array(repeating: -1, count: mask + 1)
    for at in 2..<variables.count {
      var slot = Self.hash(variables[at], highs[at], lows[at]) & mask
      while unique[slot] >= 0 { slot = (slot + 1) & mask }
      unique[slot] = Node(truncatingIfNeeded: at)
    }
    if cache.count < 1 << 17 { cache = Array(repeating: CacheEntry(), count: cache.count * 2) }
  }

  private static func hash(_ a: Int32, _ b: Int32, _ c: Int32) -> Int {
    var value = UInt64(UInt32(bitPattern: a)) &* 0x9E37_79B9_7F4A_7C15
    value = (value ^ UInt64(UInt32(bitPattern: b))) &* 0xC2B2_AE3D_27D4_EB4F
    value ^= value >> 29
    value = (value ^ UInt64(UInt32(bitPattern: c))) &* 0x1656_67B1_9E37_79F9
    return Int(truncatingIfNeeded: (value ^ (value >> 32)) & 0x7FFF_FFFF)
  }

  private func apply(_ operation: Operation, _ a: Node, _ b: Node) -> Node {
    switch operation {
    case .and:
      if a == b || b == Self.all { return a }
      if a == Self.none { return a }
      if a == Self.all { return b }
    case .or:
      if a == b || a == Self.none { return b }
      if a == Self.all { return a }
      if b == Self.all { return b }
    case .minus:
      if a == b || a == Self.none || b == Self.all { return Self.none }
      if b == Self.none { return a }
    }
    guard !isOverfull else { return Self.none }
    spend(1)
    let slot = Self.hash(operation.rawValue, a, b) & (cache.count - 1)
    let entry = cache[slot]
    if entry.a == a, entry.b == b, entry.operation == operation { return entry.result }
    let variable = min(variables[Int(a)], variables[Int(b)])
    let high = step(operation, highBranch(a, variable), highBranch(b, variable))
    let low = step(operation, lowBranch(a, variable), lowBranch(b, variable))
    let result = make(variable, high, low)
    let place = Self.hash(operation.rawValue, a, b) & (cache.count - 1)
    cache[place] = CacheEntry(a: a, b: b, operation: operation, result: result)
    return result
  }

  private func step(_ operation: Operation, _ a: Node, _ b: Node) -> Node {
    operation == .minus ? apply(.minus, a, b) : apply(operation, min(a, b), max(a, b))
  }

  private func highBranch(_ node: Node, _ variable: Int32) -> Node {
    if variables[Int(node)] == variable { return highs[Int(node)] }
    return variable < applications ? other(node) : node
  }

  private func lowBranch(_ node: Node, _ variable: Int32) -> Node {
    variables[Int(node)] == variable ? lows[Int(node)] : node
  }
}
