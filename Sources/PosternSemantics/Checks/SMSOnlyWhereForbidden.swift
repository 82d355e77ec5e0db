internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering
internal import PosternSchema

/// Plans of SMS alone that reach countries which are not blocked and forbid SMS.
struct SMSOnlyWhereForbidden: Check {
  let codes = ["PST0623"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let routing = policy.draft.routing.routing, let countries = policy.draft.countries.policy else {
      return
    }
    guard countries.rules.contains(where: { $0.forbidden?.contains(Channel.sms) ?? false }) else { return }
    let forbidding = RegionSet(
      Region.all.filter { countries[$0].forbidden.contains(Channel.sms) && countries[$0].mode != .block })
    guard !forbidding.isEmpty else { return }
    let numbered = forbidding.intersection(RegionSet(policy.plan.pairs.map(\.0)))
    let actions = routing.actions
    guard actions.contains(where: { $0.action.sendsSMSAlone }) else { return }
    for (index, reach) in ReachFinder.countries.firstMatches(routing.rules).enumerated()
    where actions[index].action.sendsSMSAlone {
      let named = reach.intersection(numbered).regions
      guard let first = named.first else { continue }
      let rule = countries[first].forbiddenRule.map { policy.declaration.countries.rules.items[$0] }
      findings.append(
        .smsOnlyWhereForbidden(
          rule: actions[index].rule, countries: named.map(\.code), at: routing.actionSource(index),
          forbidden: rule?.forbid?.range))
    }
  }
}

extension Action {
  fileprivate var sendsSMSAlone: Bool {
    if case .send = self { isSMSAlone } else { false }
  }
}
