public import PosternDiagnostics

extension SyntaxTree {
  /// Says that all files have been read: what is added from now on is kept apart from what they hold.
  public mutating func seal() { isSealed = true }

  /// Adds a scalar that no file holds as such: a text with its variables replaced.
  /// - Parameters:
  ///   - plain: whether it counts as unquoted.
  ///   - secret: whether it names a secret.
  ///   - range: the place of use, which findings point to.
  ///   - origins: the places of the values that went in.
  public mutating func addScalar(
    text: String, plain: Bool, secret: Bool = false, range: SourceRange, origins: [SourceRange] = []
  ) -> NodeID {
    let place = isSealed ? Self.add(text, to: &added.text) : Self.add(text, to: &self.text)
    var flags: NodeFlags = plain ? .plain : []
    if secret { flags.insert(.secret) }
    if place.hasVariable { flags.insert(.variable) }
    let id = add(range, place.first, place.count, flags)
    addOrigins(origins, of: id)
    return id
  }

  /// Adds a text behind others, and behind a byte that no text has.
  private static func add(
    _ text: String, to texts: inout [UInt8]
  ) -> (first: Int, count: Int, hasVariable: Bool) {
    texts.append(0)
    let first = texts.count
    texts.append(contentsOf: text.utf8)
    return (first, texts.count - first, hasVariable(texts[first...]))
  }

  /// Adds a sequence that no file holds as such.
  public mutating func addSequence(items: [NodeID], range: SourceRange) -> NodeID {
    let first = isSealed ? added.items.count : self.items.count
    if isSealed { added.items += items } else { self.items += items }
    return add(range, first, items.count, .sequence)
  }

  /// Adds a mapping that no file holds as such: the result of a merge. Keys must be unique scalars.
  /// - Parameter incomplete: what `isIncomplete` answers for it.
  public mutating func addMapping(
    entries: [Entry], range: SourceRange, incomplete: Bool = false
  ) -> NodeID {
    let first = isSealed ? added.entries.count : self.entries.count
    if isSealed { added.entries += entries } else { self.entries += entries }
    return add(range, first, entries.count, incomplete ? [.mapping, .incomplete] : .mapping)
  }

  /// Marks a node as already reported: `isBroken` answers true from now on.
  public mutating func markBroken(_ id: NodeID) {
    mark(id, .broken)
  }

  /// Marks a mapping as lacking entries that the user has written.
  public mutating func markIncomplete(_ id: NodeID) {
    mark(id, .incomplete)
  }

  private mutating func mark(_ id: NodeID, _ flag: NodeFlags) {
    if isAdded(id) {
      added.nodes[Int(id.raw) - nodes.count].flags.insert(flag)
    } else {
      nodes[Int(id.raw)].flags.insert(flag)
    }
  }

  /// Ends what stands last in the tree's texts with a byte that no text has, so that two never read as one.
  mutating func endText() { text.append(0) }

  /// Adds a node that shares text or children with `target` and stands at `range`.
  mutating func addAlias(of target: NodeID, at range: SourceRange) -> NodeID {
    let node = self.node(target)
    let id = add(range, Int(node.first), Int(node.count), node.flags.union(.alias))
    addOrigins([self.range(target)], of: id)
    return id
  }

  mutating func add(_ range: SourceRange, _ first: Int, _ count: Int, _ flags: NodeFlags) -> NodeID {
    let id = NodeID(UInt32(truncatingIfNeeded: self.count))
    if !flags.isDisjoint(with: [.variable, .alias]) { note(id, flags) }
    let node = Node(
      file: range.file.index, start: range.start, end: range.end,
      first: UInt32(truncatingIfNeeded: first), count: UInt32(truncatingIfNeeded: count), flags: flags)
    if isSealed { added.nodes.append(node) } else { nodes.append(node) }
    return id
  }

  private mutating func note(_ id: NodeID, _ flags: NodeFlags) {
    if flags.contains(.alias) { hasAliases = true }
    if flags.contains(.variable), !flags.contains(.secret) { scalarsWithVariables.append(id) }
  }

  private mutating func addOrigins(_ ranges: [SourceRange], of id: NodeID) {
    guard !ranges.isEmpty else { return }
    origins.append(
      Origin(
        node: id.raw, first: UInt32(truncatingIfNeeded: originRanges.count),
        count: UInt32(truncatingIfNeeded: ranges.count)))
    originRanges.append(contentsOf: ranges)
  }

  /// Whether `${` occurs in a text.
  static func hasVariable(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while let dollar = text[index...].firstIndex(of: 0x24) {
      index = dollar + 1
      if index < text.endIndex, text[index] == 0x7B { return true }
    }
    return false
  }
}
