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
    do throws(TableDecodingError) {
      return try RoutingTableDecoder.withView(bytes) { view throws(TableDecodingError) in
        let decoded = try RoutingTableDecoder(view: view).run()
        return settingsDifference(decoded, model)
          ?? ruleDifference(decoded, model)
          ?? countryDifference(decoded, model)
          ?? placeDifference(decoded, model, position)
          ?? automatonDifference(decoded, model, plan)
          ?? RowBits(view, decoded).firstDifference()
      }
    } catch {
      return RoutingTableDifference(part: "table", witness: "\(error)")
    }
  }

  // MARK: Values

  private static func settingsDifference(_ table: DecodedTable, _ policy: PolicyModel)
    -> RoutingTableDifference?
  {
    let (found, expected) = (table.model, policy.withoutSources)
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
    return parts.first { !$0.1 }.map { RoutingTableDifference(part: $0.0, witness: policy.name) }
  }

  private static func ruleDifference(_ table: DecodedTable, _ policy: PolicyModel) -> RoutingTableDifference?
  {
    let expected = policy.withoutSources
    let found = table.model.routing
    let methods = policy.directory.breakGlass?.methods
    let rows = policy.directory.breakGlass.flatMap { policy.rows(of: .groups(.any($0.groups))) }
    guard table.model.directory.breakGlass?.methods == methods, table.breakGlassRows == rows else {
      return RoutingTableDifference(part: "rule", witness: "break-glass")
    }
    for (index, rule) in expected.routing.rules.enumerated() {
      guard index < found.rules.count, found.rules[index].name == rule.name,
        found.rules[index].action == rule.action, found.rules[index].annotations == rule.annotations,
        table.rows[index] == policy.rows(of: rule.condition)
      else { return RoutingTableDifference(part: "rule", witness: rule.name) }
    }
    guard found.rules.count == expected.routing.rules.count, found.otherwise == expected.routing.otherwise
    else {
      return RoutingTableDifference(part: "rule", witness: "otherwise")
    }
    return nil
  }

  private static func countryDifference(_ table: DecodedTable, _ policy: PolicyModel)
    -> RoutingTableDifference?
  {
    for region in Region.all where table.settings[Int(region.index)] != policy.countries[region] {
      return RoutingTableDifference(part: "country", witness: region.code)
    }
    guard table.model.countries == policy.withoutSources.countries else {
      return RoutingTableDifference(part: "country", witness: "rules")
    }
    return nil
  }

  private static func placeDifference(
    _ table: DecodedTable, _ policy: PolicyModel, _ position: (SourceRange) -> SourcePosition?
  ) -> RoutingTableDifference? {
    let expected = policy.placedSources.map { position($0)?.text }
    guard expected != table.places else { return nil }
    let index = expected.indices.first { $0 >= table.places.count || table.places[$0] != expected[$0] }
    return RoutingTableDifference(part: "place", witness: index.flatMap { expected[$0] } ?? "none")
  }

  private static func automatonDifference(
    _ table: DecodedTable, _ policy: PolicyModel, _ plan: NumberingPlan
  ) -> RoutingTableDifference? {
    guard table.planVersion == plan.metadataVersion else {
      return RoutingTableDifference(part: "numbering plan", witness: table.planVersion)
    }
    let rows = table.rows.joined()
    let named = Set(rows.flatMap { ($0.prefixes ?? []) + $0.excludedPrefixes })
    guard Set(table.automaton.prefixes) == named else {
      return RoutingTableDifference(part: "phone automaton", witness: "prefixes")
    }
    return table.automaton.firstDifference(from: plan).map {
      RoutingTableDifference(part: "phone automaton", witness: $0)
    }
  }
}
