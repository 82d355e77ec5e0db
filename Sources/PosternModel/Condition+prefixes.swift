public import PosternNumbering

extension Condition {
  /// Every prefix that the condition names, in order of the text.
  public var prefixes: [DigitPrefix] {
    var all: [DigitPrefix] = []
    addPrefixes(to: &all)
    return all
  }

  fileprivate func addPrefixes(to all: inout [DigitPrefix]) {
    switch self {
    case .all(let parts), .any(let parts): for part in parts { part.addPrefixes(to: &all) }
    case .not(let part): part.addPrefixes(to: &all)
    case .prefix(let found): all += found
    default: break
    }
  }
}

extension Routing {
  /// Every prefix that the conditions of rules name, in order of the text.
  public var prefixes: [DigitPrefix] {
    var all: [DigitPrefix] = []
    // Lent: a rule is costly to copy.
    let rules = rules.span
    for index in rules.indices { rules[index].condition.addPrefixes(to: &all) }
    return all
  }
}
