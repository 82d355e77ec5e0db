internal import PosternDiagnostics
internal import PosternNumbering
internal import PosternSchema

/// Keys of a country rule that later rules give for every one of its countries.
struct OverriddenCountryKeys: Check {
  let codes = ["PST0507"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let declared = policy.declaration.countries.rules
    let rules = declared.items
    let regions = policy.draft.countries.regions
    guard declared.isComplete, rules.count == regions.count else { return }
    var found: [Diagnostic] = []
    for key in Key.allCases {
      // From the last rule to the first: what the rules behind give for which regions.
      var covered = RegionSet()
      for index in rules.indices.reversed() {
        guard let range = key.range(in: rules[index]), let own = regions[index] else { continue }
        if own.intersection(covered) == own, !own.isEmpty {
          let later = (index + 1..<rules.count).lazy.filter { later in
            key.range(in: rules[later]) != nil && regions[later].map { !$0.intersection(own).isEmpty } == true
          }
          found.append(
            .overriddenKey(
              key.rawValue, at: range, later: later.prefix(3).compactMap { key.range(in: rules[$0]) }))
        }
        covered.formUnion(own)
      }
    }
    findings += found
  }

  private enum Key: String, CaseIterable {
    case mode, locale, forbid = "channels.forbid", messagingService

    /// Where a rule gives the key; nil where it does not.
    func range(in rule: CountryRuleDeclaration) -> SourceRange? {
      switch self {
      case .mode: rule.mode.range
      case .locale: rule.locale.range
      case .forbid: rule.forbid.map { $0.range ?? rule.range }
      case .messagingService: rule.messagingService.range
      }
    }
  }
}
