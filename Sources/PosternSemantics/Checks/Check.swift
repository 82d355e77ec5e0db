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
  /// Whether the phases before refused nothing.
  let isIntact: Bool

  /// The place of the first action that sends, in the order of the text; nil when nothing is sent.
  var firstSend: SourceRange? {
    let actions =
      declaration.routing.rules.items.map(\.action) + (declaration.routing.otherwise.map { [$0] } ?? [])
    for action in actions {
      if case .send(_, let range) = action { return range }
    }
    return nil
  }
}

/// One thing that is looked for. A check has no state, and says nothing about parts that were refused.
protocol Check: Sendable {
  /// The codes that it raises.
  var codes: [String] { get }

  /// Adds what it finds.
  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic])
}
