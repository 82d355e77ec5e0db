import PosternDiagnostics
import PosternSource

/// The entries of one mapping, by key. Valid until it is closed.
struct Fields<Key: MappingKey> {
  /// The mapping.
  let node: NodeID
  /// Where its slots begin.
  let base: Int
  let grammar: MappingGrammar
  /// Whether it holds keys that were refused, or lost entries to a fault of syntax.
  let isIncomplete: Bool
}

extension SchemaReader {
  /// Reads a mapping's keys: unknown ones and missing ones are reported here, once for all mappings.
  /// - Parameters:
  ///   - grammar: the variant of `Key.grammar` to read by.
  ///   - mayLack: whether files that could not be read might give what is missing.
  /// - Returns: nil when it is no mapping, which has been reported.
  mutating func open<Key>(
    _ node: NodeID, as key: Key.Type, by grammar: MappingGrammar = Key.grammar, mayLack: Bool = false
  ) -> Fields<Key>? {
    guard expectMapping(node) else { return nil }
    let base = slotCount
    slotCount += grammar.count
    if slotCount > slots.count {
      slots.append(contentsOf: repeatElement(nil, count: slotCount - slots.count))
    }
    for slot in base..<slotCount { slots[slot] = nil }
    let isIncomplete = tree.isIncomplete(node) || (mayLack && lacksFiles)
    for entry in tree.entries(node) {
      if let slot = tree.withText(entry.key, { grammar.slot(of: $0) }) {
        slots[base + slot] = Slot(entry: entry, isMisspelt: false)
      } else if !isExtension(entry.key) {
        unknownKey(entry, of: node, in: grammar, base: base)
      }
    }
    if !isIncomplete { reportMissing(node, grammar, base) }
    return Fields(node: node, base: base, grammar: grammar, isIncomplete: isIncomplete)
  }

  /// Ends the reading of a mapping. Mappings are closed in reverse order.
  mutating func close<Key>(_ fields: Fields<Key>) {
    slotCount = fields.base
  }

  /// Whether a node is a mapping; reported when not.
  mutating func expectMapping(_ node: NodeID, as expected: String = "a mapping") -> Bool {
    if tree.kind(node) == .mapping { return !tree.isBroken(node) }
    reportWrongKind(node, expected: expected)
    return false
  }

  /// Reports a node of another kind than expected.
  mutating func reportWrongKind(_ node: NodeID, expected: String, help: String? = nil) {
    guard !tree.isBroken(node) else { return }
    let range = tree.range(node)
    if tree.kind(node) == .scalar, tree.isSecret(node) {
      report(.secretNotExpected(expected: expected, at: range))
    } else if tree.kind(node) == .scalar, tree.isEmptyValue(node) {
      report(.emptyValue(expected: expected, at: range, related: origins(node)))
    } else {
      report(
        .wrongType(
          expected: expected, found: found(node), at: head(node), related: origins(node), help: help))
    }
  }

  /// Reports an unknown key. If it can be taken for one that is not there, it stands in for that one, so that the
  /// one is not missing as well.
  private mutating func unknownKey(
    _ entry: Entry, of node: NodeID, in grammar: MappingGrammar, base: Int
  ) {
    let key = word(entry.key)
    let names = names(of: grammar, where: entry.key, in: node)
    let guesses = nearMisses(of: key, in: names)
    var masked: [SourceRange] = []
    for (slot, known) in grammar.keys.enumerated() where guesses.contains(known.name) {
      if case .secret = known.value, !isSecretName(entry.value) { masked.append(tree.range(entry.value)) }
      if slots[base + slot] == nil { slots[base + slot] = Slot(entry: entry, isMisspelt: true) }
    }
    report(
      .unknownKey(
        key, in: grammar.title, allowed: names, nearMisses: guesses, at: tree.range(entry.key),
        masked: masked))
  }

  /// The keys that may stand where a key stands: at the top of a part and in an overlay there are fewer.
  private func names(of grammar: MappingGrammar, where key: NodeID, in node: NodeID) -> [String] {
    guard grammar.title == PolicyKey.grammar.title else { return grammar.names }
    let file = tree.range(key).file
    if file == overlayFile { return PolicyKey.overridable.names }
    return file == tree.range(node).file ? grammar.names : PolicyKey.part.names
  }

  private func isSecretName(_ node: NodeID) -> Bool {
    tree.kind(node) == .scalar && tree.isSecret(node)
  }

  private mutating func reportMissing(_ node: NodeID, _ grammar: MappingGrammar, _ base: Int) {
    for slot in grammar.requiredSlots where slots[base + slot] == nil {
      if let entry = onlyUnknown(node, grammar) {
        slots[base + slot] = Slot(entry: entry, isMisspelt: true)
      } else if !isLost(grammar.keys[slot].name, of: node, among: grammar.names) {
        reportMissing(grammar.keys[slot].name, of: node, grammar.title)
      }
    }
  }

  /// The one entry of a mapping that needs one key and has another instead, which has been reported.
  private func onlyUnknown(_ node: NodeID, _ grammar: MappingGrammar) -> Entry? {
    let entries = tree.entries(node).filter { !isExtension($0.key) }
    guard entries.count == 1, grammar.requiredSlots.count == 1,
      tree.withText(entries[0].key, { grammar.slot(of: $0) }) == nil
    else { return nil }
    return entries[0]
  }

  /// Reports a missing key, where an overlay removed it if one did.
  mutating func reportMissing(_ key: String, of node: NodeID, _ title: String) {
    if let removal = removals[node]?.first(where: { $0.key == key }) {
      report(
        .missingKey(
          key, in: title, at: removal.range,
          related: [RelatedPlace("this mapping would lack it", head(node))]))
    } else {
      report(.missingKey(key, in: title, at: missingPlaces[node] ?? head(node)))
    }
  }

  /// Whether a mapping lacks a key that an overlay removed although it was not there; of a misspelt one too.
  func isLost(_ key: String, of node: NodeID, among names: @autoclosure () -> [String]) -> Bool {
    guard !lostKeys.isEmpty, let lost = lostKeys[node] else { return false }
    return lost.contains { $0 == key || nearMisses(of: $0, in: names()).contains(key) }
  }

  /// Whether a key that does not stand there may have been refused.
  func mayLack<Key>(_ fields: Fields<Key>, _ key: Key) -> Bool {
    fields.isIncomplete
      || isLost(fields.grammar.keys[key.rawValue].name, of: fields.node, among: fields.grammar.names)
  }

  /// Where an overlay removed the last that a mapping held, if one did.
  func emptiedBy(_ node: NodeID) -> SourceRange? {
    removals[node]?.last?.range
  }

  /// What stands under a key.
  enum Stand {
    case absent
    /// Something was refused there already.
    case faulty(SourceRange)
    case node(NodeID)
  }

  /// What stands under a key.
  func stand<Key>(_ fields: Fields<Key>, _ key: Key) -> Stand {
    guard let slot = slots[fields.base + key.rawValue] else { return .absent }
    if slot.isMisspelt || tree.isBroken(slot.entry.value) { return .faulty(tree.range(slot.entry.value)) }
    return .node(slot.entry.value)
  }

  /// The value under a key; nil when it is absent or refused already.
  func node<Key>(_ fields: Fields<Key>, _ key: Key) -> NodeID? {
    if case .node(let node) = stand(fields, key) { node } else { nil }
  }

  /// Whether a key stands there, refused or not.
  func isGiven<Key>(_ fields: Fields<Key>, _ key: Key) -> Bool {
    slots[fields.base + key.rawValue] != nil
  }

  /// Where a key stands; of a misspelt one too.
  func keyRange<Key>(_ fields: Fields<Key>, _ key: Key) -> SourceRange? {
    slots[fields.base + key.rawValue].map { tree.range($0.entry.key) }
  }
}
