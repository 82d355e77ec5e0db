internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Plans, as written, of more than five steps, of exactly five, and those that outlive the code.
struct LongPlans: Check {
  let codes = ["PST0620", "PST0621", "PST0622"]

  /// Sends that Twilio allows for one verification.
  static let mostSteps = 5

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let rules = policy.declaration.routing.rules.items
    for (rule, draft) in zip(rules, policy.draft.routing.rules) {
      look(rule.action, draft.action, rule.name.value ?? "unnamed", policy, &findings)
    }
    if let otherwise = policy.declaration.routing.otherwise {
      look(otherwise, policy.draft.routing.otherwise, "otherwise", policy, &findings)
    }
  }

  private func look(
    _ declared: ActionDeclaration, _ resolved: Action?, _ rule: String, _ policy: CheckedPolicy,
    _ findings: inout [Diagnostic]
  ) {
    guard case .send(let steps, let range) = declared else { return }
    if steps.items.count > Self.mostSteps {
      findings.append(.planTooLong(rule: rule, steps: steps.items.count, at: range))
      return
    }
    guard steps.isComplete else { return }
    if steps.items.count == Self.mostSteps { findings.append(.planWithoutResend(rule: rule, at: range)) }
    guard case .send(let plan)? = resolved, let webhook = policy.declaration.webhook,
      !webhook.codeLife.isFaulty
    else { return }
    let life = webhook.codeLife.value ?? WebhookResolution.defaultCodeLife
    let waits = plan.reduce(UInt64(0)) { $0 + UInt64($1.wait) }
    if waits >= UInt64(life) {
      findings.append(
        .planOutlivesCode(rule: rule, waits: waits, life: life, at: range, lifeAt: webhook.codeLife.range))
    }
  }
}
