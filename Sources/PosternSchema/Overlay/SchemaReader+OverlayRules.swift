import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// One entry of an overlay's list of rules.
  private struct RuleEntry {
    var node: NodeID
    var name: NodeID?
    var before: Entry?
    var after: Entry?
    var remove: Entry?
    /// The first other key.
    var other: Entry?
    /// The keys that say which rule, and where: they are not merged.
    var control: Set<NodeID> = []
  }

  /// What an overlay's list of rules needs to know of the entries above.
  private struct RuleMerge {
    var order = RuleOrder()
    /// Where the overlay named a rule.
    var seen: [String: SourceRange] = [:]
    /// Where it removed one.
    var removed: [String: SourceRange] = [:]
    /// New rules that were refused: nothing is said about rules beside them.
    var refused: Set<String> = []
    /// What is to be said about names that no rule has, unless a rule without a valid name may be meant.
    var unknownNames: [Diagnostic] = []
  }

  /// A list of rules with an overlay's merged into it by name; nil where none is left.
  /// - Parameter isHidden: whether the policy may have such a list under a name that was refused.
  mutating func mergedRules(
    _ base: NodeID?, with overlay: NodeID, _ grammar: ValueGrammar, isHidden: Bool
  ) -> NodeID? {
    if let base, tree.kind(base) != .sequence { return base }
    guard !tree.items(overlay).isEmpty else {
      report(.emptyList(at: tree.range(overlay)))
      return base
    }
    var merge = RuleMerge()
    for rule in base.map({ Array(tree.items($0)) }) ?? [] {
      merge.order.append(rule, name: ruleName(rule).map { tree.text($0) })
    }
    let count = merge.order.count
    for item in tree.items(overlay) where !tree.isBroken(item) {
      apply(item, to: &merge, grammar)
    }
    if !merge.unknownNames.isEmpty, !lacksFiles {
      // A rule that is removed is not read: its name would be no finding, and so excuses nothing.
      if isHidden || hasUnnamed(merge.order.inOrder(ofFirst: count), grammar) {
        overlayRefusedRules = true
      } else {
        diagnostics += merge.unknownNames
      }
    }
    let rules = merge.order.inOrder
    if rules.isEmpty { return nil }
    return tree.addSequence(items: rules, range: tree.range(base ?? overlay))
  }

  func ruleName(_ rule: NodeID) -> NodeID? {
    guard tree.kind(rule) == .mapping else { return nil }
    let name = tree.entries(rule).first { tree.textEquals($0.key, "name") }?.value
    return name.flatMap { tree.kind($0) == .scalar ? $0 : nil }
  }

  private mutating func apply(_ item: NodeID, to merge: inout RuleMerge, _ grammar: ValueGrammar) {
    if tree.kind(item) == .scalar, tree.isNull(item) {
      report(.nullInList(at: tree.range(item)))
      return
    }
    guard expectMapping(item, as: "a rule") else {
      overlayRefusedRules = true
      return
    }
    let entry = ruleEntry(item)
    guard let name = name(of: entry) else {
      overlayRefusedRules = true
      return
    }
    let text = tree.text(name)
    if let first = merge.seen[text] {
      report(.overlayRuleTwice(word(name), at: tree.range(name), first: first))
      return
    }
    merge.seen[text] = tree.range(name)
    if let removal = entry.remove {
      remove(text, removal, entry, &merge)
    } else if let position = merge.order.position(of: text) {
      for place in [entry.before, entry.after].compactMap({ $0 }) {
        report(
          .placeOfKnownRule(
            word(place.key), name: word(name), at: tree.range(place.key),
            rule: head(merge.order[position])))
      }
      merge.order[position] = merged(
        merge.order[position], with: item, grammar, skipping: entry.control)
    } else if !add(text, entry, &merge, grammar) {
      overlayRefusedRules = true
      merge.refused.insert(text)
    }
  }

  private func ruleEntry(_ item: NodeID) -> RuleEntry {
    var result = RuleEntry(node: item)
    for entry in tree.entries(item) where !isExtension(entry.key) {
      switch tree.text(entry.key) {
      case "name": result.name = entry.value
      case "before": result.before = entry
      case "after": result.after = entry
      case "remove": result.remove = entry
      default:
        if result.other == nil { result.other = entry }
        continue
      }
      result.control.insert(entry.key)
    }
    return result
  }

  /// The name of the rule that an entry is about; reported when there is none.
  private mutating func name(of entry: RuleEntry) -> NodeID? {
    guard let name = entry.name, !(tree.kind(name) == .scalar && tree.isNull(name)) else {
      if !tree.isIncomplete(entry.node) { report(.overlayRuleWithoutName(at: head(entry.node))) }
      return nil
    }
    return plainName(name)
  }

  /// A name without variables, well-formed or not.
  private mutating func plainName(_ node: NodeID) -> NodeID? {
    guard !tree.isBroken(node) else { return nil }
    guard tree.kind(node) == .scalar, !tree.isSecret(node), !tree.isEmptyValue(node) else {
      reportWrongKind(node, expected: "the name of a rule")
      return nil
    }
    if tree.hasVariable(node) {
      report(.badName(word(node), suggestion: nil, at: tree.range(node)))
      return nil
    }
    return node
  }

  private mutating func remove(
    _ name: String, _ removal: Entry, _ entry: RuleEntry, _ merge: inout RuleMerge
  ) {
    let range = tree.range(removal.key)
    if let other = entry.before ?? entry.after ?? entry.other {
      report(.removeWithOthers(word(other.key), at: tree.range(other.key), remove: range))
      return
    }
    guard !tree.isBroken(removal.value) else { return }
    guard tree.kind(removal.value) == .scalar, !tree.isSecret(removal.value),
      tree.isPlain(removal.value), tree.textEquals(removal.value, "true")
    else {
      report(.removeNotTrue(at: tree.range(removal.value)))
      return
    }
    guard merge.order.position(of: name) != nil else {
      merge.unknownNames.append(
        .nothingToRemove(Self.shortened(name), at: entry.name.map { tree.range($0) } ?? range))
      return
    }
    merge.order.remove(name)
    merge.removed[name] = range
  }

  /// Adds a new rule where it says.
  /// - Returns: false when it was refused.
  private mutating func add(
    _ name: String, _ entry: RuleEntry, _ merge: inout RuleMerge, _ grammar: ValueGrammar
  ) -> Bool {
    if let before = entry.before, let after = entry.after {
      let keys = [tree.range(before.key), tree.range(after.key)].sorted { $0.start < $1.start }
      report(.twoPlaces(at: keys[1], first: keys[0]))
      return false
    }
    guard let place = entry.before ?? entry.after else {
      if !tree.isIncomplete(entry.node) {
        merge.unknownNames.append(
          .newRuleWithoutPlace(
            Self.shortened(name), nearMisses: nearMisses(of: name, in: merge.order.names.sorted()),
            at: entry.name.map { tree.range($0) } ?? head(entry.node)))
      }
      return false
    }
    guard let anchor = plainName(place.value) else { return false }
    let text = tree.text(anchor)
    guard let position = merge.order.position(of: text) else {
      if !merge.refused.contains(text) {
        merge.unknownNames.append(
          .unknownPlace(
            word(anchor), removedAt: merge.removed[text],
            nearMisses: nearMisses(of: text, in: merge.order.names.sorted()), at: tree.range(anchor)))
      }
      return false
    }
    var control = entry.control
    control.subtract(tree.entries(entry.node).filter { tree.textEquals($0.key, "name") }.map(\.key))
    let rule = merged(nil, with: entry.node, grammar, skipping: control)
    if entry.before != nil {
      merge.order.insert(rule, name: name, before: position)
    } else {
      merge.order.insert(rule, name: name, after: position)
    }
    return true
  }
}
