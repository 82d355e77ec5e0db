import PosternSource

extension ValueGrammar {
  /// What stands under a key of a place, as far as it does not depend on other keys.
  func child(_ key: NodeID, in tree: SyntaxTree) -> ValueGrammar? {
    switch self {
    case .mapping(let grammar):
      tree.withText(key) { grammar.slot(of: $0) }.map { grammar.keys[$0].value }
    case .names(let grammar): grammar.value
    default: nil
    }
  }

  /// Whether nothing but a mapping may stand there.
  var isMapping: Bool {
    switch self {
    case .mapping, .names, .variant, .condition: true
    default: false
    }
  }

  /// Whether what several files give for a place joins.
  var joins: Bool {
    switch self {
    case .mapping(let grammar): grammar.joins
    case .names(let grammar): grammar.joins
    case .list(let grammar): grammar.joins
    default: false
    }
  }
}
