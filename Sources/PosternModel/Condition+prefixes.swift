public import PosternNumbering

extension Condition {
  /// Every prefix that the condition names, in order of the text.
  public var prefixes: [DigitPrefix] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.prefixes)
    case .not(let part): part.prefixes
    case .prefix(let found): found
    default: []
    }
  }
}
