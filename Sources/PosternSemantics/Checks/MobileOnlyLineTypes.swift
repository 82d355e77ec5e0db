internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering
internal import PosternSchema

/// Channels with `mobile` and without `fixed_line_or_mobile`, where countries that are not blocked have such numbers.
///
/// Named are countries whose numbers do not tell the two apart: those that lack `mobile` or `fixed_line`. A few have all
/// three, `fixed_line_or_mobile` for a remainder; they are left alone.
struct MobileOnlyLineTypes: Check {
  let codes = ["PST0508"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let countries = policy.draft.countries.policy else { return }
    for channel in policy.declaration.channels.items where channel.name.value != Channel.email.name {
      guard let given = channel.lineTypes, given.isComplete else { continue }
      let types = LineTypeSet(given.items.compactMap { LineType(name: $0.value) })
      guard types.contains(.mobile), !types.contains(.fixedLineOrMobile) else { continue }
      let named = policy.plan.pairs.filter { region, type in
        type == .fixedLineOrMobile && countries[region].mode != .block
          && !policy.plan.lineTypes(of: region).isSuperset(of: LineTypeSet([.mobile, .fixedLine]))
      }.map(\.0)
      guard !named.isEmpty else { continue }
      findings.append(
        .mobileOnlyLineTypes(
          channel: channel.name.value, countries: RegionSet(named).regions.map(\.code),
          at: given.range ?? channel.name.range))
    }
  }
}
