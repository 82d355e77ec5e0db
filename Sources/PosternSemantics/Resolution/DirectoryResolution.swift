internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// `directory:` with its networks read and its break-glass users found.
struct DirectoryResolution {
  /// nil where an id was refused.
  var applications: [DirectoryEntry?]
  /// nil where an id was refused.
  var groups: [DirectoryEntry?]
  /// nil where a network was refused.
  var networkZones: [NetworkZone?]
  /// nil: refused; `.some(nil)`: `none`.
  var breakGlass: BreakGlass??

  init(_ policy: PolicyDeclaration, _ names: inout References, _ findings: inout [Diagnostic]) {
    let directory = policy.directory
    applications = directory.applications.items.map(Self.entry)
    groups = directory.groups.items.map(Self.entry)
    let ids = Self.ids(policy.environment?.idaas?.networkZones.items ?? [])
    networkZones = directory.networkZones.items.map { zone in
      let cidrs = NetworkResolution.networks(zone.cidrs.items, &findings)
      guard let cidrs, zone.cidrs.isComplete else { return nil }
      return NetworkZone(
        name: zone.name.value, id: ids[zone.name.value], cidrs: cidrs, source: zone.name.range)
    }
    breakGlass = Self.breakGlass(directory.breakGlass, &names, &findings)
  }

  /// Ids by name; the first of a name.
  static func ids(_ given: [GivenID]) -> [String: String] {
    Dictionary(given.map { ($0.name.value, $0.id.value) }, uniquingKeysWith: { first, _ in first })
  }

  private static func entry(_ entry: DirectoryEntryDeclaration) -> DirectoryEntry? {
    guard let id = entry.id.value, !entry.displayName.isFaulty else { return nil }
    return DirectoryEntry(
      name: entry.name.value, id: id, displayName: entry.displayName.value, source: entry.name.range)
  }

  private static func breakGlass(
    _ declared: BreakGlassDeclaration, _ names: inout References, _ findings: inout [Diagnostic]
  ) -> BreakGlass?? {
    switch declared {
    case .absent, .faulty:
      names.doubt.insert(.breakGlass)
      return .none
    case .none:
      return .some(nil)
    case .users(let groups, let methods, let range):
      let found = groups.items.map { names.groups.look(up: $0, &findings) }
      let indices = found.compactMap { $0 }
      if !groups.isComplete { names.doubt.insert(.breakGlass) }
      guard groups.isComplete, indices.count == found.count, let methods = ActionResolution.methods(methods)
      else { return .none }
      return BreakGlass(groups: indices, methods: methods, source: range)
    }
  }
}
