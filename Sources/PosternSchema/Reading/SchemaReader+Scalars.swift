import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// The scalar at a place that takes one, its variables replaced; nil when it was refused.
  mutating func scalar(_ node: NodeID, expected: @autoclosure () -> String) -> NodeID? {
    guard !tree.isBroken(node) else { return nil }
    guard tree.kind(node) == .scalar, !tree.isSecret(node), !tree.isEmptyValue(node) else {
      reportWrongKind(node, expected: expected())
      return nil
    }
    return tree.hasVariable(node) ? substitute(node) : node
  }

  /// Reads a text of a format; nil when it was refused.
  mutating func text(_ node: NodeID, _ format: TextFormat) -> Located<String>? {
    if case .name(let reserved) = format { return name(node, reserved: reserved) }
    guard let scalar = scalar(node, expected: format.expectation) else { return nil }
    let range = tree.range(node)
    switch format {
    case .free: break
    case .choice(let words):
      if let word = tree.withText(scalar, { Self.word(like: $0, of: words) }) { return Located(word, range) }
      let value = word(scalar)
      report(
        .unknownValue(
          value, allowed: words, nearMisses: nearMisses(of: value, in: words), at: range,
          related: origins(scalar)))
      return nil
    case .filled, .line:
      guard tree.textLength(scalar) > 0 else {
        report(.emptyText(at: range, related: origins(scalar)))
        return nil
      }
      if format == .line, tree.bytes(scalar).contains(where: { $0 == 0x0A || $0 == 0x0D }) {
        report(.severalLines(at: range, related: origins(scalar)))
        return nil
      }
    default:
      if let fault = fault(of: scalar, format, at: range) {
        report(fault)
        return nil
      }
    }
    return Located(tree.text(scalar), range)
  }

  /// The one of some words that a text is.
  private static func word(like text: Span<UInt8>, of words: [String]) -> String? {
    guard !text.isEmpty else { return words.first { $0.isEmpty } }
    for index in words.indices where words[index].utf8.count == text.count {
      if Self.isSame(words[index], text) { return words[index] }
    }
    return nil
  }

  /// Whether a word of as many bytes is a text.
  private static func isSame(_ word: String, _ text: Span<UInt8>) -> Bool {
    var index = 0
    for byte in word.utf8 {
      if byte != text[index] { return false }
      index += 1
    }
    return true
  }

  /// What is wrong with a scalar of a format that is all pattern; nil if nothing is.
  private func fault(of scalar: NodeID, _ format: TextFormat, at range: SourceRange) -> Diagnostic? {
    let related = { origins(scalar) }
    switch format {
    case .date:
      if tree.withText(scalar, ScalarSyntax.isDate) { return nil }
      return .badDate(word(scalar), at: range, related: related())
    case .percentage:
      if tree.withText(scalar, { ScalarSyntax.percentage($0) != nil }) { return nil }
      return .badPercentage(word(scalar), at: range, related: related())
    case .prefix:
      if tree.withText(scalar, ScalarSyntax.isPrefix) { return nil }
      return .badPrefix(word(scalar), at: range, related: related())
    case .bucket:
      switch tree.withText(scalar, { ScalarSyntax.bucket($0) }) {
      case .value: return nil
      case .malformed: return .badBucket(word(scalar), at: range, related: related())
      case .outOfRange:
        return .outOfRange(
          word(scalar), allowed: "1 to \(ScalarSyntax.largestBucket) per 1s to 24h", at: range,
          related: related())
      }
    case .url(let schemes):
      if tree.withText(scalar, { URLSyntax.isURL($0, schemes: schemes) }) { return nil }
      return .badURL(word(scalar), schemes: schemes, at: range, related: related())
    case .colour:
      if tree.withText(scalar, ScalarSyntax.isColour) { return nil }
      return .badColour(word(scalar), at: range, related: related())
    case .free, .filled, .line, .name, .choice: return nil
    }
  }

  /// Reads exactly `true` or `false`, unquoted.
  mutating func boolean(_ node: NodeID, expected: String = "`true` or `false`") -> Bool? {
    guard let scalar = scalar(node, expected: expected) else { return nil }
    if tree.isPlain(scalar) {
      if tree.textEquals(scalar, "true") { return true }
      if tree.textEquals(scalar, "false") { return false }
    }
    report(
      .wrongType(
        expected: expected, found: foundScalar(scalar), at: tree.range(node), related: origins(scalar),
        help: "write `true` or `false`, without quotes"))
    return nil
  }

  /// Reads decimal digits, unquoted.
  mutating func integer(_ node: NodeID, in allowed: ClosedRange<Int>) -> Int? {
    guard let scalar = scalar(node, expected: "a whole number") else { return nil }
    let number =
      tree.isPlain(scalar) ? tree.withText(scalar) { ScalarSyntax.integer($0) } : .malformed
    switch number {
    case .value(let value) where allowed.contains(value): return value
    case .value, .outOfRange:
      report(
        .outOfRange(
          word(scalar), allowed: "\(allowed.lowerBound) to \(allowed.upperBound)", at: tree.range(node),
          related: origins(scalar)))
    case .malformed:
      report(
        .wrongType(
          expected: "a whole number", found: foundScalar(scalar), at: tree.range(node),
          related: origins(scalar),
          help: tree.isPlain(scalar) && hasLeadingZero(scalar)
            ? "write it without a leading zero" : "write digits alone, without quotes"))
    }
    return nil
  }

  /// Reads a duration, in seconds.
  mutating func duration(_ node: NodeID, in allowed: ClosedRange<UInt32>) -> UInt32? {
    guard let scalar = scalar(node, expected: "a duration") else { return nil }
    switch tree.withText(scalar, { ScalarSyntax.duration($0) }) {
    case .value(let value) where allowed.contains(value): return value
    case .value(0) where allowed.lowerBound > 0: fallthrough
    case .malformed:
      report(
        .badDuration(
          word(scalar), hasLeadingZero: hasLeadingZero(scalar), at: tree.range(node), related: origins(scalar)
        ))
    case .value, .outOfRange:
      report(
        .outOfRange(
          word(scalar), allowed: Self.range(allowed), at: tree.range(node), related: origins(scalar)))
    }
    return nil
  }

  private func hasLeadingZero(_ scalar: NodeID) -> Bool {
    tree.withText(scalar) { ScalarSyntax.hasLeadingZero($0) }
  }

  /// A range of durations, for a message; the longest that can be told, in days.
  private static func range(_ allowed: ClosedRange<UInt32>) -> String {
    let upper = allowed.upperBound
    return upper == .max
      ? "\(allowed.lowerBound)s to \(upper / 86400)d" : "\(allowed.lowerBound)s to \(upper)s"
  }

  /// A scalar as a message shows it, at places that take no free text.
  private func foundScalar(_ scalar: NodeID) -> String {
    tree.isPlain(scalar) ? "`\(word(scalar))`" : "the quoted text `\(word(scalar))`"
  }

  /// Reads `!secret name`; anything else is a secret that should not be here, and is masked.
  mutating func secret(_ node: NodeID) -> Located<String>? {
    guard !tree.isBroken(node) else { return nil }
    let range = tree.range(node)
    guard tree.kind(node) == .scalar, tree.isSecret(node) else {
      if tree.kind(node) == .scalar, tree.isEmptyValue(node) {
        report(.emptyValue(expected: "`!secret` and a name", at: range))
      } else {
        report(.literalSecret(at: range, masked: [range] + literalPlaces(node)))
      }
      return nil
    }
    guard tree.withText(node, ScalarSyntax.isName) else {
      // What stands there may be the secret itself: it is masked like a literal.
      let tag = UInt32("!secret ".utf8.count)
      let name = SourceRange(file: range.file, start: min(range.start + tag, range.end), end: range.end)
      report(.badSecretName(holdsVariable: word(node).contains("${"), at: range, masked: [name]))
      return nil
    }
    return Located(tree.text(node), range)
  }

  /// Where the value of a literal secret is written, when that is elsewhere.
  private func literalPlaces(_ node: NodeID) -> [SourceRange] {
    var places = Array(tree.origins(node))
    guard tree.kind(node) == .scalar, tree.hasVariable(node), case .table(let table) = scope else {
      return places
    }
    for piece in VariableTemplate(tree.bytes(node)).pieces {
      if case .variable(let name) = piece, let value = table.values[name] { places.append(value.range) }
    }
    return places
  }

  /// Reads the name that something gets.
  mutating func name(_ node: NodeID, reserved: [String]) -> Located<String>? {
    guard !tree.isBroken(node) else { return nil }
    guard tree.kind(node) == .scalar, !tree.isSecret(node), !tree.isEmptyValue(node) else {
      reportWrongKind(node, expected: "a name")
      return nil
    }
    guard checkName(node, reserved: reserved) else { return nil }
    return Located(tree.text(node), tree.range(node))
  }

  /// Whether a scalar, a key or a value, can be the name of something; reported when not.
  mutating func checkName(_ node: NodeID, reserved: [String]) -> Bool {
    guard tree.withText(node, ScalarSyntax.isName) else {
      let name = word(node)
      report(.badName(name, suggestion: Self.likeName(name), at: tree.range(node), related: origins(node)))
      return false
    }
    if tree.withText(node, { Self.word(like: $0, of: reserved) }) != nil {
      report(.reservedName(word(node), at: tree.range(node), related: origins(node)))
      return false
    }
    return true
  }

  /// A name like a text that is none: lower case, hyphens for blanks and underscores.
  private static func likeName(_ text: String) -> String? {
    var candidate = String(
      text.lowercased().map { $0 == " " || $0 == "_" || $0 == "." ? "-" : $0 })
    while candidate.hasSuffix("-") { candidate.removeLast() }
    let isName = ScalarSyntax.isName(Array(candidate.utf8).span)
    return isName && candidate != text ? candidate : nil
  }
}
