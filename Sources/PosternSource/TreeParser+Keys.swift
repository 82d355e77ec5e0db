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
  /// - Returns: where they stand in `entries`.
  mutating func storeEntries(_ frame: Frame) -> Range<Int> {
    let first = tree.entries.count
    let pairs = (pendingCount - frame.firstPending) / 2
    var seen = KeySet(expecting: pairs)
    for pair in 0..<pairs {
      let key = pending[frame.firstPending + 2 * pair]
      let earlier =
        pairs > KeySet.few ? seen.insert(key, in: tree) : pair > 0 ? tree.key(like: key, from: first) : nil
      if let earlier {
        report(.duplicateKey(tree.text(key), at: tree.range(key), first: tree.range(earlier)))
        if isBroken { break }
        // What the second one declares is not missing as well.
        if let kept = tree.entries[first...].first(where: { $0.key == earlier })?.value,
          tree.kind(kept) == .mapping
        {
          tree.markIncomplete(kept)
        }
        continue
      }
      tree.entries.append(Entry(key: key, value: pending[frame.firstPending + 2 * pair + 1]))
    }
    pendingCount = frame.firstPending
    return first..<tree.entries.count
  }
}

extension SyntaxTree {
  /// The key with the same text among the last entries: for few of them.
  fileprivate func key(like key: NodeID, from first: Int) -> NodeID? {
    let node = nodes[Int(key.raw)]
    for index in first..<entries.count {
      let other = nodes[Int(entries[index].key.raw)]
      if other.count == node.count, textEquals(entries[index].key, key) { return entries[index].key }
    }
    return nil
  }
}

/// Finds keys of one name in a mapping of many, by hash.
private struct KeySet {
  /// So many keys are compared one by one.
  static let few = 8
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
  mutating func insert(_ key: NodeID, in tree: SyntaxTree) -> NodeID? {
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
