internal import PosternDiagnostics
internal import PosternSchema

/// Services in use whose id the environment does not give.
struct ServicesWithoutID: Check {
  let codes = ["PST0856"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let twilio = policy.declaration.environment?.twilio, twilio.services.isComplete,
      policy.firstSend != nil
    else { return }
    let given = Set(twilio.services.items.map(\.name.value))
    let names = policy.draft.names.services
    // An id under a misspelt name is one fault already.
    guard !given.contains(where: { names.index(of: $0) == nil }) else { return }
    for (index, name) in names.names.enumerated() where names.isUsed(index) && !given.contains(name.value) {
      findings.append(
        .serviceWithoutID(name.value, at: twilio.services.range ?? twilio.range, declared: name.range))
    }
  }
}
