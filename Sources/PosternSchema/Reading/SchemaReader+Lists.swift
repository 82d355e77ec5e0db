import PosternDiagnostics
import PosternSource

/// The items of a list, or the one scalar that stands for it.
enum ListItems: RandomAccessCollection {
  case one(NodeID)
  case several(TreeSlice<NodeID>)

  var startIndex: Int { 0 }

  var endIndex: Int {
    switch self {
    case .one: 1
    case .several(let items): items.count
    }
  }

  subscript(position: Int) -> NodeID {
    switch self {
    case .one(let node): node
    case .several(let items): items[position]
    }
  }
}

extension SchemaReader {
  /// The items of a list that may not be empty; a scalar stands for a list of one where the grammar says so. Nil
  /// when it was refused.
  mutating func items(_ node: NodeID, _ grammar: ListGrammar) -> ListItems? {
    guard !tree.isBroken(node) else { return nil }
    switch tree.kind(node) {
    case .sequence:
      let items = tree.items(node)
      guard !items.isEmpty else {
        report(.emptyList(at: tree.range(node)))
        return nil
      }
      return .several(items)
    case .scalar where grammar.allowsScalar:
      return .one(node)
    case .scalar where grammar.takesSecrets && tree.isSecret(node):
      report(
        .wrongType(
          expected: ValueGrammar.list(grammar).expectation, found: found(node), at: tree.range(node),
          help: "write it as a list: `[!secret …]`"))
      return nil
    default:
      reportWrongKind(
        node, expected: ValueGrammar.list(grammar).expectation,
        help: tree.kind(node) == .scalar ? "write it as a list: `[…]`" : nil)
      return nil
    }
  }

  /// Reads a list of texts or secrets.
  mutating func texts(_ node: NodeID, _ grammar: ListGrammar, range: SourceRange? = nil) -> Texts {
    var result = Texts(range: range ?? tree.range(node))
    guard let items = items(node, grammar) else {
      result.isComplete = false
      return result
    }
    var seen: [ExactText: SourceRange] = [:]
    let format: TextFormat? = if case .text(let format) = grammar.item { format } else { nil }
    let allowsRepeats = grammar.allowsRepeats
    result.items.reserveCapacity(items.count)
    for item in items {
      let value = if let format { text(item, format) } else { grammar.takesSecrets ? secret(item) : nil }
      guard let value, allowsRepeats || isNew(value, in: result.items, &seen) else {
        result.isComplete = false
        continue
      }
      result.items.append(value)
    }
    return result
  }

  /// Whether a list has a value not yet; reported when it has. Short lists are searched, others remembered.
  private mutating func isNew(
    _ value: Located<String>, in items: [Located<String>], _ seen: inout [ExactText: SourceRange]
  ) -> Bool {
    if items.isEmpty { return true }
    let first: SourceRange?
    if items.count < 16 {
      first = items.first { $0.value.hasSameBytes(as: value.value) }?.range
    } else {
      if seen.isEmpty { for item in items { seen[ExactText(item.value)] = item.range } }
      first = seen[ExactText(value.value)]
      if first == nil { seen[ExactText(value.value)] = value.range }
    }
    guard let first else { return true }
    report(.repeatedValue(Self.shortened(value.value), at: value.range, first: first))
    return false
  }

  /// Reads a mapping of names: `read` makes an item of each, or nil when it was refused.
  mutating func named<Item>(
    _ node: NodeID, _ grammar: NamesGrammar, range: SourceRange?,
    read: (inout SchemaReader, Located<String>, NodeID) -> Item?
  ) -> Declared<Item> {
    var result = Declared<Item>(range: range ?? tree.range(node))
    guard expectMapping(node) else {
      result.isComplete = false
      return result
    }
    let mayLack = grammar.joins && lacksFiles
    result.isComplete = !tree.isIncomplete(node) && !mayLack
    var isEmpty = true
    for entry in tree.entries(node) where !isExtension(entry.key) {
      isEmpty = false
      if !checkName(entry.key, reserved: grammar.reserved) { result.isComplete = false }
      let name = Located(tree.text(entry.key), tree.range(entry.key))
      if !tree.isBroken(entry.value), let item = read(&self, name, entry.value) {
        result.items.append(item)
      } else {
        result.isComplete = false
      }
    }
    if isEmpty, grammar.needsOne, result.isComplete {
      report(.nothingDeclared(grammar.noun, at: emptiedBy(node) ?? tree.range(node)))
      result.isComplete = false
    }
    return result
  }

  /// Reads a list of mappings: `read` makes an item of each, or nil when it was refused.
  mutating func list<Item>(
    _ node: NodeID, _ grammar: ListGrammar, range: SourceRange?,
    read: (inout SchemaReader, NodeID) -> Item?
  ) -> Declared<Item> {
    var result = Declared<Item>(range: range ?? tree.range(node))
    guard let items = items(node, grammar) else {
      result.isComplete = false
      return result
    }
    result.items.reserveCapacity(items.count)
    if grammar.joins && lacksFiles { result.isComplete = false }
    for item in items {
      if let value = read(&self, item) {
        result.items.append(value)
      } else {
        result.isComplete = false
      }
    }
    return result
  }
}
