public import PosternDiagnostics

/// An application or a group: name → id, or `{ id, displayName }`.
public struct DirectoryEntryDeclaration: Sendable {
  public var name: Located<String>
  public var id: Given<String>
  public var displayName: Given<String> = .absent

  public init(name: Located<String>, id: Given<String>) {
    self.name = name
    self.id = id
  }
}

/// A network zone.
public struct NetworkZoneDeclaration: Sendable {
  public var name: Located<String>
  /// As written; read by the semantic phase.
  public var cidrs: Texts

  public init(name: Located<String>, cidrs: Texts) {
    self.name = name
    self.cidrs = cidrs
  }
}

/// `directory.breakGlass`.
public enum BreakGlassDeclaration: Sendable {
  /// The key does not stand there (a finding was made of it, being required).
  case absent
  /// It stands there and was refused.
  case faulty
  /// `none`.
  case none
  /// `{ groups, use }`, with the place of `breakGlass`.
  case users(groups: Texts, methods: Texts, range: SourceRange)
}

/// `directory:`.
public struct DirectoryDeclaration: Sendable {
  public var applications = Declared<DirectoryEntryDeclaration>()
  public var groups = Declared<DirectoryEntryDeclaration>()
  public var networkZones = Declared<NetworkZoneDeclaration>()
  public var breakGlass: BreakGlassDeclaration = .absent
  /// Where `directory` stands.
  public var range: SourceRange?

  public init() {}
}
