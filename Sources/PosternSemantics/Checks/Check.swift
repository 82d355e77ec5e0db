internal import PosternDiagnostics
internal import PosternNumbering
internal import PosternSchema

/// What a check looks at.
struct CheckedPolicy {
  /// What the files say.
  let declaration: PolicyDeclaration
  /// The same with names resolved, as far as it could be.
  let draft: PolicyDraft
  /// Names of all environments of the policy.
  let environments: [String]
  let plan: NumberingPlan
  /// nil: dates are not looked at.
  let today: CalendarDate?
  /// Whether the phases before refused something that may have used anything and left no mark.
  let mayHideUses: Bool

  /// The place of the first action that sends, in the order of the text; nil when nothing is sent.
  var firstSend: SourceRange? {
    let rules = declaration.routing.rules.items.span
    for index in rules.indices {
      if case .send(_, let range) = rules[index].action { return range }
    }
    if case .send(_, let range)? = declaration.routing.otherwise { return range }
    return nil
  }
}

extension RoutingDeclaration {
  /// The steps of all actions that say more than a channel, in the order of the text.
  func forEachStepWithSettings(_ body: (StepDeclaration) -> Void) {
    let rules = rules.items.span
    for index in rules.indices { rules[index].action.forEachStepWithSettings(body) }
    otherwise?.forEachStepWithSettings(body)
  }
}

extension ActionDeclaration {
  fileprivate func forEachStepWithSettings(_ body: (StepDeclaration) -> Void) {
    guard case .send(let steps, _) = self else { return }
    for step in steps.items where !step.isPlain { body(step) }
  }
}

/// One thing that is looked for. A check has no state, and says nothing about parts that were refused.
protocol Check: Sendable {
  /// The codes that it raises.
  var codes: [String] { get }

  /// Adds what it finds.
  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic])
}
