public import PosternAnalysis
public import PosternNumbering

/// What traffic and prices say of plans.
///
/// Two assumptions, which every report that uses it says: all sign-ins from a country are the usual person's, and each
/// sends the first step of the plan once.
public struct Weights: Sendable {
  public let traffic: Traffic
  /// nil: nothing is known of costs.
  public let prices: Prices?

  public init(traffic: Traffic, prices: Prices?) {
    self.traffic = traffic
    self.prices = prices
  }

  /// The share of all logins that come from some regions.
  public func share(of regions: some Sequence<Region>) -> Share {
    Share(of: regions.reduce(0) { $0 + traffic[$1] }, in: traffic.total)
  }

  /// What a month of a country's logins costs by a plan; nil where there are logins and no price.
  public func cost(of plan: CountryPlan) -> Amount? {
    let logins = traffic[plan.region]
    guard let channel = plan.firstChannel, logins > 0 else { return .zero }
    return prices?.price(of: channel, in: plan.region).map { logins * $0 }
  }

  /// The cost of some plans together, and those whose price is not known, which it leaves out.
  public func cost(of plans: some Sequence<CountryPlan>) -> (sum: Amount, unknown: [CountryPlan]) {
    var sum = Amount.zero
    var unknown: [CountryPlan] = []
    for plan in plans {
      if let cost = cost(of: plan) { sum = sum + cost } else { unknown.append(plan) }
    }
    return (sum, unknown)
  }

  /// What was assumed, one sentence each.
  public static let assumptions = [
    "Every sign-in from a country counts as the usual person's.",
    "A sign-in costs one message, by the first step of the plan: what is resent or sent by later steps is not counted.",
  ]
}
