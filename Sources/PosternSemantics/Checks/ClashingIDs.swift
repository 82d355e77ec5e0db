internal import PosternDiagnostics
internal import PosternSchema

/// Ids that equal another's name or another's id, within one kind. Its own name is no clash.
struct ClashingIDs: Check {
  let codes = ["PST0430", "PST0431"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let names = policy.draft.names
    let directory = policy.declaration.directory
    look(names.groups, directory.groups.items.compactMap(Self.given), &findings)
    look(names.applications, directory.applications.items.compactMap(Self.given), &findings)
    if let twilio = policy.declaration.environment?.twilio {
      look(names.services, twilio.services.items, &findings)
    }
    guard let idaas = policy.declaration.environment?.idaas else { return }
    look(names.providers, idaas.identityProviders.items, &findings)
    look(names.networkZones, idaas.networkZones.items, &findings)
  }

  private static func given(_ entry: DirectoryEntryDeclaration) -> GivenID? {
    entry.id.located.map { GivenID(name: entry.name, id: $0) }
  }

  private func look(_ table: NameTable, _ ids: [GivenID], _ findings: inout [Diagnostic]) {
    var first: [ExactText: GivenID] = [:]
    first.reserveCapacity(ids.count)
    for given in ids where table.index(of: given.name.value) != nil {
      let id = given.id.value
      if !id.hasSameBytes(as: given.name.value), let other = table.index(of: id) {
        findings.append(
          .idIsAnotherName(table.kind, given.id, of: given.name.value, other: table.names[other].range))
      } else if let before = first[ExactText(id)] {
        findings.append(
          .idGivenTwice(
            table.kind, given.id, of: given.name.value, first: before.id.range, firstName: before.name.value))
      } else {
        first[ExactText(id)] = given
      }
    }
  }
}
