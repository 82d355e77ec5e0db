public import PosternDiagnostics

/// A declared application or group.
public struct DirectoryEntry: Sendable, Equatable {
  /// The policy's name.
  public var name: String
  /// The id of the object in the IDaaS instance (`app_…`, `group_…`).
  public var id: String
  /// The name people see; nil when not given.
  public var displayName: String?
  /// Where the name stands.
  public var source: SourceRange

  public init(name: String, id: String, displayName: String? = nil, source: SourceRange) {
    self.name = name
    self.id = id
    self.displayName = displayName
    self.source = source
  }
}

/// A declared network zone.
public struct NetworkZone: Sendable, Equatable {
  /// The policy's name.
  public var name: String
  /// The id (`network_…`) when the environment gives one.
  public var id: String?
  /// Masked, without repeats, in source order; not empty.
  public var cidrs: [CIDR]
  /// Where the name stands.
  public var source: SourceRange

  public init(name: String, id: String?, cidrs: [CIDR], source: SourceRange) {
    self.name = name
    self.id = id
    self.cidrs = cidrs
    self.source = source
  }
}

/// Users who get `use` before anything else is asked.
public struct BreakGlass: Sendable, Equatable {
  /// Indices into `Directory.groups`; not empty.
  public var groups: [Int]
  /// Not empty.
  public var methods: [Method]
  /// Where `breakGlass` stands.
  public var source: SourceRange

  public init(groups: [Int], methods: [Method], source: SourceRange) {
    self.groups = groups
    self.methods = methods
    self.source = source
  }
}

/// `directory:`.
public struct Directory: Sendable, Equatable {
  /// In source order.
  public var applications: [DirectoryEntry]
  /// In source order.
  public var groups: [DirectoryEntry]
  /// In source order.
  public var networkZones: [NetworkZone]
  /// nil: `breakGlass: none`.
  public var breakGlass: BreakGlass?

  public init(
    applications: [DirectoryEntry] = [], groups: [DirectoryEntry] = [], networkZones: [NetworkZone] = [],
    breakGlass: BreakGlass? = nil
  ) {
    self.applications = applications
    self.groups = groups
    self.networkZones = networkZones
    self.breakGlass = breakGlass
  }
}
