import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// A scalar with its variables replaced: a new one that stands at the same place; nil when one is not to be had.
  ///
  /// A text that is all one variable takes the quoting of its value, any other its own. What is malformed was
  /// reported when the policy was loaded.
  mutating func substitute(_ node: NodeID) -> NodeID? {
    let template = VariableTemplate(tree.bytes(node))
    let range = tree.range(node)
    guard template.namesVariables else {
      return tree.addScalar(
        text: template.literal, plain: tree.isPlain(node), range: range, origins: Array(tree.origins(node)))
    }
    switch scope {
    case .unknown: return nil
    case .none(let place):
      report(.variableNotAllowed(where: place, at: range))
      return nil
    case .table(let table): return substitute(node, template, table)
    }
  }

  private mutating func substitute(
    _ node: NodeID, _ template: VariableTemplate, _ table: VariableTable
  ) -> NodeID? {
    guard fits(node, template, table) else { return nil }
    var text = ""
    var origins: [SourceRange] = []
    var undefined: [String] = []
    var isKnown = template.problems.isEmpty
    var isPlain = tree.isPlain(node)
    for piece in template.pieces {
      switch piece {
      case .literal(let bytes): text += String(decoding: bytes, as: UTF8.self)
      case .variable(let name):
        guard let value = table.values[name] else {
          isKnown = false
          if !undefined.contains(name) { undefined.append(name) }
          continue
        }
        text += value.text
        if !origins.contains(value.range) { origins.append(value.range) }
        if template.onlyVariable != nil { isPlain = value.isPlain }
      }
    }
    for name in undefined where table.isComplete && !table.faulty.contains(name) {
      report(
        .undefinedVariable(
          name, environment: table.environment,
          nearMisses: nearMisses(of: name, in: table.names.map(\.value)), at: tree.range(node),
          variables: table.range))
    }
    guard isKnown else { return nil }
    return tree.addScalar(
      text: text, plain: isPlain, range: tree.range(node), origins: origins + tree.origins(node))
  }

  /// Whether the texts with variables, these replaced, are together no more than a policy may be: what the files
  /// have counts by itself. The first that is too much is reported, the rest refused.
  private mutating func fits(_ node: NodeID, _ template: VariableTemplate, _ table: VariableTable) -> Bool {
    let limit = SyntaxLimits.bytes
    let before = expandedBytes
    for piece in template.pieces {
      switch piece {
      case .literal(let bytes): expandedBytes += bytes.count
      case .variable(let name): expandedBytes += table.values[name]?.text.utf8.count ?? 0
      }
      guard expandedBytes > limit else { continue }
      expandedBytes = .max / 2
      if before <= limit { report(.tooManyBytesOfVariables(at: tree.range(node))) }
      return false
    }
    return true
  }
}
