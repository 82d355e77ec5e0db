internal import PosternDiagnostics
internal import PosternSchema

/// Policies that send and have no limit by number.
struct UnlimitedNumbers: Check {
  let codes = ["PST0811"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let limits = policy.declaration.limits
    guard limits.isComplete, !policy.declaration.brokenSections.contains("limits"),
      let send = policy.firstSend,
      !limits.items.contains(where: { $0.key.isFaulty || $0.key.value == "number" })
    else { return }
    findings.append(.sendWithoutNumberLimit(at: send))
  }
}
