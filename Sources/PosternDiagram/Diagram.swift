/// Functions of a request as decision diagrams: ordered, reduced, multi-valued, hash-consed.
///
/// A node tests one axis of a ``DecisionSpace`` and has a child for each class of values on it; terminals are numbers.
/// Sets of requests are the functions to 0 and 1. INVARIANT (canonical): on every way down the axes come in ``order``, no
/// node has the same child for all classes, and no two nodes are alike; so equal functions are equal nodes.
public final class Diagram {
  /// Per axis the number of classes.
  public let widths: [Int]
  /// The axes, in the order that nodes test them in.
  public let order: [Int]
  /// The most nodes it holds.
  public private(set) var nodeLimit: Int
  /// The most children that all nodes have together: 64 MiB, or four for each node where nodes may be more.
  private var childLimit: Int { max(1 << 24, nodeLimit * 4) }
  /// The most steps it takes.
  public let stepLimit: Int
  /// Whether a limit was passed. Then results mean nothing, and operations return at once.
  public private(set) var isOverfull = false
  /// Steps taken.
  public private(set) var steps = 0

  /// By axis its place in ``order``, which is what nodes have.
  private let levelOfAxis: [Int]
  /// By level the number of classes.
  let levelWidths: [Int]
  private var levels: [Int32] = []
  private var offsets: [Int] = []
  private var children: [Int32] = []
  private var unique: [Int32]
  private var cache: [CacheEntry]
  /// Children of nodes that are being made.
  private var pending: [Int32] = []

  private struct CacheEntry {
    var a: Int32 = .min
    var b: Int32 = 0
    var c: Int32 = 0
    var result: Int32 = 0
  }

  /// - Parameters:
  ///   - widths: classes per axis.
  ///   - order: every axis once; nil for the order of their numbers.
  ///   - nodeLimit: the most nodes.
  ///   - stepLimit: about ten million take a second or less.
  public init(
    widths: [Int], order: [Int]? = nil, nodeLimit: Int = 1 << 18, stepLimit: Int = 60_000_000
  ) {
    self.widths = widths
    let order = order ?? Array(widths.indices)
    self.order = order
    var places = Array(widths.indices)
    for (level, axis) in order.enumerated() { places[axis] = level }
    levelOfAxis = places
    levelWidths = order.map { widths[$0] }
    self.nodeLimit = nodeLimit
    self.stepLimit = stepLimit
    self.unique = Array(repeating: -1, count: 1 << 9)
    self.cache = Array(repeating: CacheEntry(), count: 1 << 10)
  }

  /// Nodes so far, terminals not counted.
  public var nodeCount: Int { levels.count }

  /// Lets it hold more nodes.
  func raise(nodeLimit: Int) { self.nodeLimit = max(self.nodeLimit, nodeLimit) }

  /// Counts work that was done beside the diagram's own towards its limit.
  public func spend(_ count: Int) {
    steps &+= count
    if steps > stepLimit { isOverfull = true }
  }

  /// The axis that a node tests; nil for a terminal.
  public func axis(of node: DiagramNode) -> Int? {
    node.raw < 0 ? nil : order[Int(levels[Int(node.raw)])]
  }

  /// The place of an axis in ``order``.
  public func level(ofAxis axis: Int) -> Int { levelOfAxis[axis] }

  /// The place in ``order`` of the axis that a node tests, behind all for a terminal.
  func level(_ raw: Int32) -> Int { raw < 0 ? .max : Int(levels[Int(raw)]) }

  /// The node for a class of values on an axis that does not come behind the one it tests.
  public func child(_ node: DiagramNode, axis: Int, value: Int) -> DiagramNode {
    DiagramNode(raw: child(node.raw, levelOfAxis[axis], value))
  }

  @inline(__always)
  func child(_ raw: Int32, _ level: Int, _ value: Int) -> Int32 {
    guard raw >= 0, levels[Int(raw)] == level else { return raw }
    return children[offsets[Int(raw)] + value]
  }

  // MARK: Making nodes

  /// The function that is `children[class]` for each class on an axis. They must not test it or one before it.
  public func make(axis: Int, _ children: [DiagramNode]) -> DiagramNode {
    make(level: levelOfAxis[axis], children)
  }

  func make(level: Int, _ children: [DiagramNode]) -> DiagramNode {
    let base = pending.count
    for child in children { pending.append(child.raw) }
    return DiagramNode(raw: finish(level, base))
  }

  /// The set of requests whose class on an axis is one of those with a true flag.
  public func literal(axis: Int, _ isIn: (Int) -> Bool) -> DiagramNode {
    make(axis: axis, (0..<widths[axis]).map { isIn($0) ? .all : .none })
  }

  /// Makes the node of the children pending from `base`, and takes those off.
  private func finish(_ level: Int, _ base: Int) -> Int32 {
    defer { pending.removeSubrange(base...) }
    let first = pending[base]
    let width = pending.count - base
    var isSame = true
    var hash = UInt64(truncatingIfNeeded: level) &* 0x9E37_79B9_7F4A_7C15
    for index in base..<base + width {
      let child = pending[index]
      if child != first { isSame = false }
      hash = (hash ^ UInt64(UInt32(bitPattern: child))) &* 0xC2B2_AE3D_27D4_EB4F
      hash ^= hash >> 31
    }
    if isSame { return first }
    guard !isOverfull else { return ~0 }
    let mask = unique.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while unique[slot] >= 0 {
      if isEqual(Int(unique[slot]), level, base, width) { return unique[slot] }
      slot = (slot + 1) & mask
    }
    guard levels.count < nodeLimit, children.count < childLimit else {
      isOverfull = true
      return ~0
    }
    let node = Int32(truncatingIfNeeded: levels.count)
    levels.append(Int32(truncatingIfNeeded: level))
    offsets.append(children.count)
    for index in base..<base + width { children.append(pending[index]) }
    unique[slot] = node
    if levels.count * 2 > unique.count { grow() }
    return node
  }

  private func isEqual(_ node: Int, _ level: Int, _ base: Int, _ width: Int) -> Bool {
    guard levels[node] == level else { return false }
    let offset = offsets[node]
    for index in 0..<width where children[offset + index] != pending[base + index] { return false }
    return true
  }

  private func grow() {
    let mask = unique.count * 2 - 1
    unique = Array(repeating: -1, count: mask + 1)
    for node in levels.indices {
      var hash = UInt64(truncatingIfNeeded: Int(levels[node])) &* 0x9E37_79B9_7F4A_7C15
      let offset = offsets[node]
      for index in offset..<offset + levelWidths[Int(levels[node])] {
        hash = (hash ^ UInt64(UInt32(bitPattern: children[index]))) &* 0xC2B2_AE3D_27D4_EB4F
        hash ^= hash >> 31
      }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while unique[slot] >= 0 { slot = (slot + 1) & mask }
      unique[slot] = Int32(truncatingIfNeeded: node)
    }
    if cache.count < max(1 << 18, nodeLimit >> 2) {
      cache = Array(repeating: CacheEntry(), count: cache.count * 2)
    }
  }

  // MARK: If, then, else

  /// What `then` is for the requests of a set, and `otherwise` for the others.
  public func choose(_ set: DiagramNode, _ then: DiagramNode, _ otherwise: DiagramNode) -> DiagramNode {
    DiagramNode(raw: choose(set.raw, then.raw, otherwise.raw))
  }

  /// What is in both sets.
  public func and(_ a: DiagramNode, _ b: DiagramNode) -> DiagramNode {
    DiagramNode(raw: choose(min(a.raw, b.raw), max(a.raw, b.raw), ~0))
  }

  /// What is in either set.
  public func or(_ a: DiagramNode, _ b: DiagramNode) -> DiagramNode {
    DiagramNode(raw: choose(max(a.raw, b.raw), ~1, min(a.raw, b.raw)))
  }

  /// What is in the first set and not in the second.
  public func minus(_ a: DiagramNode, _ b: DiagramNode) -> DiagramNode {
    DiagramNode(raw: choose(b.raw, ~0, a.raw))
  }

  /// What is not in a set.
  public func not(_ a: DiagramNode) -> DiagramNode { DiagramNode(raw: choose(a.raw, ~0, ~1)) }

  private func choose(_ set: Int32, _ then: Int32, _ otherwise: Int32) -> Int32 {
    if set == ~1 { return then }
    if set == ~0 { return otherwise }
    let then = then == set ? ~1 : then
    let otherwise = otherwise == set ? ~0 : otherwise
    if then == otherwise { return then }
    if then == ~1, otherwise == ~0 { return set }
    guard !isOverfull else { return ~0 }
    spend(1)
    let slot = Self.hash(set, then, otherwise) & (cache.count - 1)
    let entry = cache[slot]
    if entry.a == set, entry.b == then, entry.c == otherwise { return entry.result }
    let top = min(level(set), level(then), level(otherwise))
    let base = pending.count
    for value in 0..<levelWidths[top] {
      let result = choose(child(set, top, value), child(then, top, value), child(otherwise, top, value))
      pending.append(result)
    }
    let result = finish(top, base)
    if !isOverfull {
      let place = Self.hash(set, then, otherwise) & (cache.count - 1)
      cache[place] = CacheEntry(a: set, b: then, c: otherwise, result: result)
    }
    return result
  }

  private static func hash(_ a: Int32, _ b: Int32, _ c: Int32) -> Int {
    var value = UInt64(UInt32(bitPattern: a)) &* 0x9E37_79B9_7F4A_7C15
    value = (value ^ UInt64(UInt32(bitPattern: b))) &* 0xC2B2_AE3D_27D4_EB4F
    value ^= value >> 29
    value = (value ^ UInt64(UInt32(bitPattern: c))) &* 0x1656_67B1_9E37_79F9
    return Int(truncatingIfNeeded: (value ^ (value >> 32)) & 0x7FFF_FFFF)
  }
}
