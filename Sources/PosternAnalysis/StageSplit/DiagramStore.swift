/// The nodes of a diagram, and what is remembered of operations on them.
///
/// A value in one piece, so that an operation takes hold of it once, however many nodes it goes through.
struct DiagramStore {
  typealias Node = StageDiagram.Node

  /// How many variables are about applications; they come first.
  let applications: Int32
  /// Whether a limit was passed.
  private(set) var isOverfull = false
  /// Steps taken so far.
  private(set) var work = 0

  private var variables: [Int32] = [.max, .max]
  private var highs: [Node] = [0, 0]
  private var lows: [Node] = [0, 0]
  private var unique: [Node]
  private var cache: [CacheEntry]
  private let nodeLimit: Int
  private let workLimit: Int

  private struct CacheEntry {
    var a: Node = -1
    var b: Node = -1
    var operation: Operation = .and
    var result: Node = 0
  }

  enum Operation: Int32 {
    case and, or, minus
  }

  init(applications: Int32, nodeLimit: Int, workLimit: Int) {
    self.applications = applications
    self.nodeLimit = nodeLimit
    self.workLimit = workLimit
    self.unique = Array(repeating: -1, count: 1 << 7)
    self.cache = Array(repeating: CacheEntry(), count: 1 << 8)
  }

  /// Counts work.
  mutating func spend(_ steps: Int) {
    work &+= steps
    if work > workLimit { isOverfull = true }
  }

  /// The variable that a set asks for first; it is neither empty nor everything.
  func variable(of node: Node) -> Int { Int(variables[Int(node)]) }

  /// The two branches of a set that is neither empty nor everything.
  func branches(of node: Node) -> (high: Node, low: Node) {
    (highs[Int(node)], lows[Int(node)])
  }

  /// The set's part where no application variable holds.
  private func other(_ node: Node) -> Node {
    var node = node
    while variables[Int(node)] < applications { node = lows[Int(node)] }
    return node
  }

  /// The set that has one branch where a variable holds, and another where it does not.
  mutating func make(_ variable: Int32, _ high: Node, _ low: Node) -> Node {
    if variable < applications ? high == other(low) : high == low { return low }
    guard !isOverfull else { return StageDiagram.none }
    let mask = unique.count - 1
    var slot = Self.hash(variable, high, low) & mask
    while unique[slot] >= 0 {
      let at = Int(unique[slot])
      if variables[at] == variable, highs[at] == high, lows[at] == low { return unique[slot] }
      slot = (slot + 1) & mask
    }
    guard variables.count < nodeLimit else {
      isOverfull = true
      return StageDiagram.none
    }
    let node = Node(truncatingIfNeeded: variables.count)
    variables.append(variable)
    highs.append(high)
    lows.append(low)
    unique[slot] = node
    if variables.count * 2 > unique.count { grow() }
    return node
  }

  private mutating func grow() {
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

  /// The set that an operation makes of two. For `and` and `or` the lesser comes first.
  mutating func apply(_ operation: Operation, _ a: Node, _ b: Node) -> Node {
    switch operation {
    case .and:
      if a == b || b == StageDiagram.all { return a }
      if a == StageDiagram.none { return a }
      if a == StageDiagram.all { return b }
    case .or:
      if a == b || a == StageDiagram.none { return b }
      if a == StageDiagram.all { return a }
      if b == StageDiagram.all { return b }
    case .minus:
      if a == b || a == StageDiagram.none || b == StageDiagram.all { return StageDiagram.none }
      if b == StageDiagram.none { return a }
    }
    guard !isOverfull else { return StageDiagram.none }
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

  private mutating func step(_ operation: Operation, _ a: Node, _ b: Node) -> Node {
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
