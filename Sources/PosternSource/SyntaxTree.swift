public import PosternDiagnostics

/// Names one node of a `SyntaxTree`. Nodes are only ever added, so a name stays valid.
public struct NodeID: Hashable, Sendable {
  /// Index of the node, from 0.
  @usableFromInline package let raw: UInt32

  @inlinable package init(_ raw: UInt32) {
    self.raw = raw
  }
}

/// What a node is.
public enum NodeKind: Sendable, Hashable {
  case scalar
  case sequence
  case mapping
}

/// One `key: value` of a mapping. The key is always a scalar.
public struct Entry: Hashable, Sendable {
  /// The key, a scalar.
  public let key: NodeID
  /// The value, of any kind.
  public let value: NodeID

  @inlinable public init(key: NodeID, value: NodeID) {
    self.key = key
    self.value = value
  }
}

/// All located nodes of one policy, in flat arrays: several files are parsed into one tree, and later phases
/// add nodes of their own (merged mappings, scalars with variables replaced).
///
/// A value: a copy may grow apart from its original, as it does once per environment; what a sealed tree grows by is
/// kept apart, so that the copy shares all that was read. An alias (`*name`) is a node of its own that shares the
/// children of the node it stands for.
public struct SyntaxTree: Sendable {
  @usableFromInline var nodes: [Node] = []
  @usableFromInline var items: [NodeID] = []
  @usableFromInline var entries: [Entry] = []
  /// The files' own text, each where it was read, and behind it the decoded text of the scalars that do not stand
  /// there as such; UTF-8.
  @usableFromInline var text: [UInt8] = []
  /// What was added since the tree was sealed: its nodes are numbered on from `nodes`.
  @usableFromInline var added = Added()
  /// Whether all files have been read; see `seal`.
  var isSealed = false
  /// Where nodes got their value from, when it was elsewhere; ascending by `node`.
  var origins: [Origin] = []
  var originRanges: [SourceRange] = []
  /// What has been used up of the limits so far.
  var usage = LimitUsage()

  /// The scalars with a `${`, in the order they were added; see `hasVariable`.
  public internal(set) var scalarsWithVariables: [NodeID] = []
  /// Whether some node shares the text or the children of another.
  public internal(set) var hasAliases = false

  /// The names of variables that stand unquoted in brackets: the values that hold them are broken.
  public internal(set) var unquotedVariables: Set<String> = []

  public init() {}

  /// One node: 24 bytes.
  @usableFromInline struct Node: Sendable {
    @usableFromInline var file: UInt32
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32
    /// Of a scalar: offset into `text`; of a collection: into `items` or `entries`.
    @usableFromInline var first: UInt32
    @usableFromInline var count: UInt32
    @usableFromInline var flags: NodeFlags

    init(file: UInt32, start: UInt32, end: UInt32, first: UInt32, count: UInt32, flags: NodeFlags) {
      self.file = file
      self.start = start
      self.end = end
      self.first = first
      self.count = count
      self.flags = flags
    }
  }

  /// Nodes that no file holds as such, with their children and texts.
  @usableFromInline struct Added: Sendable {
    @usableFromInline var nodes: [Node] = []
    @usableFromInline var items: [NodeID] = []
    @usableFromInline var entries: [Entry] = []
    @usableFromInline var text: [UInt8] = []

    init() {}
  }

  /// A node, read or added.
  @inlinable @inline(__always)
  func node(_ id: NodeID) -> Node {
    let index = Int(id.raw)
    return index < nodes.count ? nodes[index] : added.nodes[index - nodes.count]
  }

  /// Whether a node was added since the tree was sealed.
  @inlinable @inline(__always)
  func isAdded(_ id: NodeID) -> Bool { Int(id.raw) >= nodes.count }

  /// A stretch of `originRanges` that belongs to one node.
  struct Origin: Sendable {
    var node: UInt32
    var first: UInt32
    var count: UInt32
  }

  /// Whether a list or mapping stands in brackets, on one line and not long, so that a finding can mark all of it.
  @inlinable @inline(__always)
  public func isShortFlow(_ id: NodeID) -> Bool { node(id).flags.contains(.shortFlow) }

  /// Bytes of all files that were read into it.
  public var bytesRead: Int { usage.bytes }

  /// How many nodes the tree holds. Shared nodes count once.
  @inlinable public var count: Int { nodes.count + added.nodes.count }

  /// Every node, in the order they were added. Shared nodes come once.
  public var allNodes: [NodeID] { (0..<count).map { NodeID(UInt32(truncatingIfNeeded: $0)) } }

  /// What a node is.
  @inlinable @inline(__always)
  public func kind(_ id: NodeID) -> NodeKind { node(id).flags.kind }

  /// Where a node stands: a scalar with its quotes, a collection from its first to the end of its last
  /// content, an alias its `*name`, a secret with its tag.
  @inlinable @inline(__always)
  public func range(_ id: NodeID) -> SourceRange {
    let node = self.node(id)
    return SourceRange(file: FileID(node.file), start: node.start, end: node.end)
  }

  /// Whether the node was reported as faulty when it was read: nothing more should be said about it.
  @inlinable @inline(__always)
  public func isBroken(_ id: NodeID) -> Bool { node(id).flags.contains(.broken) }

  /// Whether entries of the mapping were dropped for a fault (a merge key, a key that is no scalar): it may
  /// then lack keys that the user has written.
  @inlinable @inline(__always)
  public func isIncomplete(_ id: NodeID) -> Bool { node(id).flags.contains(.incomplete) }

  /// Whether the node stands for another through `*name`; `origins` then says where that is.
  @inlinable @inline(__always)
  public func isAlias(_ id: NodeID) -> Bool { node(id).flags.contains(.alias) }

  /// The places a value was taken from, when it was not written where it stands: of an alias the anchored
  /// node, of a scalar with variables their values in the order of use. Empty for all others.
  /// - Complexity: logarithmic in the number of such nodes.
  public func origins(_ id: NodeID) -> ArraySlice<SourceRange> {
    var low = 0
    var high = origins.count
    while low < high {
      let middle = (low + high) / 2
      if origins[middle].node < id.raw { low = middle + 1 } else { high = middle }
    }
    guard low < origins.count, origins[low].node == id.raw else { return [] }
    let first = Int(origins[low].first)
    return originRanges[first..<first + Int(origins[low].count)]
  }

  /// Hands every node with `origins` to `body`, with them, in the order they were added.
  public func forEachOrigin(_ body: (NodeID, ArraySlice<SourceRange>) -> Void) {
    for origin in origins {
      let first = Int(origin.first)
      body(NodeID(origin.node), originRanges[first..<first + Int(origin.count)])
    }
  }

  /// The items of a sequence; empty for other kinds.
  @inlinable @inline(__always)
  public func items(_ id: NodeID) -> TreeSlice<NodeID> {
    let node = self.node(id)
    guard node.flags.kind == .sequence else { return TreeSlice(items, 0, 0) }
    return TreeSlice(isAdded(id) ? added.items : items, Int(node.first), Int(node.count))
  }

  /// The entries of a mapping, keys unique, in text order; empty for other kinds.
  @inlinable @inline(__always)
  public func entries(_ id: NodeID) -> TreeSlice<Entry> {
    let node = self.node(id)
    guard node.flags.kind == .mapping else { return TreeSlice(entries, 0, 0) }
    return TreeSlice(isAdded(id) ? added.entries : entries, Int(node.first), Int(node.count))
  }
}

/// What is remembered of a node in one byte and a bit.
@usableFromInline struct NodeFlags: OptionSet, Sendable {
  @usableFromInline let rawValue: UInt16

  @inlinable init(rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable static var sequence: NodeFlags { NodeFlags(rawValue: 1 << 0) }
  @inlinable static var mapping: NodeFlags { NodeFlags(rawValue: 1 << 1) }
  @inlinable static var plain: NodeFlags { NodeFlags(rawValue: 1 << 2) }
  @inlinable static var secret: NodeFlags { NodeFlags(rawValue: 1 << 3) }
  @inlinable static var variable: NodeFlags { NodeFlags(rawValue: 1 << 4) }
  @inlinable static var broken: NodeFlags { NodeFlags(rawValue: 1 << 5) }
  @inlinable static var incomplete: NodeFlags { NodeFlags(rawValue: 1 << 6) }
  @inlinable static var alias: NodeFlags { NodeFlags(rawValue: 1 << 7) }
  @inlinable static var block: NodeFlags { NodeFlags(rawValue: 1 << 8) }
  @inlinable static var flow: NodeFlags { NodeFlags(rawValue: 1 << 9) }
  @inlinable static var shortFlow: NodeFlags { NodeFlags(rawValue: 1 << 10) }

  @inlinable var kind: NodeKind {
    if rawValue & NodeFlags.mapping.rawValue != 0 { return .mapping }
    return rawValue & NodeFlags.sequence.rawValue != 0 ? .sequence : .scalar
  }
}
