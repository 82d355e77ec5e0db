public import PosternModel
public import PosternNumbering

/// The person that a table of countries is about first: a mobile number (where a region has none, the next best), signed
/// in through the first enabled provider, to an application that the policy does not name, in no group, from no known
/// zone, at low risk, with an e-mail address; outside rollouts of at most half the users, inside larger ones.
public struct UsualPerson: Sendable {
  private let model: PolicyModel
  private let buckets: [String: Int]
  private let prefixes: [DigitPrefix]

  /// Prepares for the questions of a policy.
  public init(of model: PolicyModel) {
    self.model = model
    var shares: [String: Int] = [:]
    for rule in model.routing.rules {
      Self.walk(rule.condition) { part in
        guard case .rollout(let rollout) = part else { return }
        shares[rollout.rule] = max(shares[rollout.rule] ?? 0, rollout.buckets)
      }
    }
    buckets = shares.mapValues { $0 > 5_000 ? 0 : 9_999 }
    prefixes = Set(model.routing.rules.flatMap(\.condition.prefixes)).sorted()
  }

  /// As the policy reads a sign-in of that person from a region; from `unknown`: without a valid number.
  public func values(from region: Region) -> AttributeValues {
    var values = AttributeValues(
      identityProvider: model.identityProviders.firstIndex(where: \.enabled), risk: .low, emailPresent: true,
      userID: "user-1")
    values.buckets = buckets
    if region == .unknown { return values }
    let plan = NumberingPlan.shared
    let known = plan.lineTypes(of: region)
    guard let lineType = Self.lineTypes.first(where: known.contains) else { return values }
    values.phone = PhoneClass(region: region, lineType: lineType, isValid: true)
    if !prefixes.isEmpty {
      let number =
        plan.witness(region: region, lineType: lineType, excludingPrefixes: prefixes)
        ?? plan.witness(region: region, lineType: lineType)
      values.digits = number?.utf8.dropFirst().map { $0 &- 0x30 } ?? []
    }
    return values
  }

  /// The best known first.
  private static let lineTypes: [LineType] =
    [.mobile, .fixedLineOrMobile] + LineType.allCases.filter { $0 != .mobile && $0 != .fixedLineOrMobile }

  private static func walk(_ condition: Condition, _ visit: (Condition) -> Void) {
    visit(condition)
    switch condition {
    case .all(let parts), .any(let parts): for part in parts { walk(part, visit) }
    case .not(let part): walk(part, visit)
    default: break
    }
  }
}
