import PosternNumbering

extension Condition {
  /// Whether the condition holds for these values. Reads like section 4 of the language page.
  public func holds(for values: AttributeValues) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(for: values) }
    case .any(let parts): parts.contains { $0.holds(for: values) }
    case .not(let part): !part.holds(for: values)
    case .country(let regions): regions.contains(values.phone.region)
    case .lineType(let types): types.contains(values.phone.lineType)
    case .prefix(let prefixes):
      values.phone.isValid && prefixes.contains { values.digits.starts(with: $0.digits) }
    case .identityProvider(let names): names.contains(values.identityProvider)
    case .application(let names): names.contains(values.application)
    case .groups(let test): test.holds(for: values.groups)
    case .networkZones(let test): test.holds(for: values.networkZones)
    case .risk(let risks): risks.contains(values.risk)
    case .emailPresent: values.emailPresent
    case .rollout(let rollout):
      values.bucket(for: rollout.rule).map { $0 < rollout.buckets } ?? false
    }
  }
}

extension AttributeValues {
  /// The user's bucket for the rollouts of a rule name; nil without a user id.
  public func bucket(for rule: String) -> Int? {
    buckets[rule] ?? userID.map { rolloutBucket(rule: rule, userID: $0) }
  }
}

extension NameSet {
  /// Whether a declared name, or nil for unknown, is in the set.
  public func contains(_ index: Int?) -> Bool {
    index.map(indices.contains) ?? unknown
  }
}

extension SetTest {
  /// Whether a set of declared names passes.
  public func holds(for names: Set<Int>) -> Bool {
    switch self {
    case .any(let wanted): wanted.contains(where: names.contains)
    case .all(let wanted): wanted.allSatisfy(names.contains)
    case .none(let wanted): !wanted.contains(where: names.contains)
    }
  }
}
