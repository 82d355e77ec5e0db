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
    guard rowCount <= limit else { return nil }
    let rows = rows(negated: false, universe)
    guard rows.count > 1 else { return rows }
    var seen: Set<ConditionRow> = []
    return rows.filter { seen.insert($0).inserted }
  }

  private func count(negated: Bool) -> Int {
    let most = 1_000_000
    switch self {
    case .not(let inner): return inner.count(negated: !negated)
    case .all(let parts) where !negated, .any(let parts) where negated:
      return parts.reduce(1) { min(most, $0 * $1.count(negated: negated)) }
    case .all(let parts), .any(let parts):
      return parts.reduce(0) { min(most, $0 + $1.count(negated: negated)) }
    default: return 1
    }
  }

  private func rows(negated: Bool, _ universe: NameUniverse) -> [ConditionRow] {
    switch self {
    case .not(let inner): return inner.rows(negated: !negated, universe)
    case .all(let parts) where !negated, .any(let parts) where negated:
      var product: [ConditionRow]?
      for part in parts {
        let factors = part.rows(negated: negated, universe)
        guard let rows = product else {
          product = factors
          continue
        }
        product = rows.flatMap { row in factors.compactMap(row.intersection) }
      }
      return product ?? [ConditionRow()]
    case .all(let parts), .any(let parts):
      return parts.flatMap { $0.rows(negated: negated, universe) }
    default:
      return [test(negated: negated, universe)].compactMap { $0.normalized() }
    }
  }

  /// The row of one attribute's test.
  private func test(negated: Bool, _ universe: NameUniverse) -> ConditionRow {
    var row = ConditionRow()
    switch self {
    case .all, .any, .not: break
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
    return row
  }
}

extension SetConstraint {
  init(_ test: SetTest, negated: Bool) {
    self.init()
    switch test {
    case .any(let names): if negated { none = names } else { any = [names] }
    case .all(let names): if negated { notAll = [names] } else { all = names }
    case .none(let names): if negated { any = [names] } else { none = names }
    }
  }
}

extension NameSet {
  /// The other names of so many declared ones, and `unknown` if it is not here.
  func complement(of declared: Int) -> NameSet {
    let here = Set(indices)
    return NameSet(indices: (0..<max(0, declared)).filter { !here.contains($0) }, unknown: !unknown)
  }
}
