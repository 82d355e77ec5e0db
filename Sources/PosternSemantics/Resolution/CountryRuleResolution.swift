internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering
internal import PosternSchema

/// `countries:` with sets expanded, as far as it could be.
struct CountryRuleResolution {
  /// The regions of each rule; nil if one was refused.
  var regions: [RegionSet?] = []
  /// nil unless everything was read.
  var policy: CountryPolicy?

  init(
    _ declared: CountriesDeclaration, _ countries: CountryResolution, _ names: inout References,
    _ findings: inout [Diagnostic]
  ) {
    var rules: [CountryRule] = []
    for rule in declared.rules.items {
      if !rule.countries.isComplete { names.doubt.insert(.countries) }
      let regions = countries.regions(rule.countries.items, &names, &findings)
      self.regions.append(rule.countries.isComplete ? regions : nil)
      guard let regions, rule.countries.isComplete, let resolved = Self.rule(rule, regions) else { continue }
      rules.append(resolved)
    }
    guard let otherwise = declared.otherwise.value.flatMap(Self.mode), declared.rules.isComplete,
      rules.count == declared.rules.items.count
    else { return }
    policy = CountryPolicy(rules: rules, otherwise: otherwise)
  }

  private static func mode(_ name: String) -> CountryMode? { CountryMode.allCases.first { $0.name == name } }

  private static func rule(_ rule: CountryRuleDeclaration, _ regions: RegionSet) -> CountryRule? {
    guard let annotations = rule.annotations.value, !rule.name.isFaulty, !rule.mode.isFaulty,
      !rule.locale.isFaulty, !rule.messagingService.isFaulty, rule.requires.isComplete,
      rule.requires.items.allSatisfy({ !$0.owner.isFaulty && !$0.until.isFaulty })
    else { return nil }
    var forbidden: ChannelSet?
    if let forbid = rule.forbid {
      let channels = forbid.items.compactMap { Channel(name: $0.value) }
      guard forbid.isComplete, channels.count == forbid.items.count else { return nil }
      forbidden = ChannelSet(channels)
    }
    let papers = rule.requires.items.map {
      Paper(name: $0.name.value, owner: $0.owner.value, until: $0.until.value, source: $0.name.range)
    }
    return CountryRule(
      name: rule.name.value, regions: regions, mode: rule.mode.value.flatMap(mode), locale: rule.locale.value,
      forbidden: forbidden, messagingService: rule.messagingService.value, papers: papers,
      annotations: annotations, source: rule.name.range ?? rule.countries.range ?? rule.range)
  }
}
