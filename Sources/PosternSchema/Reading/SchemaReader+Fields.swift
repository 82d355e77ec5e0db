import PosternDiagnostics
import PosternSource

/// What a reader of a section asks for: the value of a key, read as the grammar says.
extension SchemaReader {
  /// A key whose value is a text of some format, or a secret's name.
  @inline(__always)
  mutating func text<Key>(_ fields: Fields<Key>, _ key: Key) -> Given<String> {
    isGiven(fields, key) ? givenText(fields, key) : .absent
  }

  private mutating func givenText<Key>(_ fields: Fields<Key>, _ key: Key) -> Given<String> {
    switch stand(fields, key) {
    case .absent: return .absent
    case .faulty(let range): return .faulty(range)
    case .node(let node):
      let value: Located<String>?
      switch fields.grammar.keys[key.rawValue].value {
      case .text(let format): value = text(node, format)
      case .secret: value = secret(node)
      default: value = nil
      }
      return value.map(Given.value) ?? .faulty(tree.range(node))
    }
  }

  /// A key whose value is `true` or `false`.
  mutating func flag<Key>(_ fields: Fields<Key>, _ key: Key) -> Given<Bool> {
    switch stand(fields, key) {
    case .absent: return .absent
    case .faulty(let range): return .faulty(range)
    case .node(let node):
      let range = tree.range(node)
      return boolean(node).map { .value(Located($0, range)) } ?? .faulty(range)
    }
  }

  /// A key whose value is a whole number.
  mutating func integer<Key>(_ fields: Fields<Key>, _ key: Key) -> Given<Int> {
    switch stand(fields, key) {
    case .absent: return .absent
    case .faulty(let range): return .faulty(range)
    case .node(let node):
      guard case .integer(let allowed) = fields.grammar.keys[key.rawValue].value,
        let value = integer(node, in: allowed)
      else { return .faulty(tree.range(node)) }
      return .value(Located(value, tree.range(node)))
    }
  }

  /// A key whose value is a duration, in seconds.
  mutating func seconds<Key>(_ fields: Fields<Key>, _ key: Key) -> Given<UInt32> {
    switch stand(fields, key) {
    case .absent: return .absent
    case .faulty(let range): return .faulty(range)
    case .node(let node):
      guard case .duration(let allowed) = fields.grammar.keys[key.rawValue].value,
        let value = duration(node, in: allowed)
      else { return .faulty(tree.range(node)) }
      return .value(Located(value, tree.range(node)))
    }
  }

  /// A key whose value is a list of texts; nil when it does not stand there.
  mutating func optionalTexts<Key>(_ fields: Fields<Key>, _ key: Key) -> Texts? {
    let range = keyRange(fields, key)
    switch stand(fields, key) {
    case .absent: return nil
    case .faulty: return Texts(isComplete: false, range: range)
    case .node(let node):
      guard case .list(let grammar) = fields.grammar.keys[key.rawValue].value else { return nil }
      return texts(node, grammar, range: range)
    }
  }

  /// A key whose value is a list of texts; empty when it does not stand there.
  mutating func texts<Key>(_ fields: Fields<Key>, _ key: Key) -> Texts {
    optionalTexts(fields, key) ?? Texts()
  }

  /// A key whose value is a mapping of names.
  mutating func named<Key, Item>(
    _ fields: Fields<Key>, _ key: Key,
    read: (inout SchemaReader, Located<String>, NodeID) -> Item?
  ) -> Declared<Item> {
    let range = keyRange(fields, key)
    switch stand(fields, key) {
    case .absent: return Declared(isComplete: !mayLack(fields, key))
    case .faulty: return Declared(isComplete: false, range: range)
    case .node(let node):
      guard case .names(let grammar) = fields.grammar.keys[key.rawValue].value else { return Declared() }
      return named(node, grammar, range: range, read: read)
    }
  }

  /// A key whose value is a list of mappings.
  mutating func list<Key, Item>(
    _ fields: Fields<Key>, _ key: Key, read: (inout SchemaReader, NodeID) -> Item?
  ) -> Declared<Item> {
    let range = keyRange(fields, key)
    switch stand(fields, key) {
    case .absent: return Declared(isComplete: !mayLack(fields, key))
    case .faulty: return Declared(isComplete: false, range: range)
    case .node(let node):
      guard case .list(let grammar) = fields.grammar.keys[key.rawValue].value else { return Declared() }
      return list(node, grammar, range: range, read: read)
    }
  }
}
