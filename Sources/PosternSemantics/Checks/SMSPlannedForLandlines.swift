internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering
internal import PosternSchema

/// Services with `skipSmsToLandlines` whose SMS can be planned for a fixed line: that changes nothing in a plan.
struct SMSPlannedForLandlines: Check {
  let codes = ["PST0625"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let services = policy.declaration.verifyServices.items
    let skipping = services.indices.filter { services[$0].flag("SkipSmsToLandlines")?.value == true }
    guard !skipping.isEmpty, let routing = policy.draft.routing.routing,
      let countries = policy.draft.countries.policy, let channels = policy.draft.sending.channels
    else { return }
    let sms = channels.first { $0.channel == .sms }
    guard sms?.lineTypes?.contains(LineType.fixedLine) != false else { return }
    let open = RegionSet(
      policy.plan.pairs.filter { region, type in
        type == .fixedLine && countries[region].mode != .block
          && !countries[region].forbidden.contains(Channel.sms)
      }.map(\.0))
    guard !open.isEmpty else { return }
    let regions = ReachFinder.countries.firstMatches(routing.rules)
    let types = ReachFinder.lineTypes.firstMatches(routing.rules)
    for service in skipping {
      let plans = routing.actions.enumerated().filter { index, entry in
        entry.action.sendsSMS(by: service) && types[index].contains(LineType.fixedLine)
          && !regions[index].intersection(open).isEmpty
      }.map { routing.actionSource($0.offset) }
      guard !plans.isEmpty, let flag = services[service].flag("SkipSmsToLandlines") else { continue }
      findings.append(
        .smsPlannedForLandlines(service: services[service].name.value, at: flag.range, plans: plans))
    }
  }
}

extension Action {
  fileprivate func sendsSMS(by service: Int) -> Bool {
    if case .send(let steps) = self {
      steps.contains { $0.channel == .sms && $0.service == service }
    } else {
      false
    }
  }
}
