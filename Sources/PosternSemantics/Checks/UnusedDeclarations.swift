internal import PosternDiagnostics
internal import PosternSchema

/// Groups, applications, zones, sets, channels and services that nothing uses.
///
/// What counts as a use:
/// - of a group: a condition of a rule or a guarantee, and the break-glass list;
/// - of an application: such a condition, and its own `displayName`, which the bridge's page shows;
/// - of a zone: such a condition;
/// - of a set: such a condition, a country rule, another set;
/// - of a channel: a step of a plan, and a claim of a guarantee;
/// - of a service: a channel, and a step.
///
/// An id in an environment, a test, and `channels.forbid` are no uses: they change nothing that is decided. Where a
/// reference was not found, or a part was refused that may have held one, the whole kind is left alone. So are services
/// where `channels` is missing: that is the fault.
struct UnusedDeclarations: Check {
  let codes = ["PST0421", "PST0422", "PST0423", "PST0424", "PST0425", "PST0426"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard !policy.mayHideUses else { return }
    let names = policy.draft.names
    let shown = Set(
      policy.declaration.directory.applications.items
        .filter { !$0.displayName.isAbsent || $0.id.isFaulty }.map(\.name.value))
    let lacksChannels = policy.firstSend != nil && policy.declaration.channels.range == nil
    let tables: [(NameTable, Doubt)] = [
      (names.groups, [.conditions, .breakGlass]), (names.applications, [.conditions]),
      (names.networkZones, [.conditions]), (names.sets, [.conditions, .countries]),
      (names.channels, [.actions, .claims]), (names.services, [.actions, .channels]),
    ]
    for (table, doubt) in tables {
      if table.kind == .service, lacksChannels { continue }
      guard table.isComplete, !table.hasUnknownReference, names.doubt.isDisjoint(with: doubt) else {
        continue
      }
      for name in table.unused where table.kind != .application || !shown.contains(name.value) {
        if let finding = Diagnostic.unused(table.kind, name) { findings.append(finding) }
      }
    }
  }
}
