internal import PosternDiagnostics
internal import PosternSchema

/// Names in an environment's file that mean nothing: of ids, and in `atLeastAsStrictAs`.
struct UnknownEnvironmentNames: Check {
  let codes = ["PST0403", "PST0404", "PST0407", "PST0410", "PST0411"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let environment = policy.declaration.environment else { return }
    let names = policy.draft.names
    if let idaas = environment.idaas {
      look(names.providers, idaas.identityProviders.items, &findings)
      look(names.networkZones, idaas.networkZones.items, &findings)
    }
    // Where something is sent, services that are missing altogether are a finding of their own.
    let hasServices = names.services.range != nil || !names.services.names.isEmpty
    if let twilio = environment.twilio, hasServices || policy.firstSend == nil {
      look(names.services, twilio.services.items, &findings)
    }
    for other in environment.atLeastAsStrictAs.items {
      if other.value == environment.name {
        findings.append(.environmentComparedWithItself(other))
      } else if !policy.environments.contains(other.value) {
        findings.append(
          .unknownEnvironment(other, near: nearMisses(of: other.value, in: policy.environments)))
      }
    }
  }

  private func look(_ table: NameTable, _ ids: [GivenID], _ findings: inout [Diagnostic]) {
    guard table.isComplete else { return }
    for given in ids where table.index(of: given.name.value) == nil {
      let near = nearMisses(of: given.name.value, in: table.names.map(\.value))
      findings.append(.unknownName(table.kind, given.name, near: near, declared: table.range))
    }
  }
}
