internal import PosternDiagnostics

/// The names that a section declares, with what was used of them.
///
/// A name that is not found is reported once per place, but only if all of the section was read.
struct NameTable {
  /// What is declared.
  let kind: DeclaredKind
  /// In source order.
  let names: [Located<String>]
  /// Whether a name that is not here is surely not declared.
  let isComplete: Bool
  /// Where the section stands.
  let range: SourceRange?
  /// Whether a reference was not found: it may have meant any of these, so that "never used" is in doubt.
  private(set) var hasUnknownReference = false

  /// How many unknown names still get "did you mean": each is compared with all names.
  private var suggestions = 100
  private var indices: PlacesByName
  private var used: [Bool]

  init(_ kind: DeclaredKind, _ names: [Located<String>], isComplete: Bool, range: SourceRange?) {
    self.kind = kind
    self.names = names
    self.isComplete = isComplete
    self.range = range
    self.used = Array(repeating: false, count: names.count)
    indices = PlacesByName(capacity: names.count)
    for index in names.indices {
      _ = indices.insert(names[index].value, at: index) {
        names[$0].value.hasSameBytes(as: names[index].value)
      }
    }
  }

  /// The index of a name, without counting as a use.
  func index(of name: String) -> Int? { indices.place(of: name) { names[$0].value.hasSameBytes(as: name) } }

  /// Marks a declaration as used.
  mutating func use(_ index: Int) { used[index] = true }

  /// Whether something has used it.
  func isUsed(_ index: Int) -> Bool { used[index] }

  /// What nothing has used.
  var unused: [Located<String>] { zip(names, used).filter { !$0.1 }.map(\.0) }

  /// The index of a name, which is then used. Reports a name that is surely not declared.
  mutating func look(up name: Located<String>, _ findings: inout [Diagnostic]) -> Int? {
    if let found = index(of: name.value) {
      used[found] = true
      return found
    }
    hasUnknownReference = true
    if isComplete {
      suggestions -= 1
      let near = suggestions >= 0 ? nearMisses(of: name.value, in: names.map(\.value)) : []
      findings.append(.unknownName(kind, name, near: near, declared: range))
    }
    return nil
  }
}
