extension TableCheck {
  /// Rules and rows.
  func checkRows() throws(TableError) {
    let rules = view.count(.rules)
    guard rules > 0 else { throw .wrongSize(.rules) }
    for rule in 0..<rules { try checkRule(rule, isLast: rule == rules - 1) }
    try checkReservedNames(rules)
    let regions = view.count(.regions)
    for set in 0..<view.count(.regionSets) {
      var isEmpty = true
      for (index, field) in RegionSetField.allCases.enumerated() {
        let bits = max(0, min(32, regions - index * 32))
        let behind = bits == 32 ? 0 : UInt32.max << UInt32(bits)
        let word = view.value(field, set)
        guard word & behind == 0 else { throw .inconsistent(.regionSets, record: set) }
        isEmpty = isEmpty && word == 0
      }
      if isEmpty { throw .inconsistent(.regionSets, record: set) }
    }
    var read: UInt32 = 0
    for row in 0..<view.count(.rows) {
      try checkRow(row)
      read |= attributes(row)
    }
    guard read & ~view.value(PolicyField.attributes, 0) == 0 else { throw .inconsistent(.policy, record: 0) }
  }

  /// The first rule is `break-glass` where the policy says so, the last one `otherwise`, and no other is either.
  private func checkReservedNames(_ rules: Int) throws(TableError) {
    let hasBreakGlass = view.value(PolicyField.breakGlass, 0) == 1
    guard isNamed(0, "break-glass") == hasBreakGlass else { throw .inconsistent(.policy, record: 0) }
    if hasBreakGlass, view.value(RuleField.outcome, 0) != 2 { throw .inconsistent(.rules, record: 0) }
    for rule in 0..<rules {
      guard isNamed(rule, "otherwise") == (rule == rules - 1), rule == 0 || !isNamed(rule, "break-glass")
      else { throw .inconsistent(.rules, record: rule) }
    }
  }

  private func isNamed(_ rule: Int, _ name: String) -> Bool {
    let text = view.value(RuleField.name, rule)
    return view.textRange(text)?.count == name.utf8.count && view.name(text) == name
  }

  /// Bits of the attributes that a row tests.
  private func attributes(_ row: Int) -> UInt32 {
    var bits: UInt32 = 0
    func add(_ attribute: Attribute, _ tests: Bool) { if tests { bits |= attribute.bit } }
    func lists(_ field: RowField) -> Bool { view.value(field, row) != TableFormat.none }
    let set = Int(view.value(RowField.regions, row))
    var regions = 0
    for field in RegionSetField.allCases { regions += view.value(field, set).nonzeroBitCount }
    add(.country, regions < view.count(.regions))
    add(.lineType, view.value(RowField.lineTypes, row) != 0xFFF)
    add(.prefix, lists(.prefixes) || lists(.excludedPrefixes))
    add(.identityProvider, lists(.providers))
    add(.application, lists(.applications))
    add(.group, lists(.groupsAny) || lists(.groupsAll) || lists(.groupsNone) || lists(.groupsNotAll))
    add(.networkZone, lists(.zonesAny) || lists(.zonesAll) || lists(.zonesNone) || lists(.zonesNotAll))
    add(.risk, view.value(RowField.risks, row) != 0xF)
    add(.email, view.value(RowField.email, row) != 3)
    add(.rollout, lists(.rollouts))
    return bits
  }

  private func checkRule(_ rule: Int, isLast: Bool) throws(TableError) {
    let outcome = view.value(RuleField.outcome, rule)
    let steps = view.value(RuleField.stepCount, rule)
    let rows = view.value(RuleField.rowCount, rule)
    let hasMessage = view.value(RuleField.message, rule) != TableFormat.none
    let hasMethods = view.value(RuleField.methods, rule) != TableFormat.none
    guard hasMessage == (outcome == 0), hasMethods == (outcome == 2),
      outcome == 3 ? (1...8).contains(steps) : steps == 0, !isLast || rows == 0
    else { throw .inconsistent(.rules, record: rule) }
    let first = Int(view.value(RuleField.firstRow, rule))
    for row in first..<first + Int(rows) where view.value(RowField.rule, row) != UInt32(rule) {
      throw .inconsistent(.rows, record: row)
    }
  }

  private func checkRow(_ row: Int) throws(TableError) {
    guard view.value(RowField.lineTypes, row) != 0, view.value(RowField.risks, row) != 0,
      view.value(RowField.email, row) != 0
    else { throw .inconsistent(.rows, record: row) }
    var residuals: UInt32 = 0
    if hasResidual(row, .groupsAny, .groupsAll, .groupsNotAll) { residuals |= Residual.groups.bit }
    if hasResidual(row, .zonesAny, .zonesAll, .zonesNotAll) { residuals |= Residual.zones.bit }
    if view.value(RowField.rollouts, row) != TableFormat.none { residuals |= Residual.rollouts.bit }
    guard residuals == view.value(RowField.residuals, row) else { throw .inconsistent(.rows, record: row) }
  }

  /// The bitmaps hold the first name that must be there, else the first list of names.
  private func hasResidual(_ row: Int, _ any: RowField, _ all: RowField, _ notAll: RowField) -> Bool {
    let lists = items(any, row) + items(all, row)
    return lists > 1 || items(notAll, row) > 0
  }

  private func items(_ field: RowField, _ row: Int) -> Int {
    view.listRange(view.value(field, row))?.count ?? 0
  }
}
