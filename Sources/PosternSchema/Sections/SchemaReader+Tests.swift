import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// The tests of one file.
  mutating func testFile(_ root: NodeID) -> [TestDeclaration] {
    guard let fields = open(root, as: TestFileKey.self) else { return [] }
    defer { close(fields) }
    return list(fields, .tests) { $0.test($1) }.items
  }

  private mutating func test(_ node: NodeID) -> TestDeclaration? {
    guard let fields = open(node, as: TestKey.self) else { return nil }
    defer { close(fields) }
    var test = TestDeclaration(name: text(fields, .name), range: tree.range(node))
    if let given = self.node(fields, .given) { read(given, into: &test) }
    if let expected = self.node(fields, .expect) { test.expectation = expectation(expected) }
    test.environments = optionalTexts(fields, .environments)
    return test
  }

  private mutating func read(_ node: NodeID, into test: inout TestDeclaration) {
    guard let fields = open(node, as: GivenKey.self) else { return }
    defer { close(fields) }
    test.identityProvider = text(fields, .identityProvider)
    test.application = text(fields, .application)
    test.groups = texts(fields, .groups)
    test.networkZones = texts(fields, .networkZones)
    for entry in tree.entries(node) {
      guard let slot = tree.withText(entry.key, { fields.grammar.slot(of: $0) }),
        let key = GivenKey(rawValue: slot)
      else { continue }
      switch key {
      case .phone, .email, .user, .clientIp, .risk:
        if let value = text(fields, key).located {
          test.texts.append((fields.grammar.keys[slot].name, value))
        }
      case .identityProvider, .application, .groups, .networkZones: continue
      }
    }
  }

  private mutating func expectation(_ node: NodeID) -> ExpectationDeclaration {
    var expectation = ExpectationDeclaration()
    guard let fields = open(node, as: ExpectKey.self) else { return expectation }
    defer { close(fields) }
    if !fields.isIncomplete, !ExpectKey.allCases.contains(where: { isGiven(fields, $0) }) {
      report(.missingExpectation(keys: fields.grammar.keys.map(\.name), at: head(node)))
    }
    if onlyAction(fields, title: "`expect`", mayBeNone: true) != nil {
      expectation.send = optionalTexts(fields, .send)
      expectation.use = optionalTexts(fields, .use)
      expectation.deny = denial(fields)
      switch stand(fields, .skip) {
      case .absent: break
      case .faulty(let range): expectation.skip = .faulty(range)
      case .node(let node):
        let range = tree.range(node)
        expectation.skip = skip(node) ? .value(Located(true, range)) : .faulty(range)
      }
    }
    expectation.outcome = text(fields, .outcome)
    expectation.rule = text(fields, .rule)
    expectation.reason = text(fields, .reason)
    expectation.never = text(fields, .never)
    return expectation
  }

  /// `deny: true`, which gives an empty text, or the message.
  private mutating func denial(_ fields: Fields<ExpectKey>) -> Given<String> {
    switch stand(fields, .deny) {
    case .absent: return .absent
    case .faulty(let range): return .faulty(range)
    case .node(let node):
      let range = tree.range(node)
      if tree.kind(node) == .scalar, tree.isPlain(node), tree.textEquals(node, "true") {
        return .value(Located("", range))
      }
      return text(node, .filled).map(Given.value) ?? .faulty(range)
    }
  }
}
