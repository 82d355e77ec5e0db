import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// What stands under `when:`, or inside of `any`, `all` and `not`.
  mutating func condition(_ node: NodeID, role: ConditionRole) -> ConditionDeclaration {
    let range = tree.range(node)
    guard expectMapping(node, as: "a mapping of conditions"), let fields = open(node, as: ConditionKey.self)
    else { return .faulty(range) }
    defer { close(fields) }
    var first: ConditionDeclaration?
    var parts: [ConditionDeclaration] = []
    var isFaulty = tree.isIncomplete(node)
    let entries = tree.entries(node)
    for entry in entries {
      guard let slot = tree.withText(entry.key, { fields.grammar.slot(of: $0) }),
        let key = ConditionKey(rawValue: slot)
      else {
        if !isExtension(entry.key) { isFaulty = true }
        continue
      }
      if tree.isBroken(entry.value) {
        isFaulty = true
      } else {
        let part = part(key, entry, role: role)
        if let earlier = first {
          if parts.isEmpty {
            parts.reserveCapacity(entries.count)
            parts.append(earlier)
          }
          parts.append(part)
        } else {
          first = part
        }
      }
    }
    if isFaulty { return .faulty(range) }
    guard let first else {
      report(.emptyCondition(at: emptiedBy(node) ?? range))
      return .faulty(range)
    }
    return parts.isEmpty ? first : .all(parts, range)
  }

  private mutating func part(
    _ key: ConditionKey, _ entry: Entry, role: ConditionRole
  ) -> ConditionDeclaration {
    let range = span(entry)
    switch key {
    case .any: return combination(entry.value, role: role).map { .any($0, range) } ?? .faulty(range)
    case .all: return combination(entry.value, role: role).map { .all($0, range) } ?? .faulty(range)
    case .not: return .not(condition(entry.value, role: role), range)
    default:
      guard let attribute = key.attribute else { return .faulty(range) }
      if attribute == .rollout, role == .guarantee {
        report(.rolloutInGuarantee(at: tree.range(entry.key)))
        return .faulty(range)
      }
      return test(attribute, entry.value, range).map { .test($0) } ?? .faulty(range)
    }
  }

  /// A key with its value.
  private func span(_ entry: Entry) -> SourceRange {
    let key = tree.range(entry.key)
    let value = tree.range(entry.value)
    guard key.file == value.file, value.end >= key.start else { return key }
    return SourceRange(file: key.file, start: key.start, end: value.end)
  }

  private mutating func combination(_ node: NodeID, role: ConditionRole) -> [ConditionDeclaration]? {
    guard let items = items(node, .conditions) else { return nil }
    return items.map { condition($0, role: role) }
  }

  // MARK: Inside an attribute

  private mutating func test(
    _ attribute: Attribute, _ node: NodeID, _ range: SourceRange
  ) -> AttributeTest? {
    guard tree.kind(node) == .mapping else {
      return values(attribute, node).map {
        AttributeTest(attribute: attribute, mode: .any, values: $0, range: range)
      }
    }
    guard let (key, value) = operation(attribute, node) else { return nil }
    let mode: TestMode
    switch key {
    case .not, .none: mode = .none
    case .any: mode = .any
    case .all: mode = .all
    case .atLeast, .orUnknown: return atLeast(node, range)
    }
    return values(attribute, value).map {
      AttributeTest(attribute: attribute, mode: mode, values: $0, range: range)
    }
  }

  /// The values of an attribute: a scalar or a list of them. Of several shares of users the greatest is all of them.
  private mutating func values(_ attribute: Attribute, _ node: NodeID) -> [Located<String>]? {
    guard !tree.isBroken(node) else { return nil }
    guard tree.kind(node) != .mapping else {
      reportWrongKind(node, expected: "a value or a list of values")
      return nil
    }
    let texts = texts(node, attribute.values)
    guard texts.isComplete, !texts.items.isEmpty else { return nil }
    guard attribute == .rollout, texts.items.count > 1 else { return texts.items }
    let share = { (text: Located<String>) in
      ScalarSyntax.percentage(Array(text.value.utf8).span) ?? 0
    }
    return texts.items.max { share($0) < share($1) }.map { [$0] }
  }

  /// The one key inside an attribute, with what stands there.
  private mutating func operation(_ attribute: Attribute, _ node: NodeID) -> (OperatorKey, NodeID)? {
    guard !tree.isBroken(node) else { return nil }
    if !attribute.isSet, let combined = combined(node) {
      let key = word(combined.key)
      report(
        .combinedInsideAttribute(
          key, attribute: attribute.rawValue, rewrite: rewrite(key, attribute, combined.value),
          at: tree.range(combined.key)))
      return nil
    }
    guard let fields = open(node, as: OperatorKey.self, by: attribute.operators) else { return nil }
    defer { close(fields) }
    var given: [(key: OperatorKey, slot: Slot)] = []
    var hasUnknown = tree.isIncomplete(node)
    for entry in tree.entries(node) where !isExtension(entry.key) {
      if let slot = tree.withText(entry.key, { fields.grammar.slot(of: $0) }),
        let key = OperatorKey(rawValue: slot)
      {
        given.append((key, Slot(entry: entry, isMisspelt: false)))
      } else {
        hasUnknown = true
      }
    }
    if hasUnknown { return nil }
    let counted = given.filter { $0.key != .orUnknown }
    guard counted.count == 1, given.count == 1 || counted[0].key == .atLeast else {
      if counted.isEmpty, !given.isEmpty {
        reportMissing("atLeast", of: node, "`risk` with `orUnknown`")
      } else {
        report(
          .severalOperators(
            in: attribute.rawValue, found: given.map { word($0.slot.entry.key) },
            allowed: fields.grammar.names.filter { $0 != "orUnknown" },
            at: (given.isEmpty ? emptiedBy(node) : nil) ?? head(node)))
      }
      return nil
    }
    return (counted[0].key, counted[0].slot.entry.value)
  }

  /// `any`, `all` or `none` in a mapping.
  private func combined(_ node: NodeID) -> Entry? {
    tree.entries(node).first { entry in
      tree.textEquals(entry.key, "any") || tree.textEquals(entry.key, "all")
        || tree.textEquals(entry.key, "none")
    }
  }

  /// How to write what was meant.
  private func rewrite(_ key: String, _ attribute: Attribute, _ value: NodeID) -> String {
    let items = tree.kind(value) == .sequence ? Array(tree.items(value)) : [value]
    // A variable in brackets must be quoted.
    let words = items.filter { tree.kind($0) == .scalar }.prefix(4).map { item in
      let word = word(item)
      return word.contains("${") ? "\"\(word)\"" : word
    }
    let list = words.count == items.count && !words.isEmpty ? words.joined(separator: ", ") : "…"
    switch key {
    case "none": return "\(attribute.rawValue): { not: [\(list)] }"
    case "all" where words.count == items.count && words.count > 1:
      return "all: [\(words.map { "{ \(attribute.rawValue): \($0) }" }.joined(separator: ", "))]"
    default: return "\(attribute.rawValue): [\(list)]"
    }
  }

  /// `risk: { atLeast: …, orUnknown: … }`.
  private mutating func atLeast(_ node: NodeID, _ range: SourceRange) -> AttributeTest? {
    var orUnknown = false
    var level: Located<String>?
    for entry in tree.entries(node) {
      if tree.textEquals(entry.key, "atLeast") {
        level = text(entry.value, .choice(Vocabulary.knownRisks))
        if level == nil { return nil }
      } else if tree.textEquals(entry.key, "orUnknown") {
        guard let value = boolean(entry.value) else { return nil }
        orUnknown = value
      }
    }
    guard let level else { return nil }
    return AttributeTest(
      attribute: .risk, mode: .atLeast(orUnknown: orUnknown), values: [level], range: range)
  }
}
