import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// One of `guarantees:`.
  mutating func guarantee(_ node: NodeID) -> GuaranteeDeclaration? {
    guard let fields = open(node, as: GuaranteeKey.self) else { return nil }
    defer { close(fields) }
    var condition: ConditionDeclaration?
    switch stand(fields, .for) {
    case .absent: condition = .faulty(tree.range(node))
    case .faulty(let range): condition = .faulty(range)
    case .node(let node): condition = isEveryRequest(node) ? nil : self.condition(node, role: .guarantee)
    }
    var guarantee = GuaranteeDeclaration(
      name: text(fields, .name), condition: condition, range: tree.range(node))
    guarantee.never = claim(fields, .never)
    guarantee.always = claim(fields, .always)
    if guarantee.never == nil, guarantee.always == nil, !fields.isIncomplete {
      report(.missingClaim(in: "the guarantee", keys: ["never", "always"], at: head(node)))
      guarantee.never = .faulty
    }
    return guarantee
  }

  /// Whether a condition is `{}`, but for `x-…` keys.
  private func isEveryRequest(_ node: NodeID) -> Bool {
    tree.kind(node) == .mapping && !tree.isIncomplete(node)
      && tree.entries(node).allSatisfy { isExtension($0.key) }
  }

  private mutating func claim(
    _ fields: Fields<GuaranteeKey>, _ key: GuaranteeKey
  ) -> ClaimDeclaration? {
    switch stand(fields, key) {
    case .absent: nil
    case .faulty: .faulty
    case .node(let node): claim(node)
    }
  }

  private mutating func claim(_ node: NodeID) -> ClaimDeclaration {
    guard tree.kind(node) == .mapping else {
      guard tree.kind(node) == .scalar else {
        reportWrongKind(node, expected: ValueGrammar.claim.expectation)
        return .faulty
      }
      return text(node, .choice(Vocabulary.outcomes)).map { .outcome($0) } ?? .faulty
    }
    guard let fields = open(node, as: ClaimKey.self) else { return .faulty }
    defer { close(fields) }
    let given = ClaimKey.allCases.filter { isGiven(fields, $0) }
    let names = given.map { fields.grammar.keys[$0.rawValue].name }
    switch given {
    case [.send], [.send, .without]:
      let channel = text(fields, .send)
      let without = text(fields, .without)
      guard let channel = channel.located, !without.isFaulty else { return .faulty }
      return .send(channel, without: without.located)
    case [.first]: return text(fields, .first).located.map { .first($0) } ?? .faulty
    case [.use]: return text(fields, .use).located.map { .use($0) } ?? .faulty
    case [.only]:
      let values = texts(fields, .only)
      return values.isComplete ? .only(values.items) : .faulty
    case [.without]: reportMissing("send", of: node, "a claim with `without`")
    case []:
      let isExplained = fields.isIncomplete || tree.entries(node).contains { !isExtension($0.key) }
      if !isExplained {
        report(.missingClaim(in: "this", keys: ["send", "first", "use", "only"], at: tree.range(node)))
      }
    default: report(.mixedClaim(names, at: head(node)))
    }
    return .faulty
  }
}
