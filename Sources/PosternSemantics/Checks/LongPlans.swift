internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Plans, as written, of more than five steps, of exactly five, and those that outlive the code.
struct LongPlans: Check {
  let codes = ["PST0620", "PST0621", "PST0622"]

  /// Sends that Twilio allows for one verification.
  static let mostSteps = 5

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let items = policy.declaration.routing.rules.items
    let rules = items.span
    let drafts = policy.draft.routing.rules.span
    let webhook = policy.declaration.webhook
    let codeLife = webhook.map(\.codeLife) ?? .absent
    let life = webhook == nil || codeLife.isFaulty ? nil : codeLife.value ?? WebhookResolution.defaultCodeLife
    for index in rules.indices {
      look(rules[index].action, drafts[index].action, life, codeLife.range, &findings) {
        policy.declaration.routing.writtenName(of: items[index])
      }
    }
    if let otherwise = policy.declaration.routing.otherwise {
      look(otherwise, policy.draft.routing.otherwise, life, codeLife.range, &findings) { "otherwise" }
    }
  }

  /// - Parameters:
  ///   - life: seconds that a code lives; nil where that is not known.
  ///   - name: the rule's name.
  private func look(
    _ declared: ActionDeclaration, _ resolved: Action?, _ life: UInt32?, _ lifeAt: SourceRange?,
    _ findings: inout [Diagnostic], name: () -> String
  ) {
    guard case .send(let steps, let range) = declared else { return }
    if steps.items.count > Self.mostSteps {
      findings.append(.planTooLong(rule: name(), steps: steps.items.count, at: range))
      return
    }
    guard steps.isComplete else { return }
    if steps.items.count == Self.mostSteps { findings.append(.planWithoutResend(rule: name(), at: range)) }
    guard case .send(let plan)? = resolved, let life else { return }
    let waits = plan.reduce(UInt64(0)) { $0 + UInt64($1.wait) }
    if waits >= UInt64(life) {
      findings.append(
        .planOutlivesCode(rule: name(), waits: waits, life: life, at: range, lifeAt: lifeAt))
    }
  }
}
