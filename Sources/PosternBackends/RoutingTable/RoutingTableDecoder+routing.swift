import PosternModel
import PosternNumbering
import PosternTable

extension RoutingTableDecoder {
  /// Every rule, break-glass and `otherwise` among them, with a condition made of its rows.
  func rules(_ rows: [[ConditionRow]]) throws(TableDecodingError) -> [Rule] {
    var rules: [Rule] = []
    for record in 0..<view.count(.rules) {
      rules.append(
        Rule(
          name: name(RuleField.name, record),
          condition: makesConditions ? Condition(rows: rows[record]) : .all([]),
          action: try action(record),
          annotations: Annotations(
            because: text(RuleField.because, record), owner: text(RuleField.owner, record),
            until: text(RuleField.until, record)), source: Self.source, actionSource: Self.source))
    }
    return rules
  }

  private func action(_ rule: Int) throws(TableDecodingError) -> Action {
    switch integer(RuleField.outcome, rule) {
    case 0: return .deny(message: name(RuleField.message, rule))
    case 1: return .skip
    case 2: return .use(try methods(RuleField.methods, rule))
    default:
      let first = integer(RuleField.firstStep, rule)
      var steps: [Step] = []
      for record in first..<first + integer(RuleField.stepCount, rule) { steps.append(try step(record)) }
      return .send(steps)
    }
  }

  private func step(_ record: Int) throws(TableDecodingError) -> Step {
    func number(_ field: StepField) -> UInt8 { UInt8(truncatingIfNeeded: view.value(field, record)) }
    guard let channel = Channel(rawValue: number(.channel)),
      let advance = Advance(rawValue: number(.advance)),
      let afterFraudBlock = AfterFraudBlock(rawValue: number(.afterFraudBlock))
    else { throw .value(.steps, record: record) }
    return Step(
      channel: channel, wait: view.value(StepField.wait, record), advance: advance,
      service: integer(StepField.service, record), locale: text(StepField.locale, record),
      template: text(StepField.template, record), afterFraudBlock: afterFraudBlock, source: Self.source)
  }

  /// The rows of each rule.
  func rows() throws(TableDecodingError) -> [[ConditionRow]] {
    let prefixes = try prefixes()
    var sets: [RegionSet] = []
    for set in 0..<view.count(.regionSets) { sets.append(try regionSet(set)) }
    var rows: [[ConditionRow]] = []
    for rule in 0..<view.count(.rules) {
      let first = integer(RuleField.firstRow, rule)
      rows.append(
        (first..<first + integer(RuleField.rowCount, rule)).map { row($0, prefixes, sets) })
    }
    return rows
  }

  private func row(_ record: Int, _ prefixes: [DigitPrefix], _ sets: [RegionSet]) -> ConditionRow {
    var row = ConditionRow()
    row.regions = sets[integer(RowField.regions, record)]
    row.lineTypes = LineTypeSet(rawValue: UInt16(truncatingIfNeeded: view.value(RowField.lineTypes, record)))
    row.risks = RiskSet(rawValue: UInt8(truncatingIfNeeded: view.value(RowField.risks, record)))
    let email = integer(RowField.email, record)
    row.admitsNoEmail = email & 1 != 0
    row.admitsEmail = email & 2 != 0
    if optional(RowField.prefixes, record) != nil {
      row.prefixes = numbers(RowField.prefixes, record).map { prefixes[$0] }
    }
    row.excludedPrefixes = numbers(RowField.excludedPrefixes, record).map { prefixes[$0] }
    row.providers = names(.providers, record, view.count(.providers))
    row.applications = names(.applications, record, view.count(.applications))
    row.groups = constraint((.groupsAny, .groupsAll, .groupsNone, .groupsNotAll), record)
    row.networkZones = constraint((.zonesAny, .zonesAll, .zonesNone, .zonesNotAll), record)
    row.rollouts = numbers(RowField.rollouts, record).map { range in
      RolloutRange(
        rule: name(RolloutField.rule, integer(RolloutRangeField.rollout, range)),
        lower: integer(RolloutRangeField.lower, range), upper: integer(RolloutRangeField.upper, range))
    }.sorted { $0.rule < $1.rule }
    return row
  }

  private func names(_ field: RowField, _ record: Int, _ declared: Int) -> NameSet? {
    guard optional(field, record) != nil else { return nil }
    let numbers = numbers(field, record)
    return NameSet(indices: numbers.filter { $0 < declared }, unknown: numbers.contains(declared))
  }

  private func constraint(
    _ fields: (any: RowField, all: RowField, none: RowField, notAll: RowField), _ record: Int
  ) -> SetConstraint {
    func lists(_ field: RowField) -> [[Int]] {
      view.list(view.value(field, record)).map { view.list($0).map(Int.init) }
    }
    var constraint = SetConstraint()
    constraint.any = lists(fields.any)
    constraint.all = numbers(fields.all, record)
    constraint.none = numbers(fields.none, record)
    constraint.notAll = lists(fields.notAll)
    return constraint
  }

  private func prefixes() throws(TableDecodingError) -> [DigitPrefix] {
    var prefixes: [DigitPrefix] = []
    for record in 0..<view.count(.prefixes) {
      guard let prefix = DigitPrefix(name(PrefixField.text, record)) else {
        throw .value(.prefixes, record: record)
      }
      prefixes.append(prefix)
    }
    return prefixes
  }

  // MARK: Countries and phone numbers

  private func regionSet(_ record: Int) throws(TableDecodingError) -> RegionSet {
    var set = RegionSet()
    for (index, field) in RegionSetField.allCases.enumerated() {
      var word = view.value(field, record)
      while word != 0 {
        set.insert(try region(index * 32 + word.trailingZeroBitCount))
        word &= word - 1
      }
    }
    return set
  }

  /// The region of a record, which must be this numbering plan's region of that number.
  private func region(_ record: Int) throws(TableDecodingError) -> Region {
    guard let region = Region(index: record), region.code == name(RegionField.code, record) else {
      throw .value(.regions, record: record)
    }
    return region
  }

  func countryRules() throws(TableDecodingError) -> [CountryRule] {
    var rules: [CountryRule] = []
    for record in 0..<view.count(.countryRules) {
      rules.append(
        CountryRule(
          name: text(CountryRuleField.name, record),
          regions: try regionSet(integer(CountryRuleField.regions, record)),
          mode: optional(CountryRuleField.mode, record).flatMap {
            CountryMode(rawValue: UInt8(truncatingIfNeeded: $0))
          }, locale: text(CountryRuleField.locale, record),
          forbidden: optional(CountryRuleField.forbidden, record).map {
            ChannelSet(rawValue: UInt8(truncatingIfNeeded: $0))
          }, messagingService: text(CountryRuleField.messagingService, record),
          annotations: Annotations(
            because: text(CountryRuleField.because, record), owner: text(CountryRuleField.owner, record),
            until: text(CountryRuleField.until, record)), source: Self.source))
    }
    return rules
  }

  func settings() throws(TableDecodingError) -> [CountrySettings] {
    var found: [CountrySettings] = []
    guard view.count(.regions) == Region.count else { throw .value(.regions, record: view.count(.regions)) }
    for number in 0..<view.count(.regions) {
      let record = integer(RegionField.settings, Int(try region(number).index))
      guard
        let mode = CountryMode(rawValue: UInt8(truncatingIfNeeded: view.value(SettingsField.mode, record)))
      else { throw .value(.settings, record: record) }
      var settings = CountrySettings(mode: mode)
      settings.modeRule = optional(SettingsField.modeRule, record).map(Int.init)
      settings.locale = text(SettingsField.locale, record)
      settings.localeRule = optional(SettingsField.localeRule, record).map(Int.init)
      settings.forbidden = ChannelSet(
        rawValue: UInt8(truncatingIfNeeded: view.value(SettingsField.forbidden, record)))
      settings.forbiddenRule = optional(SettingsField.forbiddenRule, record).map(Int.init)
      settings.messagingService = text(SettingsField.messagingService, record)
      settings.messagingServiceRule = optional(SettingsField.messagingServiceRule, record).map(Int.init)
      found.append(settings)
    }
    return found
  }

  func automaton() throws(TableDecodingError) -> PhoneAutomaton {
    var classes: [PhoneAutomaton.Class] = []
    for record in 0..<view.count(.labels) {
      guard let type = LineType(rawValue: UInt8(truncatingIfNeeded: view.value(LabelField.lineType, record)))
      else { throw .value(.labels, record: record) }
      classes.append(
        PhoneAutomaton.Class(
          phoneClass: PhoneClass(
            region: try region(integer(LabelField.region, record)), lineType: type,
            isValid: integer(LabelField.valid, record) == 1), prefixes: numbers(LabelField.prefixes, record)))
    }
    let words = (0..<view.count(.automaton)).map { view.element(.automaton, $0) }
    let prefixes = try prefixes()
    do throws(PhoneAutomatonError) {
      return try PhoneAutomaton(validating: words, classes: classes, prefixes: prefixes)
    } catch {
      throw .automaton(error)
    }
  }
}

extension Condition {
  /// A condition that holds exactly where one of the rows does.
  init(rows: [ConditionRow]) {
    let parts = rows.map(Condition.init(row:))
    self = parts.count == 1 ? parts[0] : parts.isEmpty ? .country(RegionSet()) : .any(parts)
  }

  private init(row: ConditionRow) {
    var parts: [Condition] = []
    if row.regions != .all { parts.append(.country(row.regions)) }
    if row.lineTypes != .all { parts.append(.lineType(row.lineTypes)) }
    if let prefixes = row.prefixes { parts.append(.prefix(prefixes)) }
    if !row.excludedPrefixes.isEmpty { parts.append(.not(.prefix(row.excludedPrefixes))) }
    if let names = row.providers { parts.append(.identityProvider(names)) }
    if let names = row.applications { parts.append(.application(names)) }
    for (constraint, test) in [(row.groups, Condition.groups), (row.networkZones, Condition.networkZones)] {
      parts += constraint.any.map { test(.any($0)) }
      if !constraint.all.isEmpty { parts.append(test(.all(constraint.all))) }
      if !constraint.none.isEmpty { parts.append(test(.none(constraint.none))) }
      parts += constraint.notAll.map { .not(test(.all($0))) }
    }
    if row.risks != .all { parts.append(.risk(row.risks)) }
    if !row.admitsNoEmail { parts.append(.emailPresent) }
    if !row.admitsEmail { parts.append(.not(.emailPresent)) }
    for range in row.rollouts {
      if range.upper <= RolloutRange.outside {
        parts.append(.rollout(Rollout(rule: range.rule, buckets: range.upper)))
      }
      if range.lower > 0 { parts.append(.not(.rollout(Rollout(rule: range.rule, buckets: range.lower)))) }
    }
    self = parts.count == 1 ? parts[0] : parts.isEmpty ? .country(.all) : .all(parts)
  }
}
