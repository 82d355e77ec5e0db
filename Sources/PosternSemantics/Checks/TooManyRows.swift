internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Rules whose conditions come to more than 256 rows in disjunctive form.
struct TooManyRows: Check {
  let codes = ["PST0601"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let rules = policy.declaration.routing.rules.items.span
    let drafts = policy.draft.routing.rules.span
    for index in rules.indices {
      let rows = drafts[index].condition?.rowCount ?? rules[index].condition.rowCount(negated: false)
      if rows > Condition.rowLimit, let name = drafts[index].name {
        findings.append(
          .tooManyRows(
            rule: name.value, rows: rows, isAtLeast: rows >= Condition.mostRowsCounted,
            limit: Condition.rowLimit, at: name.range))
      }
    }
  }
}

extension ConditionDeclaration {
  /// Like `Condition.rowCount`, for a condition with a name that was not found. Saturates at a million.
  fileprivate func rowCount(negated: Bool) -> Int {
    let most = Condition.mostRowsCounted
    switch self {
    case .not(let inner, _): return inner.rowCount(negated: !negated)
    case .all(let parts, _) where !negated, .any(let parts, _) where negated:
      return parts.reduce(1) { min(most, $0 * $1.rowCount(negated: negated)) }
    case .all(let parts, _), .any(let parts, _):
      return parts.reduce(0) { min(most, $0 + $1.rowCount(negated: negated)) }
    case .test, .faulty: return 1
    }
  }
}
