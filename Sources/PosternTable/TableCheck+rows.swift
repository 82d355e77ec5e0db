extension TableCheck {
  /// Rules and rows.
  func checkRows() throws(TableError) {
    let rules = view.count(.rules)
    guard rules > 0 else { throw .wrongSize(.rules) }
    for rule in 0..<rules { try checkRule(rule, isLast: rule == rules - 1) }
    if view.value(PolicyField.breakGlass, 0) == 1 {
      guard rules > 1, view.value(RuleField.outcome, 0) == 2 else { throw .inconsistent(.rules, record: 0) }
    }
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
    for row in 0..<view.count(.rows) { try checkRow(row) }
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
