extension SyntaxTree {
  /// How far the tree had grown at some time.
  struct Checkpoint {
    var nodes: Int
    var items: Int
    var entries: Int
    var text: Int
    var origins: Int
    var originRanges: Int
    var countedNodes: Int
  }

  var checkpoint: Checkpoint {
    Checkpoint(
      nodes: nodes.count, items: items.count, entries: entries.count, text: text.count,
      origins: origins.count, originRanges: originRanges.count, countedNodes: usage.nodes)
  }

  /// Forgets what was added since.
  mutating func rollBack(to old: Checkpoint) {
    nodes.removeSubrange(old.nodes...)
    items.removeSubrange(old.items...)
    entries.removeSubrange(old.entries...)
    text.removeSubrange(old.text...)
    origins.removeSubrange(old.origins...)
    originRanges.removeSubrange(old.originRanges...)
    usage.nodes = old.countedNodes
    scalarsWithVariables.removeAll { $0.raw >= UInt32(truncatingIfNeeded: old.nodes) }
  }

  /// Makes room for a first file of that size, by what policies have measured: a node every ten bytes. The text has
  /// the file as it is, and what is quoted in it once more.
  mutating func reserve(forBytes count: Int) {
    guard nodes.isEmpty else { return }
    nodes.reserveCapacity(count / 8)
    text.reserveCapacity(count + count / 8 + 1024)
    items.reserveCapacity(count / 24)
    entries.reserveCapacity(count / 20)
  }
}
