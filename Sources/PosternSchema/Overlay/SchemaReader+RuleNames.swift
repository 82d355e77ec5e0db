import PosternDiagnostics
import PosternSource

/// The names by which an overlay and the policy speak of the same rule.
extension SchemaReader {
  /// Whether one of some rules of the policy lacks a valid name, or has the name of another.
  func hasUnnamed(_ rules: [NodeID], _ grammar: ValueGrammar) -> Bool {
    guard case .mapping(let keys) = grammar, let key = keys.key(named: "name") else { return false }
    var names: Set<String> = []
    return rules.contains { rule in
      guard tree.kind(rule) == .mapping, !tree.isBroken(rule) else { return true }
      guard tree.entries(rule).contains(where: { tree.textEquals($0.key, "name") }) else {
        return key.isRequired || tree.isIncomplete(rule) || holdsMisspelt("name", in: rule, keys)
      }
      guard let name = validName(of: rule, keys) else { return true }
      return !names.insert(tree.text(name)).inserted
    }
  }

  /// Reports rules that have the name of another, whatever overlays make of them: one that removes such a name leaves
  /// in doubt which rule it means.
  mutating func reportRepeatedRuleNames(_ root: NodeID) {
    guard tree.kind(root) == .mapping else { return }
    for section in tree.entries(root) where tree.kind(section.value) == .mapping {
      if tree.textEquals(section.key, "routing") {
        reportRepeatedNames(in: section.value, RuleKey.grammar, noun: "routing rule")
      } else if tree.textEquals(section.key, "countries") {
        reportRepeatedNames(in: section.value, CountryRuleKey.grammar, noun: "country rule")
      }
    }
  }

  private mutating func reportRepeatedNames(in section: NodeID, _ keys: MappingGrammar, noun: String) {
    let list = tree.entries(section).first { tree.textEquals($0.key, "rules") }?.value
    guard let list, tree.kind(list) == .sequence else { return }
    var first: [String: SourceRange] = [:]
    for rule in tree.items(list) {
      guard let name = validName(of: rule, keys) else { continue }
      let (text, range) = (tree.text(name), tree.range(name))
      guard let known = first[text] else {
        first[text] = range
        continue
      }
      report(.duplicateName(Self.shortened(text), of: noun, at: range, first: known))
      repeatedNames.insert(range)
    }
  }

  /// The name of a rule, if it has one that a rule can have.
  private func validName(of rule: NodeID, _ keys: MappingGrammar) -> NodeID? {
    guard let name = ruleName(rule), !tree.isBroken(name), !tree.isSecret(name),
      tree.withText(name, ScalarSyntax.isName)
    else { return nil }
    if case .text(.name(let reserved)) = keys.key(named: "name")?.value, reserved.contains(tree.text(name)) {
      return nil
    }
    return name
  }
}
