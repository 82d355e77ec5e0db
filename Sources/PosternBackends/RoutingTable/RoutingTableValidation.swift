public import PosternDiagnostics
public import PosternModel
public import PosternNumbering
import PosternTable

/// Where a table does not say what the policy says.
public struct RoutingTableDifference: Hashable, Sendable, CustomStringConvertible {
  /// Which part: `rule`, `country`, `phone automaton`, …
  public var part: String
  /// Which one of them, or a witness.
  public var witness: String

  /// One line.
  public var description: String { "\(part): \(witness)" }
}

/// Proves that a table decides like the policy it was made of: rule by rule, without trying requests.
///
/// Conditions are compared by their rows, the decision structure with the rows bit by bit, the phone automaton with
/// the numbering plan as a whole, everything else value by value. It shares nothing with the encoder but the rows.
public struct RoutingTableValidation {
  /// The first difference; nil if and only if there is none.
  /// - Complexity: rows times values of attributes.
  public static func firstDifference(
    _ bytes: [UInt8], from model: PolicyModel, plan: NumberingPlan = .shared,
    position: (SourceRange) -> SourcePosition?
  ) -> RoutingTableDifference? {
    let rows: PolicyRows
    do throws(PolicyRows.TooManyRows) {
      rows = try PolicyRows(model)
    } catch {
      return RoutingTableDifference(part: "rule", witness: error.rule)
    }
    do throws(TableDecodingError) {
      return try RoutingTableDecoder.withTable(bytes) { view, decoded in
        firstDifference(view, decoded, from: model, rows: rows, plan: plan, position: position)
      }
    } catch {
      return RoutingTableDifference(part: "table", witness: "\(error)")
    }
  }

  /// A table's readable twin, and where the table does not say what a policy says: read from its bytes once for both.
  public static func twin(
    of bytes: [UInt8], comparedWith model: PolicyModel, rows: PolicyRows, plan: NumberingPlan = .shared,
    position: (SourceRange) -> SourcePosition?
  ) throws(TableDecodingError) -> (twin: [UInt8], difference: RoutingTableDifference?) {
    try RoutingTableDecoder.withTable(bytes) { view, decoded in
      (
        RoutingTableDescription(table: decoded).bytes(view),
        firstDifference(
          view, decoded, from: model, rows: rows, plan: plan, position: position)
      )
    }
  }

  /// The first difference of a table that was read already, from a policy whose rows are at hand.
  static func firstDifference(
    _ view: TableView, _ decoded: DecodedTable, from model: PolicyModel, rows: PolicyRows,
    plan: NumberingPlan, position: (SourceRange) -> SourcePosition?
  ) -> RoutingTableDifference? {
    let expected = model.withoutSources
    return settingsDifference(decoded, expected)
      ?? ruleDifference(decoded, expected, rows)
      ?? countryDifference(decoded, expected)
      ?? placeDifference(decoded, model, position)
      ?? automatonDifference(decoded, plan)
      ?? RowBits(view, decoded).firstDifference()
  }

  /// Where parts of a table contradict one another, or the numbering plan: what can be judged without the policy.
  ///
  /// What a reader refuses is not here: a table that was decoded has, for each value, the rows' bits.
  public static func contradictions(
    in table: DecodedTable, plan: NumberingPlan = .shared
  ) -> [RoutingTableDifference] {
    [automatonDifference(table, plan), settingsContradiction(table), breakGlassContradiction(table)]
      .compactMap { $0 }
  }

  /// The settings of each region are what its own country rules come to.
  private static func settingsContradiction(_ table: DecodedTable) -> RoutingTableDifference? {
    let wrong = Region.all.filter { table.settings[Int($0.index)] != table.model.countries[$0] }
    guard let first = wrong.first else { return nil }
    let others = wrong.count > 1 ? " and \(wrong.count - 1) more" : ""
    return RoutingTableDifference(
      part: "country", witness: "\(first.code)\(others): the settings are not what the country rules say")
  }

  /// The rows of break-glass ask for one of some groups, and nothing else.
  private static func breakGlassContradiction(_ table: DecodedTable) -> RoutingTableDifference? {
    guard let rows = table.breakGlassRows, let groups = table.model.directory.breakGlass?.groups else {
      return nil
    }
    guard table.model.rows(of: .groups(.any(groups))) != rows else { return nil }
    return RoutingTableDifference(part: "rule", witness: "break-glass asks for more than groups")
  }

  // MARK: Values

  private static func settingsDifference(_ table: DecodedTable, _ expected: PolicyModel)
    -> RoutingTableDifference?
  {
    let found = table.model
    let parts: [(String, Bool)] = [
      ("policy", found.name == expected.name), ("environment", found.environment == expected.environment),
      ("identity providers", found.identityProviders == expected.identityProviders),
      ("applications", found.directory.applications == expected.directory.applications),
      ("groups", found.directory.groups == expected.directory.groups),
      ("network zones", found.directory.networkZones == expected.directory.networkZones),
      ("services", found.services == expected.services), ("channels", found.channels == expected.channels),
      ("limits", found.limits == expected.limits), ("webhook", found.webhook == expected.webhook),
      ("page", found.page == expected.page), ("twilio", found.twilio == expected.twilio),
    ]
    return parts.first { !$0.1 }.map { RoutingTableDifference(part: $0.0, witness: expected.name) }
  }

  private static func ruleDifference(
    _ table: DecodedTable, _ expected: PolicyModel, _ rows: PolicyRows
  ) -> RoutingTableDifference? {
    let found = table.model.routing
    var place = 0
    var first = 0
    func hasNextRows(_ decoded: [ConditionRow]) -> Bool {
      let end = first + rows.counts[place]
      defer { (place, first) = (place + 1, end) }
      return decoded.elementsEqual(rows.all[first..<end])
    }
    let methods = expected.directory.breakGlass?.methods
    guard table.model.directory.breakGlass?.methods == methods,
      (table.breakGlassRows == nil) == !rows.hasBreakGlass, table.breakGlassRows.map(hasNextRows) != false
    else {
      return RoutingTableDifference(part: "rule", witness: "break-glass")
    }
    for (index, rule) in expected.routing.rules.enumerated() {
      guard index < found.rules.count, found.rules[index].name == rule.name,
        found.rules[index].action == rule.action, found.rules[index].annotations == rule.annotations,
        hasNextRows(table.rows[index])
      else { return RoutingTableDifference(part: "rule", witness: rule.name) }
    }
    guard found.rules.count == expected.routing.rules.count, found.otherwise == expected.routing.otherwise
    else {
      return RoutingTableDifference(part: "rule", witness: "otherwise")
    }
    return nil
  }

  private static func countryDifference(_ table: DecodedTable, _ expected: PolicyModel)
    -> RoutingTableDifference?
  {
    for region in Region.all where table.settings[Int(region.index)] != expected.countries[region] {
      return RoutingTableDifference(part: "country", witness: region.code)
    }
    guard table.model.countries == expected.countries else {
      return RoutingTableDifference(part: "country", witness: "rules")
    }
    return nil
  }

  private static func placeDifference(
    _ table: DecodedTable, _ policy: PolicyModel, _ position: (SourceRange) -> SourcePosition?
  ) -> RoutingTableDifference? {
    let expected = policy.placedSources.map { source in
      position(source).map { DecodedPlace(file: $0.file, line: $0.line, column: $0.column) }
    }
    guard expected != table.places else { return nil }
    let index = expected.indices.first { $0 >= table.places.count || table.places[$0] != expected[$0] }
    return RoutingTableDifference(part: "place", witness: index.flatMap { expected[$0]?.text } ?? "none")
  }

  private static func automatonDifference(
    _ table: DecodedTable, _ plan: NumberingPlan
  ) -> RoutingTableDifference? {
    guard table.planVersion == plan.metadataVersion else {
      return RoutingTableDifference(
        part: "numbering plan",
        witness: "\(table.planVersion), where the compiler has \(plan.metadataVersion)")
    }
    var named: Set<DigitPrefix> = []
    for rows in table.rows {
      for row in rows where row.prefixes != nil || !row.excludedPrefixes.isEmpty {
        named.formUnion(row.prefixes ?? [])
        named.formUnion(row.excludedPrefixes)
      }
    }
    guard Set(table.automaton.prefixes) == named else {
      return RoutingTableDifference(part: "phone automaton", witness: "prefixes")
    }
    return table.automaton.firstDifference(from: plan).map {
      RoutingTableDifference(part: "phone automaton", witness: $0)
    }
  }
}
