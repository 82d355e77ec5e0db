import PosternDiagnostics
import PosternSource

/// Which variables the values of a policy and of its environments name, and which of these names are malformed.
///
/// This looks at all values at once, whatever the overlays replace, so that a variable is unused only if nothing
/// names it in any environment, and a `${` without end is found wherever it stands.
struct VariableUse {
  /// Names that some value has.
  private(set) var names: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The scalars with a `${`, ascending; what is read of a file has ascending names, children behind their parent.
  private let scalars: [NodeID]
  /// Whether some node shares the children of another, so that they may be anywhere.
  private let hasAliases: Bool

  init(_ tree: SyntaxTree) {
    scalars = tree.scalarsWithVariables
    hasAliases = tree.hasAliases
    // Misplaced, but named all the same.
    names = tree.unquotedVariables
  }

  /// Looks at the policy, parts joined, or at an overlay.
  mutating func addPolicy(_ root: NodeID, in tree: SyntaxTree) {
    for entry in tree.entries(root) where !isExtension(entry.key, tree) {
      let isFixed = ["policy", "language", "include"].contains { tree.textEquals(entry.key, $0) }
      let hasRules = ["routing", "countries"].contains { tree.textEquals(entry.key, $0) }
      if hasRules {
        addSectionWithRules(entry.value, in: tree)
      } else {
        add(entry.value, in: tree, isFixed: isFixed)
      }
    }
  }

  /// Looks at an environment file: its overlay like a policy, the rest for names alone, since no variable is
  /// replaced there and its reader says so.
  mutating func addEnvironment(_ root: NodeID, in tree: SyntaxTree) {
    for entry in tree.entries(root) where !isExtension(entry.key, tree) {
      if tree.textEquals(entry.key, "overrides") {
        addPolicy(entry.value, in: tree)
      } else {
        add(entry.value, in: tree, isFixed: true)
      }
    }
  }

  private mutating func addSectionWithRules(_ section: NodeID, in tree: SyntaxTree) {
    for entry in tree.entries(section) where !isExtension(entry.key, tree) {
      guard tree.textEquals(entry.key, "rules"), tree.kind(entry.value) == .sequence else {
        add(entry.value, in: tree, isFixed: false)
        continue
      }
      let rules = tree.items(entry.value)
      for (index, rule) in rules.enumerated() {
        let next = index + 1 < rules.count ? rules[index + 1] : nil
        guard mayHold(rule, before: next) else { continue }
        guard tree.kind(rule) == .mapping else {
          add(rule, in: tree, isFixed: false)
          continue
        }
        for part in tree.entries(rule) where !isExtension(part.key, tree) {
          let isName = ["name", "before", "after"].contains { tree.textEquals(part.key, $0) }
          add(part.value, in: tree, isFixed: isName)
        }
      }
    }
  }

  /// Whether a scalar with a `${` may stand in a rule, by the names of the nodes from it to the next.
  private func mayHold(_ rule: NodeID, before next: NodeID?) -> Bool {
    guard !hasAliases, let next, next.raw > rule.raw else { return true }
    var low = 0
    var high = scalars.count
    while low < high {
      let middle = (low + high) / 2
      if scalars[middle].raw < rule.raw { low = middle + 1 } else { high = middle }
    }
    return low < scalars.count && scalars[low].raw < next.raw
  }

  /// - Parameter isFixed: whether no variable is replaced there: malformed ones are then another's finding.
  private mutating func add(_ node: NodeID, in tree: SyntaxTree, isFixed: Bool) {
    switch tree.kind(node) {
    case .scalar:
      // What a secret's name has of them is its reader's finding.
      let isSecret = tree.isSecret(node)
      if tree.hasVariable(node) || isSecret { addScalar(node, in: tree, isFixed: isFixed || isSecret) }
    case .sequence:
      for item in tree.items(node) { add(item, in: tree, isFixed: isFixed) }
    case .mapping:
      for entry in tree.entries(node) where !isExtension(entry.key, tree) {
        add(entry.value, in: tree, isFixed: isFixed)
      }
    }
  }

  private mutating func addScalar(_ node: NodeID, in tree: SyntaxTree, isFixed: Bool) {
    let template = VariableTemplate(tree.bytes(node))
    for piece in template.pieces {
      if case .variable(let name) = piece { names.insert(name) }
    }
    guard !isFixed else { return }
    for problem in template.problems {
      switch problem {
      case .unclosed: diagnostics.append(.unclosedVariable(at: tree.range(node)))
      case .badName(let name):
        diagnostics.append(.badVariableName(SchemaReader.shortened(name), at: tree.range(node)))
      }
    }
  }

  private func isExtension(_ key: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.withText(key) { ScalarSyntax.isExtension($0) }
  }
}
