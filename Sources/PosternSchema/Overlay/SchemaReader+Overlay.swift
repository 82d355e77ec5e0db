import PosternDiagnostics
import PosternSource

/// Merging an environment's `overrides:` over the policy. The result is new nodes that share what is unchanged;
/// every value keeps the place it was written at, and every fault of an overlay is reported here, once.
extension SchemaReader {
  /// The policy with an overlay applied.
  mutating func overlaid(_ root: NodeID, with overlay: NodeID) -> NodeID {
    guard expectMapping(overlay) else { return root }
    overlayFile = tree.range(overlay).file
    var refused: Set<NodeID> = []
    for entry in tree.entries(overlay) {
      guard PolicyKey.notOverridable.contains(where: { tree.textEquals(entry.key, $0) }) else { continue }
      report(.notOverridable(word(entry.key), at: tree.range(entry.key)))
      refused.insert(entry.key)
    }
    return merged(root, with: overlay, .mapping(PolicyKey.grammar), skipping: refused)
  }

  /// A mapping with another merged over it.
  /// - Parameters:
  ///   - base: nil where the policy has no mapping.
  ///   - grammar: what the place holds, where that is known.
  ///   - skipping: keys of the overlay that are not merged.
  ///   - isHidden: whether the policy may have the mapping under a name that was refused.
  mutating func merged(
    _ base: NodeID?, with overlay: NodeID, _ grammar: ValueGrammar?, skipping: Set<NodeID> = [],
    isHidden: Bool = false
  ) -> NodeID {
    var entries: [Entry?] = base.map { tree.entries($0).map { $0 } } ?? []
    let index = KeyIndex(entries, tree)
    var removed: [Removal] = []
    let isQuiet = isHidden || base.map { tree.isIncomplete($0) } ?? false
    var refusedNames = RefusedNames(base, grammar, overlay)
    var lost: [String] = []
    for entry in tree.entries(overlay) where !skipping.contains(entry.key) && !isExtension(entry.key) {
      let position = index.position(of: entry.key, in: entries, tree)
      let old = position.flatMap { entries[$0] }
      if tree.kind(entry.value) == .scalar, tree.isNull(entry.value) {
        if let position, old != nil {
          entries[position] = nil
          removed.append(Removal(key: tree.text(entry.key), range: tree.range(entry.key)))
        } else {
          lost.append(tree.text(entry.key))
          if !isQuiet, !lacksFiles, !refusedNames.mayMean(entry.key, self) {
            report(.nothingToRemove(word(entry.key), at: tree.range(entry.key)))
          }
        }
        continue
      }
      let hides = old == nil && (isQuiet || refusedNames.mayMean(entry.key, self))
      let child = grammar?.child(entry.key, in: tree)
      guard let value = value(entry.value, over: old?.value, child, isHidden: hides) else {
        if let position { entries[position] = nil }
        continue
      }
      let isSameMapping =
        old.map { $0.value == value || tree.kind($0.value) == .mapping && tree.kind(value) == .mapping }
        ?? false
      let key = isSameMapping ? old?.key ?? entry.key : entry.key
      if let position {
        entries[position] = Entry(key: key, value: value)
      } else {
        entries.append(Entry(key: key, value: value))
      }
    }
    // Where it is known what belongs here, only what was to be removed is not missing as well.
    let isKnown = if case .mapping = grammar { true } else { false }
    let node = tree.addMapping(
      entries: entries.compactMap { $0 }, range: tree.range(base ?? overlay),
      incomplete: isQuiet || (!lost.isEmpty && !isKnown) || tree.isIncomplete(overlay))
    if !lost.isEmpty, isKnown { lostKeys[node] = lost }
    let earlier = base.flatMap { removals[$0] } ?? []
    if !(earlier + removed).isEmpty { removals[node] = earlier + removed }
    return node
  }

  /// What an overlay's value makes of the policy's; nil where nothing is left.
  private mutating func value(
    _ overlay: NodeID, over base: NodeID?, _ grammar: ValueGrammar?, isHidden: Bool
  ) -> NodeID? {
    guard !tree.isBroken(overlay) else { return overlay }
    switch tree.kind(overlay) {
    case .scalar: return overlay
    case .mapping:
      let isMapping = base.map { tree.kind($0) == .mapping } ?? false
      // What is of the wrong type in the policy is its fault, and what is merged into it has no meaning.
      if let base, !isMapping, grammar?.isMapping ?? false { return base }
      return merged(isMapping ? base : nil, with: overlay, grammar, isHidden: isHidden)
    case .sequence:
      if case .list(let list) = grammar, list.mergesByName {
        return mergedRules(base, with: overlay, list.item, isHidden: isHidden)
      }
      return fresh(overlay)
    }
  }

  /// A list of an overlay: no `null` stands in it, at any depth.
  private mutating func fresh(_ list: NodeID) -> NodeID {
    guard containsNull(list) else { return list }
    var items: [NodeID] = []
    for item in tree.items(list) {
      switch tree.kind(item) {
      case .scalar where tree.isNull(item):
        report(.nullInList(at: tree.range(item)))
        tree.markBroken(item)
        items.append(item)
      case .scalar: items.append(item)
      case .sequence: items.append(fresh(item))
      case .mapping: items.append(merged(nil, with: item, nil))
      }
    }
    return tree.addSequence(items: items, range: tree.range(list))
  }

  private func containsNull(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .scalar: !tree.isBroken(node) && tree.isNull(node)
    case .sequence: tree.items(node).contains { containsNull($0) }
    case .mapping: tree.entries(node).contains { !isExtension($0.key) && containsNull($0.value) }
    }
  }
}

/// Names of a mapping that were refused, so that what is not there may stand under one of them.
private struct RefusedNames {
  private let base: NodeID?
  private let grammar: ValueGrammar?
  private let overlay: NodeID
  /// What the overlay removes, once it was asked for: that is not read, and so excuses nothing.
  private var removed: Set<String>?
  /// Of a mapping of names: whether one of them is malformed, once it was asked for.
  private var hasMalformed: Bool?

  init(_ base: NodeID?, _ grammar: ValueGrammar?, _ overlay: NodeID) {
    self.base = base
    self.grammar = grammar
    self.overlay = overlay
  }

  /// Whether a key that the mapping lacks may be meant by one that was refused.
  mutating func mayMean(_ key: NodeID, _ reader: SchemaReader) -> Bool {
    guard let base else { return false }
    let removed = self.removed ?? reader.removedKeys(overlay)
    self.removed = removed
    switch grammar {
    case .mapping(let grammar):
      return reader.holdsMisspelt(reader.tree.text(key), in: base, grammar, leavingOut: removed)
    case .names:
      if hasMalformed == nil { hasMalformed = reader.holdsMalformedName(base, leavingOut: removed) }
      return hasMalformed ?? false
    default: return false
    }
  }
}

extension SchemaReader {
  /// Whether a mapping has an unknown key that is probably meant for this one.
  func holdsMisspelt(
    _ key: String, in mapping: NodeID, _ grammar: MappingGrammar, leavingOut others: Set<String> = []
  ) -> Bool {
    tree.entries(mapping).contains { entry in
      !isExtension(entry.key) && tree.withText(entry.key) { grammar.slot(of: $0) } == nil
        && nearMisses(of: word(entry.key), in: grammar.names).contains(key)
        && !others.contains(tree.text(entry.key))
    }
  }

  fileprivate func holdsMalformedName(_ mapping: NodeID, leavingOut others: Set<String>) -> Bool {
    tree.entries(mapping).contains { entry in
      !isExtension(entry.key) && !tree.withText(entry.key, ScalarSyntax.isName)
        && !others.contains(tree.text(entry.key))
    }
  }

  /// The keys that an overlay's mapping removes, or would.
  fileprivate func removedKeys(_ overlay: NodeID) -> Set<String> {
    var keys: Set<String> = []
    for entry in tree.entries(overlay) where tree.kind(entry.value) == .scalar && tree.isNull(entry.value) {
      keys.insert(tree.text(entry.key))
    }
    return keys
  }
}

/// Finds the keys of a mapping again: by looking through few, by a table of many.
private struct KeyIndex {
  private var positions: [String: Int] = [:]
  private let isTable: Bool

  init(_ entries: [Entry?], _ tree: SyntaxTree) {
    isTable = entries.count > 24
    guard isTable else { return }
    for (position, entry) in entries.enumerated() {
      if let entry { positions[tree.text(entry.key)] = position }
    }
  }

  func position(of key: NodeID, in entries: [Entry?], _ tree: SyntaxTree) -> Int? {
    if isTable { return positions[tree.text(key)] }
    return entries.firstIndex { entry in entry.map { tree.textEquals($0.key, key) } ?? false }
  }
}
