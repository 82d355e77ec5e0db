public import PosternAnalysis
public import PosternModel
public import PosternNumbering

/// What the usual person from each country gets before and now, in one environment of one policy.
public struct CountryComparison: Sendable {
  /// A country where that is not the same.
  public struct Change: Sendable, Hashable {
    public let old: CountryPlan
    public let new: CountryPlan
    public var region: Region { new.region }
  }

  /// The policy's name, as the new side has it.
  public let policy: String
  /// Its folder, as the new side names it.
  public let folder: String
  /// As the diff names it; `staging → prod` where two are compared.
  public let environment: String
  public let old: CountryPlans
  public let new: CountryPlans
  /// In order of code, `unknown` first.
  public let changes: [Change]
  /// Traffic and prices, where they are given.
  public let weights: Weights?
  /// The plans of both sides, with one letter each for both.
  let groups: [PlanGroup]

  public init(
    policy: String, folder: String, environment: String, old: PolicyModel, new: PolicyModel,
    weights: Weights? = nil
  ) {
    self.policy = policy
    self.folder = folder
    self.environment = environment
    self.old = CountryPlans(of: old)
    self.new = CountryPlans(of: new)
    self.weights = weights
    changes = zip(self.old.plans, self.new.plans).filter { $0.usual != $1.usual }.map {
      Change(old: $0, new: $1)
    }
    groups = PlanGroup.groups(of: self.new.plans + self.old.plans)
  }

  /// The group of a plan of either side.
  func group(of plan: CountryPlan) -> PlanGroup? { groups.first { $0.treatment == plan.usual } }
}
