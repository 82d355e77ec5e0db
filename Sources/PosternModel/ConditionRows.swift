import PosternNumbering

/// How many names of a kind a policy declares: what a complement of names is taken in.
public struct NameUniverse: Sendable, Hashable {
  /// Declared identity providers.
  public var providers: Int
  /// Declared applications.
  public var applications: Int

  public init(providers: Int, applications: Int) {
    self.providers = providers
    self.applications = applications
  }
}

extension PolicyModel {
  /// What complements of names are taken in.
  public var nameUniverse: NameUniverse {
    NameUniverse(providers: identityProviders.count, applications: directory.applications.count)
  }

  /// The rows of a condition of this policy; nil when there are more than `Condition.rowLimit`.
  public func rows(of condition: Condition) -> [ConditionRow]? { condition.rows(in: nameUniverse) }
}

extension Condition {
  /// The most rows that one rule may have.
  public static let rowLimit = 256

  /// Where `rowCount` stops: a condition with as many rows, or more.
  public static let mostRowsCounted = 1_000_000

  /// How many rows the condition comes to in disjunctive form before anything is simplified: a test of an attribute
  /// is one, `any` the sum, `all` and a mapping the product; under `not` sum and product change places.
  ///
  /// Saturates at a million.
  public var rowCount: Int { count(negated: false) }

  /// The condition in disjunctive form: it holds exactly for the requests that one of the rows admits. Rows that
  /// admit nothing and repeats are left out; the rest is in the order of the text.
  /// - Returns: nil when `rowCount` is over the limit.
  /// - Complexity: linear in the rows before simplification.
  public func rows(in universe: NameUniverse, limit: Int = Condition.rowLimit) -> [ConditionRow]? {
    var rows: [ConditionRow] = []
    return appendRows(in: universe, limit: limit, to: &rows) ? rows : nil
  }

  /// Adds the condition's rows, as `rows(in:limit:)` says.
  /// - Returns: false when `rowCount` is over the limit; then nothing is added.
  func appendRows(
    in universe: NameUniverse, limit: Int = Condition.rowLimit, to list: inout [ConditionRow]
  ) -> Bool {
    var asked = Attributes()
    if asksOnce(&asked) {
      // One row: limits below that are of no use to anybody.
      guard limit > 0 else { return false }
      appendRow(negated: false, universe, to: &list)
      return true
    }
    guard rowCount <= limit else { return false }
    let first = list.count
    appendRows(negated: false, universe, to: &list)
    if list.count > first + 1 { Self.dropRepeats(of: &list, from: first) }
    return true
  }

  private static func dropRepeats(of list: inout [ConditionRow], from first: Int) {
    if list.count == first + 2 {
      if list[first] == list[first + 1] { list.removeLast() }
      return
    }
    var seen: Set<ConditionRow> = []
    let kept = list[first...].filter { seen.insert($0).inserted }
    if kept.count < list.count - first { list.replaceSubrange(first..., with: kept) }
  }

  private func count(negated: Bool) -> Int {
    let most = Self.mostRowsCounted
    switch self {
    case .not(let inner): return inner.count(negated: !negated)
    case .all(let parts) where !negated, .any(let parts) where negated:
      return parts.reduce(1) { min(most, $0 * $1.count(negated: negated)) }
    case .all(let parts), .any(let parts):
      return parts.reduce(0) { min(most, $0 + $1.count(negated: negated)) }
    default: return 1
    }
  }

  private func appendRows(negated: Bool, _ universe: NameUniverse, to list: inout [ConditionRow]) {
    var asked = Attributes()
    if asksOnce(&asked, negated: negated) {
      appendRow(negated: negated, universe, to: &list)
      return
    }
    switch self {
    case .not(let inner): inner.appendRows(negated: !negated, universe, to: &list)
    case .all(let parts) where !negated, .any(let parts) where negated:
      var product: [ConditionRow]?
      for part in parts {
        var factors: [ConditionRow] = []
        part.appendRows(negated: negated, universe, to: &factors)
        guard let rows = product else {
          product = factors
          continue
        }
        product = rows.flatMap { row in factors.compactMap(row.intersection) }
      }
      list += product ?? [ConditionRow()]
    case .all(let parts), .any(let parts):
      for part in parts { part.appendRows(negated: negated, universe, to: &list) }
    default: break
    }
  }

  // MARK: Conditions of one row

  /// Attributes, each a bit.
  private struct Attributes {
    var bits: UInt16 = 0

    /// Adds one; false when it is there already.
    mutating func add(_ bit: UInt16) -> Bool {
      defer { bits |= bit }
      return bits & bit == 0
    }
  }

  /// Whether the condition is one test, or several of different attributes all of which must hold: one row then.
  private func asksOnce(_ asked: inout Attributes, negated: Bool = false) -> Bool {
    switch self {
    case .not(let inner): return inner.asksOnce(&asked, negated: !negated)
    case .all(let parts):
      guard !negated || parts.count == 1 else { return false }
      for part in parts where !part.asksOnce(&asked, negated: negated) { return false }
      return true
    case .any(let parts):
      guard negated || parts.count == 1 else { return false }
      for part in parts where !part.asksOnce(&asked, negated: negated) { return false }
      return true
    case .country: return asked.add(1)
    case .lineType: return asked.add(1 << 1)
    case .prefix: return asked.add(1 << 2)
    case .identityProvider: return asked.add(1 << 3)
    case .application: return asked.add(1 << 4)
    case .groups: return asked.add(1 << 5)
    case .networkZones: return asked.add(1 << 6)
    case .risk: return asked.add(1 << 7)
    case .emailPresent: return asked.add(1 << 8)
    case .rollout: return asked.add(1 << 9)
    }
  }

  /// Adds the one row of tests of different attributes, made where it stands; none when it admits nothing.
  private func appendRow(negated: Bool, _ universe: NameUniverse, to list: inout [ConditionRow]) {
    let place = list.count
    list.append(ConditionRow())
    fill(&list[place], negated: negated, universe)
    if !list[place].normalize() { list.removeLast() }
  }

  /// Writes into a row what tests of different attributes ask.
  private func fill(_ row: inout ConditionRow, negated: Bool, _ universe: NameUniverse) {
    switch self {
    case .all(let parts), .any(let parts):
      for part in parts { part.fill(&row, negated: negated, universe) }
    case .not(let inner): inner.fill(&row, negated: !negated, universe)
    case .country(let regions): row.regions = negated ? regions.complement : regions
    case .lineType(let types): row.lineTypes = negated ? types.complement : types
    case .prefix(let prefixes):
      if negated { row.excludedPrefixes = prefixes } else { row.prefixes = prefixes }
    case .identityProvider(let names):
      row.providers = negated ? names.complement(of: universe.providers) : names
    case .application(let names):
      row.applications = negated ? names.complement(of: universe.applications) : names
    case .groups(let test): row.groups = SetConstraint(test, negated: negated)
    case .networkZones(let test): row.networkZones = SetConstraint(test, negated: negated)
    case .risk(let risks):
      row.risks = negated ? RiskSet(rawValue: RiskSet.all.rawValue & ~risks.rawValue) : risks
    case .emailPresent:
      row.admitsEmail = !negated
      row.admitsNoEmail = negated
    case .rollout(let rollout):
      let share = max(0, min(RolloutRange.outside, rollout.buckets))
      row.rollouts = [
        negated
          ? RolloutRange(rule: rollout.rule, lower: share, upper: RolloutRange.outside + 1)
          : RolloutRange(rule: rollout.rule, lower: 0, upper: share)
      ]
    }
  }
}

extension SetConstraint {
  init(_ test: SetTest, negated: Bool) {
    self.init()
    switch test {
    case .any(let names): if negated { none = names } else { setAny(names) }
    case .all(let names): if negated { notAll = [names] } else { all = names }
    case .none(let names): if negated { setAny(names) } else { none = names }
    }
  }

  private mutating func setAny(_ names: [Int]) {
    if names.count == 1 { all = names } else { any = [names] }
  }
}

extension NameSet {
  /// The other names of so many declared ones, and `unknown` if it is not here.
  func complement(of declared: Int) -> NameSet {
    let here = Set(indices)
    return NameSet(indices: (0..<max(0, declared)).filter { !here.contains($0) }, unknown: !unknown)
  }
}
