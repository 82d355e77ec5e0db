internal import PosternDiagnostics
internal import PosternSchema

/// Names in tests that mean nothing in the environments the test is for.
///
/// A request names things by name or by IDaaS id, so both are known here; `unknown` may be written for a provider or
/// an application. What a test gives as undeclared on purpose is left out of `given` instead.
struct UnknownTestNames: Check {
  let codes = ["PST0401", "PST0402", "PST0403", "PST0404", "PST0409", "PST0410"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard !policy.declaration.tests.isEmpty else { return }
    var known = KnownNames(policy)
    for test in policy.declaration.tests {
      for environment in test.environments?.items ?? []
      where !policy.environments.isEmpty && !policy.environments.contains(environment.value) {
        findings.append(
          .unknownEnvironment(environment, near: nearMisses(of: environment.value, in: policy.environments)))
      }
      guard applies(test, to: policy.declaration.environment?.name) else { continue }
      if let name = test.identityProvider.located { known.look(name, .identityProvider, &findings) }
      if let name = test.application.located { known.look(name, .application, &findings) }
      for name in test.groups.items { known.look(name, .group, &findings) }
      for name in test.networkZones.items { known.look(name, .networkZone, &findings) }
      if let rule = test.expectation.rule.located { known.look(rule: rule, &findings) }
    }
  }

  private func applies(_ test: TestDeclaration, to environment: String?) -> Bool {
    guard let only = test.environments, let environment else { return true }
    return only.items.contains { $0.value == environment }
  }
}

/// What a test may name in one environment.
private struct KnownNames {
  let names: References
  private let policy: CheckedPolicy
  /// Made when something is no name.
  private var ids: [DeclaredKind: Set<ExactText>]?
  /// Kinds of which some id is not known.
  let open: Set<DeclaredKind>
  let rules: Set<String>
  let rulesAreComplete: Bool
  let rulesRange: SourceRange?

  init(_ policy: CheckedPolicy) {
    let directory = policy.declaration.directory
    let idaas = policy.declaration.environment?.idaas
    self.policy = policy
    names = policy.draft.names
    var open: Set<DeclaredKind> = []
    if directory.groups.items.contains(where: { $0.id.value == nil }) { open.insert(.group) }
    if directory.applications.items.contains(where: { $0.id.value == nil }) { open.insert(.application) }
    if idaas == nil || idaas?.identityProviders.isComplete == false { open.insert(.identityProvider) }
    if idaas == nil || idaas?.networkZones.isComplete == false { open.insert(.networkZone) }
    self.open = open
    let routing = policy.declaration.routing
    rules = Set(
      routing.rules.items.compactMap { $0.name.value } + ["otherwise", "break-glass", "country-mode"])
    rulesAreComplete =
      routing.rules.isComplete && !policy.declaration.brokenSections.contains("routing")
      && !routing.rules.items.contains { $0.name.isFaulty }
    rulesRange = routing.rules.range
  }

  mutating func look(_ name: Located<String>, _ kind: DeclaredKind, _ findings: inout [Diagnostic]) {
    let table =
      switch kind {
      case .group: names.groups
      case .application: names.applications
      case .identityProvider: names.providers
      case .networkZone, .set, .channel, .service: names.networkZones
      }
    let mayBeUnknown = kind == .identityProvider || kind == .application
    guard table.isComplete, !open.contains(kind), table.index(of: name.value) == nil,
      !isID(name.value, of: kind), !(mayBeUnknown && name.value == "unknown"), !name.value.isEmpty
    else { return }
    findings.append(
      .unknownName(
        kind, name, near: nearMisses(of: name.value, in: table.names.map(\.value)), declared: table.range))
  }

  /// Whether a text is the IDaaS id of something; asked only of what is no name.
  private mutating func isID(_ text: String, of kind: DeclaredKind) -> Bool {
    let known = ids ?? Self.ids(of: policy)
    ids = known
    return known[kind]?.contains(ExactText(text)) ?? false
  }

  private static func ids(of policy: CheckedPolicy) -> [DeclaredKind: Set<ExactText>] {
    let directory = policy.declaration.directory
    let idaas = policy.declaration.environment?.idaas
    return [
      .group: Set(directory.groups.items.compactMap { $0.id.value.map(ExactText.init) }),
      .application: Set(directory.applications.items.compactMap { $0.id.value.map(ExactText.init) }),
      .identityProvider: Set((idaas?.identityProviders.items ?? []).map { ExactText($0.id.value) }),
      .networkZone: Set((idaas?.networkZones.items ?? []).map { ExactText($0.id.value) }),
    ]
  }

  func look(rule name: Located<String>, _ findings: inout [Diagnostic]) {
    guard rulesAreComplete, !rules.contains(name.value) else { return }
    findings.append(.unknownRule(name, near: nearMisses(of: name.value, in: rules), declared: rulesRange))
  }
}
