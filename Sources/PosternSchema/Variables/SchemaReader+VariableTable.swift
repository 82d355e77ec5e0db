import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// `variables:` of an environment file.
  /// - Parameter root: the file's mapping; nil when the file could not be read.
  mutating func variableTable(_ root: NodeID?, environment: String, file: SourceRange) -> VariableTable {
    var table = VariableTable(environment: environment, range: file)
    guard let root else {
      table.isComplete = false
      return table
    }
    table.isComplete = !tree.isIncomplete(root)
    guard let entry = tree.entries(root).first(where: { tree.textEquals($0.key, "variables") }) else {
      let guesses = tree.entries(root).contains { entry in
        nearMisses(of: word(entry.key), in: EnvironmentKey.grammar.names).contains("variables")
      }
      if guesses { table.isComplete = false }
      return table
    }
    table.range = tree.range(entry.key)
    guard expectMapping(entry.value) else {
      table.isComplete = false
      return table
    }
    if tree.isIncomplete(entry.value) { table.isComplete = false }
    for entry in tree.entries(entry.value) where !isExtension(entry.key) {
      add(entry, to: &table)
    }
    return table
  }

  private mutating func add(_ entry: Entry, to table: inout VariableTable) {
    let name = tree.text(entry.key)
    guard ScalarSyntax.isVariableName(tree.bytes(entry.key)) else {
      report(.badVariableName(word(entry.key), at: tree.range(entry.key)))
      return
    }
    table.names.append(Located(name, tree.range(entry.key)))
    let value = scoped("in the value of a variable") { $0.scalar(entry.value, expected: "a text") }
    guard let value else {
      table.faulty.insert(name)
      return
    }
    table.values[name] = VariableValue(
      text: tree.text(value), isPlain: tree.isPlain(value), range: tree.range(entry.value))
  }

  /// Reports variables that no value of any environment names.
  mutating func reportUnused(_ table: VariableTable, used: Set<String>) {
    for name in table.names where !used.contains(name.value) {
      report(.unusedVariable(Self.shortened(name.value), at: name.range))
    }
  }
}
