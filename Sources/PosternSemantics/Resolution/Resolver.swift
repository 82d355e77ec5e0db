public import PosternDiagnostics
public import PosternModel
public import PosternNumbering
public import PosternSchema

/// What the semantic phase makes of one policy in one environment.
public struct ResolvedPolicy: Sendable {
  /// nil when there is an error, here or before, and when the policy has no environment.
  public var model: PolicyModel?
  /// All findings of this phase, unordered.
  public var diagnostics: [Diagnostic]
}

/// Declarations → model: finds what names mean, and runs the checks of `CheckList`.
public enum Resolver {
  /// Resolves a policy in one environment.
  ///
  /// Parts that were refused before are passed over in silence; everything else is checked, so that all faults of a
  /// run are found and none brings others.
  /// - Parameters:
  ///   - declaration: What the files say, overlay and variables applied.
  ///   - environments: The names of all environments of the policy, checked in this run or not.
  ///   - plan: What is known of the world's phone numbers.
  ///   - today: The day that `until` is compared with; nil: dates are not looked at.
  ///   - mayHideUses: Whether the phases before refused something that may have used anything and left no mark: then
  ///     nothing is said to be unused.
  /// - Complexity: linear in the policy, but for names that are not found, which are compared with all of their kind.
  public static func resolve(
    _ declaration: PolicyDeclaration, environments: [String], plan: NumberingPlan = .shared,
    today: CalendarDate? = nil, mayHideUses: Bool = false
  ) -> ResolvedPolicy {
    var findings: [Diagnostic] = []
    let draft = PolicyDraft(declaration, &findings)
    let facts = CheckedPolicy(
      declaration: declaration, draft: draft, environments: environments, plan: plan, today: today,
      mayHideUses: mayHideUses)
    for check in CheckList.all { check.run(facts, &findings) }
    let hasError = findings.contains { $0.severity == .error }
    return ResolvedPolicy(model: hasError ? nil : draft.model(declaration), diagnostics: findings)
  }
}
