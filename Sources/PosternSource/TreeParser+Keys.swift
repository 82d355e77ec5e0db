import PosternDiagnostics

extension TreeParser {
  /// Whether a mapping may have this key; what it may not have is reported.
  mutating func acceptsKey(_ id: NodeID) -> Bool {
    let place = tree.range(id)
    guard tree.kind(id) == .scalar else {
      // A collection as key was reported where it began; an alias to one is known only here.
      if tree.isAlias(id) { report(.nonScalarKey(at: place)) }
      return false
    }
    if tree.isSecret(id) {
      report(.secretCollection(at: place))
      return false
    }
    if tree.isBroken(id) { return false }
    if tree.isEmptyValue(id) {
      report(.emptyKey(at: place))
      return false
    }
    if tree.textLength(id) == 2, tree.isPlain(id), tree.textEquals(id, "<<") {
      report(.mergeKey(at: place))
      return false
    }
    return true
  }

  /// Moves the entries of a mapping from `pending` into the tree, each key once: the first of a name wins.
  mutating func storeEntries(_ frame: Frame) {
    let first = tree.entries.count
    let pairs = (pending.count - frame.firstPending) / 2
    var seen = KeySet(expecting: pairs)
    for pair in 0..<pairs {
      let key = pending[frame.firstPending + 2 * pair]
      if let earlier = seen.insert(key, in: tree, entries: first) {
        report(.duplicateKey(tree.text(key), at: tree.range(key), first: tree.range(earlier)))
        if isBroken { break }
        continue
      }
      tree.entries.append(Entry(key: key, value: pending[frame.firstPending + 2 * pair + 1]))
    }
    pending.removeLast(pending.count - frame.firstPending)
    let index = Int(frame.node.raw)
    tree.nodes[index].first = UInt32(truncatingIfNeeded: first)
    tree.nodes[index].count = UInt32(truncatingIfNeeded: tree.entries.count - first)
  }
}

/// Finds keys of one name in a mapping: few are compared one by one, many by hash.
private struct KeySet {
  private static let few = 8
  /// Open addressing over nodes; 0 is free, else the node's number plus one.
  private var slots: [UInt32] = []
  private var seed: UInt64 = 0

  init(expecting count: Int) {
    guard count > Self.few else { return }
    var size = 16
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    // Seeded per process, so that nobody can prepare keys that collide; no output depends on it.
    seed = UInt64(bitPattern: Int64(Self.few.hashValue)) | 1
  }

  /// Adds a key, or returns the earlier one with the same text.
  mutating func insert(_ key: NodeID, in tree: SyntaxTree, entries first: Int) -> NodeID? {
    guard !slots.isEmpty else {
      let length = tree.nodes[Int(key.raw)].count
      for index in first..<tree.entries.count {
        let earlier = tree.entries[index].key
        guard tree.nodes[Int(earlier.raw)].count == length else { continue }
        if tree.textEquals(earlier, key) { return earlier }
      }
      return nil
    }
    var hash = seed
    for byte in tree.text[tree.textRange(key)] {
      let product = (hash ^ UInt64(byte)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let earlier = NodeID(slots[slot] - 1)
      if tree.textEquals(earlier, key) { return earlier }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = key.raw + 1
    return nil
  }
}
