public import PosternDiagnostics
public import PosternModel
public import PosternNumbering
import PosternTable

/// Writes a policy in one environment as a routing table.
///
/// The bytes depend on nothing but the policy and the places of its parts: the same policy gives the same bytes
/// everywhere.
public struct RoutingTableEncoder {
  let model: PolicyModel
  let automaton: PhoneAutomaton
  let position: (SourceRange) -> SourcePosition?
  /// Rows of all rules, in order.
  let rows: [ConditionRow]
  /// How many of them each rule has: break-glass if there is one, the policy's, `otherwise`.
  let rowCounts: [Int]
  var writer = TableWriter()

  /// The table of a policy.
  /// - Parameters:
  ///   - plan: the numbering plan, which the policy's prefixes refine.
  ///   - position: line and column of a place, with the file's name in artefacts; nil: none.
  /// - Complexity: rows times values of attributes, 64 rows a step.
  public static func encode(
    _ model: PolicyModel, plan: NumberingPlan = .shared, position: (SourceRange) -> SourcePosition?
  ) throws(RoutingTableError) -> [UInt8] {
    try encode(model, rows: rows(of: model), plan: plan, position: position)
  }

  /// The table of a policy whose rows are at hand.
  public static func encode(
    _ model: PolicyModel, rows: PolicyRows, plan: NumberingPlan = .shared,
    position: (SourceRange) -> SourcePosition?
  ) throws(RoutingTableError) -> [UInt8] {
    let automaton: PhoneAutomaton
    do {
      automaton = try PhoneAutomaton(refining: plan, by: rows.prefixes)
    } catch {
      throw .tooLarge
    }
    return try encode(model, rows, automaton, plan.metadataVersion, position)
  }

  /// The table of a policy with a phone automaton of one's own, which must tell the policy's prefixes apart.
  public static func encode(
    _ model: PolicyModel, automaton: PhoneAutomaton, planVersion: String,
    position: (SourceRange) -> SourcePosition?
  ) throws(RoutingTableError) -> [UInt8] {
    let rows = try rows(of: model)
    guard automaton.prefixes == Set(rows.prefixes).sorted() else { throw .tooLarge }
    return try encode(model, rows, automaton, planVersion, position)
  }

  private static func rows(of model: PolicyModel) throws(RoutingTableError) -> PolicyRows {
    do throws(PolicyRows.TooManyRows) {
      return try PolicyRows(model)
    } catch {
      throw .tooManyRows(rule: error.rule)
    }
  }

  private static func encode(
    _ model: PolicyModel, _ rows: PolicyRows, _ automaton: PhoneAutomaton, _ planVersion: String,
    _ position: (SourceRange) -> SourcePosition?
  ) throws(RoutingTableError) -> [UInt8] {
    try withoutActuallyEscaping(position) { position throws(RoutingTableError) in
      var encoder = RoutingTableEncoder(
        model: model, automaton: automaton, position: position, rows: rows.all, rowCounts: rows.counts)
      return try encoder.run(planVersion)
    }
  }

  private mutating func run(_ planVersion: String) throws(RoutingTableError) -> [UInt8] {
    let bits = DecisionBits(rows, model, automaton)
    addPolicy(bits, planVersion)
    addDeployment()
    addNames()
    addWebhook()
    addRules()
    addRows()
    addCountries()
    addLabels(bits)
    writer.add(.automaton, words: automaton.words)
    writer.add(.blockReferences, words: bits.references)
    return try writer.finish(policy: model.name, environment: model.environment, blocks: bits.blocks)
  }

  private mutating func addPolicy(_ bits: DecisionBits, _ planVersion: String) {
    writer.add(
      .policy,
      [
        .number(Int(model.countries.otherwise.rawValue)), .number(Int(attributes)),
        .number(model.directory.breakGlass == nil ? 0 : 1), .number(bits.phoneValues), .number(0), .number(0),
        .number(0), .number(0), .text(planVersion),
      ])
  }

  /// Which attributes the conditions of the rules name.
  private var attributes: UInt32 {
    var found: UInt32 = model.directory.breakGlass == nil ? 0 : Attribute.group.bit
    for rule in model.routing.rules { found |= rule.condition.attributeBits }
    return found
  }

  /// File, line and column of a place.
  func place(_ source: SourceRange) -> [TableWriter.Value] {
    guard let found = position(source) else { return [.none, .number(0), .number(0)] }
    return [.text(found.file), .number(found.line), .number(found.column)]
  }
}

extension PolicyRows {
  /// The prefixes that the rows name.
  var prefixes: [DigitPrefix] {
    var prefixes: [DigitPrefix] = []
    for index in all.indices {
      if let named = all[index].prefixes { prefixes += named }
      if !all[index].excludedPrefixes.isEmpty { prefixes += all[index].excludedPrefixes }
    }
    return prefixes
  }
}

extension Condition {
  /// Bits of the attributes that the condition names.
  fileprivate var attributeBits: UInt32 {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce(0) { $0 | $1.attributeBits }
    case .not(let inner): inner.attributeBits
    case .country: Attribute.country.bit
    case .lineType: Attribute.lineType.bit
    case .prefix: Attribute.prefix.bit
    case .identityProvider: Attribute.identityProvider.bit
    case .application: Attribute.application.bit
    case .groups: Attribute.group.bit
    case .networkZones: Attribute.networkZone.bit
    case .risk: Attribute.risk.bit
    case .emailPresent: Attribute.email.bit
    case .rollout: Attribute.rollout.bit
    }
  }
}
