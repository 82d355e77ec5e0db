import PosternDiagnostics
import PosternSource

/// Joining the parts of a policy: sections, sets, lists of rules and guarantees of several files become one; a thing or
/// a scalar that two files give is a duplicate.
extension SchemaReader {
  /// The mappings of the entry file and its parts as one.
  mutating func joined(_ roots: [NodeID]) -> NodeID {
    for root in roots.dropFirst() { refuseHeaders(of: root) }
    guard roots.count > 1 else { return roots[0] }
    return joinedMapping(roots, .mapping(PolicyKey.grammar), isTop: true)
  }

  private mutating func refuseHeaders(of root: NodeID) {
    for entry in tree.entries(root) where isHeader(entry.key) {
      report(.headerInPart(word(entry.key), at: tree.range(entry.key)))
    }
  }

  private func isHeader(_ key: NodeID) -> Bool {
    tree.textEquals(key, "policy") || tree.textEquals(key, "language")
  }

  /// What one key has been given by several files.
  private struct Contributions {
    var key: NodeID
    var values: [NodeID]
  }

  private mutating func joinedMapping(
    _ mappings: [NodeID], _ grammar: ValueGrammar, isTop: Bool
  ) -> NodeID {
    var given: [Contributions] = []
    var positions: [String: Int] = [:]
    for (number, mapping) in mappings.enumerated() {
      for entry in tree.entries(mapping) where !isExtension(entry.key) {
        if isTop, tree.textEquals(entry.key, "include") { continue }
        if isTop, number > 0, isHeader(entry.key) { continue }
        let name = tree.text(entry.key)
        guard let position = positions[name] else {
          positions[name] = given.count
          given.append(Contributions(key: entry.key, values: [entry.value]))
          continue
        }
        if grammar.child(entry.key, in: tree)?.joins ?? false {
          given[position].values.append(entry.value)
        } else {
          report(
            .duplicateKey(
              word(entry.key), at: tree.range(entry.key), first: tree.range(given[position].key)))
        }
      }
    }
    var isIncomplete = mappings.contains { tree.isIncomplete($0) }
    var entries: [Entry] = []
    entries.reserveCapacity(given.count)
    for contribution in given {
      if contribution.values.count == 1 {
        entries.append(Entry(key: contribution.key, value: contribution.values[0]))
      } else if let child = grammar.child(contribution.key, in: tree) {
        let value = joinedValue(contribution.values, child)
        if let value { entries.append(Entry(key: contribution.key, value: value)) }
        isIncomplete = isIncomplete || value == nil
      }
    }
    return tree.addMapping(
      entries: entries, range: tree.range(mappings[0]), incomplete: isIncomplete)
  }

  /// What several files give for one place that joins. What is of another kind is reported and left out.
  private mutating func joinedValue(_ values: [NodeID], _ grammar: ValueGrammar) -> NodeID? {
    let wanted: NodeKind
    if case .list = grammar { wanted = .sequence } else { wanted = .mapping }
    var fit: [NodeID] = []
    for value in values where !tree.isBroken(value) {
      if tree.kind(value) != wanted {
        reportWrongKind(value, expected: grammar.expectation)
      } else if wanted == .sequence, tree.items(value).isEmpty {
        report(.emptyList(at: tree.range(value)))
      } else {
        fit.append(value)
      }
    }
    guard let first = fit.first else { return nil }
    let result: NodeID
    if wanted == .sequence {
      result = tree.addSequence(items: fit.flatMap { Array(tree.items($0)) }, range: tree.range(first))
    } else {
      result = joinedMapping(fit, grammar, isTop: false)
      if fit.count < values.count { tree.markIncomplete(result) }
    }
    return result
  }
}
