import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// `routing:`.
  mutating func routing(_ node: NodeID, range: SourceRange?) -> RoutingDeclaration {
    var routing = RoutingDeclaration()
    routing.range = range
    guard let fields = open(node, as: RoutingKey.self, mayLack: true) else {
      routing.rules.isComplete = false
      return routing
    }
    defer { close(fields) }
    routing.rules = list(fields, .rules) { $0.rule($1) }
    routing.rules.isComplete = routing.rules.isComplete && !overlayRefusedRules
    makeUnique(&routing.rules.items, noun: "routing rule")
    routing.refusedNames = refusedNames
    switch stand(fields, .otherwise) {
    case .absent: break
    case .faulty(let range): routing.otherwise = .faulty(range)
    case .node(let node): routing.otherwise = otherwise(node)
    }
    return routing
  }

  private mutating func otherwise(_ node: NodeID) -> ActionDeclaration {
    guard expectMapping(node, as: "a mapping with an action"),
      let fields = open(node, as: ActionKey.self)
    else { return .faulty(tree.range(node)) }
    defer { close(fields) }
    return action(fields, title: "`otherwise`")
  }

  private mutating func rule(_ node: NodeID) -> RuleDeclaration? {
    guard let fields = open(node, as: RuleKey.self) else { return nil }
    defer { close(fields) }
    let condition: ConditionDeclaration
    switch stand(fields, .when) {
    case .absent: condition = .faulty(tree.range(node))
    case .faulty(let range): condition = .faulty(range)
    case .node(let node): condition = self.condition(node, role: .rule)
    }
    let name = text(fields, .name)
    if case .faulty(let range) = name, let node = self.node(fields, .name), tree.kind(node) == .scalar {
      refusedNames[range] = word(node)
    }
    var rule = RuleDeclaration(
      name: name.isAbsent ? .faulty(tree.range(node)) : name, condition: condition,
      action: action(fields, title: "the rule"), range: tree.range(node))
    if isGiven(fields, .because) || isGiven(fields, .owner) || isGiven(fields, .until) {
      rule.annotations = AnnotationsDeclaration(
        because: text(fields, .because), owner: text(fields, .owner), until: text(fields, .until))
    }
    return rule
  }

  /// The one action of a mapping whose first four slots are the actions.
  private mutating func action<Key>(_ fields: Fields<Key>, title: String) -> ActionDeclaration {
    guard let first = onlyAction(fields, title: title) else { return .faulty(tree.range(fields.node)) }
    guard let slot = slots[fields.base + first.rawValue], !slot.isMisspelt, !tree.isBroken(slot.entry.value)
    else { return .faulty(tree.range(fields.node)) }
    let node = slot.entry.value
    let range = tree.range(node)
    switch first {
    case .deny:
      return text(node, .filled).map { .deny($0) } ?? .faulty(range)
    case .skip:
      return skip(node) ? .skip(range) : .faulty(range)
    case .use:
      return .use(texts(node, .methods), range)
    case .send:
      let steps = list(node, Self.steps, range: tree.range(slot.entry.key)) { $0.step($1) }
      return .send(steps, range)
    }
  }

  private static let steps = ListGrammar(
    item: .textOr(.choice(Vocabulary.channels), StepKey.grammar), allowsRepeats: true)

  /// Which action stands there. None and several are reported, several at the second.
  mutating func onlyAction<Key>(
    _ fields: Fields<Key>, title: String, mayBeNone: Bool = false
  ) -> ActionKey? {
    var found: ActionKey?
    var count = 0
    for action in ActionKey.allCases where slots[fields.base + action.rawValue] != nil {
      if count == 0 { found = action }
      count += 1
    }
    if count == 1 { return found }
    if count == 0 {
      let wasLost = ActionKey.names.contains { isLost($0, of: fields.node, among: ActionKey.names) }
      if !fields.isIncomplete, !wasLost, !mayBeNone { reportMissingAction(fields.node, title: title) }
      return nil
    }
    reportSecondAction(fields)
    return nil
  }

  private mutating func reportMissingAction(_ node: NodeID, title: String) {
    let names = ActionKey.keys.map(\.name)
    let removal = removals[node]?.first { names.contains($0.key) }
    report(.missingAction(in: title, at: removal?.range ?? head(node)))
  }

  private mutating func reportSecondAction<Key>(_ fields: Fields<Key>) {
    let names = ActionKey.keys.map(\.name)
    let entries = tree.entries(fields.node).filter { entry in
      names.contains { tree.textEquals(entry.key, $0) }
    }
    guard entries.count > 1 else { return }
    let second = tree.range(entries[1].key)
    report(
      .secondAction(
        word(entries[1].key), first: word(entries[0].key), isOverlay: second.file == overlayFile,
        at: second, firstAt: tree.range(entries[0].key)))
  }

  /// Whether `skip` is `true`; reported when not.
  mutating func skip(_ node: NodeID) -> Bool {
    guard let scalar = scalar(node, expected: "`true`") else { return false }
    if tree.isPlain(scalar), tree.textEquals(scalar, "true") { return true }
    report(.skipNotTrue(at: tree.range(node), related: origins(scalar)))
    return false
  }

  private mutating func step(_ node: NodeID) -> StepDeclaration? {
    let range = tree.range(node)
    guard tree.kind(node) == .mapping else {
      guard let channel = text(node, .choice(Vocabulary.channels)) else { return nil }
      return StepDeclaration(channel: .value(channel), range: range)
    }
    guard let fields = open(node, as: StepKey.self) else { return nil }
    defer { close(fields) }
    let channel = text(fields, .channel)
    return StepDeclaration(
      channel: channel.isAbsent ? .faulty(range) : channel, range: range, wait: seconds(fields, .wait),
      advance: text(fields, .advance), service: text(fields, .service), locale: text(fields, .locale),
      template: text(fields, .template), afterFraudBlock: text(fields, .afterFraudBlock))
  }
}
