import PosternTable

/// Writes down what the walk tells it.
struct ExplainRecorder: DecisionRecorder {
  let table: RoutingTable
  private(set) var attributes: [Explanation.AttributeValue] = []
  private(set) var rules: [Explanation.RuleStep] = []
  private(set) var isReplaced = false
  private var causes: [StepCause?] = []

  init(table: RoutingTable) {
    self.table = table
  }

  private var view: TableView { table.view }

  // MARK: What the walk tells

  mutating func read(_ facts: Facts, _ groups: PresentNames, _ zones: PresentNames, user: LentRequest.Text) {
    func name(_ section: Section, _ index: Int) -> String {
      index < view.count(section) ? view.name(view.element(of: section, index)) : "unknown"
    }
    func add(_ attribute: Attribute, _ values: [String]) {
      let isRead = table.layout.reads(attribute)
      attributes.append(.init(attribute: "\(attribute)", values: values, isRead: isRead))
    }
    let prefixes = view.list(view.value(LabelField.prefixes, facts.label))
    add(.country, [view.name(view.value(RegionField.code, facts.region))])
    add(.lineType, ["\(RoutingTable.staticLineType(facts.lineType))"])
    add(.prefix, prefixes.map { view.name(view.value(PrefixField.text, Int($0))) })
    add(.identityProvider, [name(.providers, facts.provider)])
    add(.application, [name(.applications, facts.application)])
    unsafe add(.group, groups.sorted.map { name(.groups, $0) })
    unsafe add(.networkZone, zones.sorted.map { name(.zones, $0) })
    add(.risk, [["low", "medium", "high", "unknown"][min(facts.risk, 3)]])
    add(.email, [facts.hasEmail ? "present" : "absent"])
    let buckets = (0..<view.count(.rollouts)).map { rollout in
      let bucket = unsafe table.bucket(of: user, in: rollout)
      let rule = view.name(view.value(RolloutField.rule, rollout))
      return "\(rule): \(bucket == 10_000 ? "no user" : String(bucket))"
    }
    add(.rollout, buckets)
  }

  mutating func matched(
    _ rule: Int, _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames, user: LentRequest.Text
  ) {
    for index in 0...rule {
      let first = Int(view.value(RuleField.firstRow, index))
      let rows = first..<first + Int(view.value(RuleField.rowCount, index))
      rules.append(
        Explanation.RuleStep(
          name: view.name(view.value(RuleField.name, index)), isMatch: index == rule,
          excludedBy: index == rule
            ? [] : rows.map { unsafe exclusions($0, facts, groups, zones, user: user) },
          place: place(RuleField.file, .line, .column, index),
          actionPlace: place(RuleField.actionFile, .actionLine, .actionColumn, index),
          because: view.text(view.value(RuleField.because, index))))
    }
  }

  mutating func left(_ step: Int, isKept: Bool, by cause: StepCause?) { causes.append(cause) }

  mutating func replacedByCountry() { isReplaced = true }

  // MARK: What is made of it

  /// The attributes that keep a row from admitting the request.
  private func exclusions(
    _ row: Int, _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames, user: LentRequest.Text
  ) -> [String] {
    var found: [Attribute] = []
    func items(_ field: RowField) -> [UInt32]? {
      let list = view.value(field, row)
      return list == TableFormat.none ? nil : view.list(list)
    }
    let fields = RegionSetField.allCases
    let word = view.value(fields[facts.region / 32 % 8], Int(view.value(RowField.regions, row)))
    if word & (1 << UInt32(facts.region % 32)) == 0 { found.append(.country) }
    if view.value(RowField.lineTypes, row) & (1 << UInt32(facts.lineType)) == 0 { found.append(.lineType) }
    let begun = view.list(view.value(LabelField.prefixes, facts.label))
    let isBegun = items(.prefixes).map { $0.contains(where: begun.contains) } ?? true
    if !isBegun || items(.excludedPrefixes)?.contains(where: begun.contains) == true { found.append(.prefix) }
    if let names = items(.providers), !names.contains(UInt32(facts.provider)) {
      found.append(.identityProvider)
    }
    if let names = items(.applications), !names.contains(UInt32(facts.application)) {
      found.append(.application)
    }
    if unsafe !table.admits(row, groups, (.groupsAny, .groupsAll, .groupsNone, .groupsNotAll)) {
      found.append(.group)
    }
    if unsafe !table.admits(row, zones, (.zonesAny, .zonesAll, .zonesNone, .zonesNotAll)) {
      found.append(.networkZone)
    }
    if view.value(RowField.risks, row) & (1 << UInt32(facts.risk)) == 0 { found.append(.risk) }
    if view.value(RowField.email, row) & (facts.hasEmail ? 2 : 1) == 0 { found.append(.email) }
    if unsafe !table.admitsRollouts(row, user: user) { found.append(.rollout) }
    return found.map { "\($0)" }
  }

  /// What holds for the country, and who said so.
  func country(of decision: TableDecision) -> [Explanation.CountrySetting] {
    let settings = Int(view.value(RegionField.settings, decision.region))
    var found: [Explanation.CountrySetting] = []
    func add(_ key: String, _ values: [String], _ rule: SettingsField) {
      let index = view.value(rule, settings)
      guard key == "mode" || !values.isEmpty || index != TableFormat.none else { return }
      found.append(
        Explanation.CountrySetting(
          key: key, values: values, rule: view.text(view.value(CountryRuleField.name, Int(index))),
          place: place(CountryRuleField.file, .line, .column, Int(index))))
    }
    let forbidden = view.value(SettingsField.forbidden, settings)
    let channels = TableChannel.allCases.filter { forbidden & (1 << UInt32($0.rawValue)) != 0 }
    add("mode", [decision.mode.name], .modeRule)
    add("locale", [view.text(view.value(SettingsField.locale, settings))].compactMap { $0 }, .localeRule)
    add("channels.forbid", channels.map(\.name), .forbiddenRule)
    add(
      "messagingService", [view.text(view.value(SettingsField.messagingService, settings))].compactMap { $0 },
      .messagingServiceRule)
    return found
  }

  /// The steps of the rule, and what became of them.
  func plan(of decision: TableDecision) -> [Explanation.PlanStep] {
    let first = Int(view.value(RuleField.firstStep, decision.rule))
    let settings = Int(view.value(RegionField.settings, decision.region))
    return causes.enumerated().map { index, cause in
      let number = view.value(StepField.channel, first + index)
      var causePlace: Explanation.Place?
      if cause == .forbidden {
        let rule = Int(view.value(SettingsField.forbiddenRule, settings))
        causePlace = place(CountryRuleField.file, .line, .column, rule)
      } else if cause == .lineType {
        let own = (0..<view.count(.channels)).first { view.value(ChannelField.channel, $0) == number }
        causePlace = own.flatMap { place(ChannelField.file, .line, .column, $0) }
      }
      return Explanation.PlanStep(
        channel: TableChannel(rawValue: UInt8(truncatingIfNeeded: number)) ?? .sms, removedBy: cause,
        place: place(StepField.file, .line, .column, first + index), causePlace: causePlace)
    }
  }

  private func place<Field: RecordField>(
    _ file: Field, _ line: Field, _ column: Field, _ record: Int
  ) -> Explanation.Place? {
    guard let name = view.text(view.value(file, record)) else { return nil }
    return Explanation.Place(
      file: name, line: Int(view.value(line, record)), column: Int(view.value(column, record)))
  }
}

extension PresentNames {
  /// The names that are there, ascending.
  var sorted: [Int] { unsafe (0..<count).map { unsafe Int(list[$0]) }.sorted() }
}
