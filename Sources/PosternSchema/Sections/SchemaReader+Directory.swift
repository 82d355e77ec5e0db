import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// `directory:`.
  mutating func directory(_ node: NodeID, range: SourceRange?) -> DirectoryDeclaration {
    var directory = DirectoryDeclaration()
    directory.range = range
    guard let fields = open(node, as: DirectoryKey.self, mayLack: true) else { return directory }
    defer { close(fields) }
    directory.applications = named(fields, .applications) { $0.directoryEntry($1, $2) }
    directory.groups = named(fields, .groups) { $0.directoryEntry($1, $2) }
    directory.networkZones = named(fields, .networkZones) { $0.networkZone($1, $2) }
    switch stand(fields, .breakGlass) {
    case .absent: directory.breakGlass = fields.isIncomplete ? .faulty : .absent
    case .faulty: directory.breakGlass = .faulty
    case .node(let node):
      directory.breakGlass = breakGlass(node, range: keyRange(fields, .breakGlass) ?? tree.range(node))
    }
    return directory
  }

  private mutating func directoryEntry(
    _ name: Located<String>, _ node: NodeID
  ) -> DirectoryEntryDeclaration? {
    guard tree.kind(node) == .mapping else {
      let id = text(node, .filled)
      return DirectoryEntryDeclaration(name: name, id: id.map(Given.value) ?? .faulty(tree.range(node)))
    }
    guard let fields = open(node, as: DirectoryEntryKey.self) else { return nil }
    defer { close(fields) }
    var entry = DirectoryEntryDeclaration(name: name, id: text(fields, .id))
    entry.displayName = text(fields, .displayName)
    return entry
  }

  private mutating func networkZone(_ name: Located<String>, _ node: NodeID) -> NetworkZoneDeclaration? {
    guard let fields = open(node, as: NetworkZoneKey.self) else { return nil }
    defer { close(fields) }
    return NetworkZoneDeclaration(
      name: name, cidrs: optionalTexts(fields, .cidrs) ?? Texts(isComplete: false))
  }

  private mutating func breakGlass(_ node: NodeID, range: SourceRange) -> BreakGlassDeclaration {
    guard tree.kind(node) == .mapping else {
      return text(node, .choice(["none"])) == nil ? .faulty : .none
    }
    guard let fields = open(node, as: BreakGlassKey.self) else { return .faulty }
    defer { close(fields) }
    return .users(
      groups: optionalTexts(fields, .groups) ?? Texts(isComplete: false),
      methods: optionalTexts(fields, .use) ?? Texts(isComplete: false), range: range)
  }
}
