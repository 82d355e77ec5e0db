public import PosternAnalysis
public import PosternModel
public import PosternNumbering

/// The value that every form of `postern report` is rendered from: one policy in one environment, country by country.
public struct PolicyReport: Sendable {
  public let model: PolicyModel
  public let plans: CountryPlans
  /// The countries by what the usual person gets there.
  public let groups: [PlanGroup]
  /// Traffic and prices, where they are given.
  public let weights: Weights?

  public init(of model: PolicyModel, weights: Weights? = nil) {
    self.model = model
    self.weights = weights
    plans = CountryPlans(of: model)
    groups = PlanGroup.groups(of: plans.plans)
  }

  /// The group that a region is in; nil for one without numbers.
  func group(of region: Region) -> PlanGroup? {
    groups.first { $0.plans.contains { $0.region == region } }
  }

  /// Whom `usual` is about.
  static let usualPerson =
    "The plan of a country is what the usual person from there gets: with a mobile number, signed in through the first "
    + "provider, to an application that the policy does not name, in no group, from no known zone, at low risk, with an "
    + "e-mail address, outside rollouts of at most half the users."

  /// `1 country`, `2 countries`.
  static func countries(_ count: Int) -> String { "\(count) \(count == 1 ? "country" : "countries")" }
}

/// Countries where the usual person gets the same.
public struct PlanGroup: Sendable {
  /// `A`, `B` … in the order of a report.
  public let letter: String
  public let treatment: Treatment
  /// In order of code, `unknown` first.
  public let plans: [CountryPlan]
  /// How the map shows it.
  let mark: MapMark

  /// Without `unknown`.
  public var regions: [Region] { plans.map(\.region).filter { $0 != .unknown } }
  /// Whether people without a valid number are among them.
  public var hasUnknown: Bool { plans.contains { $0.region == .unknown } }

  /// What is sent first, in order of size; then what is asked for otherwise, and what is denied.
  static func groups(of plans: [CountryPlan]) -> [PlanGroup] {
    var found: [(treatment: Treatment, plans: [CountryPlan])] = []
    var places: [Treatment: Int] = [:]
    for plan in plans {
      if let place = places[plan.usual] {
        found[place].plans.append(plan)
      } else {
        places[plan.usual] = found.count
        found.append((plan.usual, [plan]))
      }
    }
    let ordered = found.sorted { a, b in
      (rank(a.treatment), b.plans.count, a.treatment.words) < (
        rank(b.treatment), a.plans.count, b.treatment.words
      )
    }
    var sends = 0
    return ordered.enumerated().map { index, entry in
      let mark = MapMark(entry.treatment, number: sends)
      if entry.treatment.outcome == .send { sends += 1 }
      return PlanGroup(
        letter: letter(index), treatment: entry.treatment, plans: entry.plans, mark: mark)
    }
  }

  static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return String(letters[index % 26]) + (index < 26 ? "" : String(index / 26 + 1))
  }

  private static func rank(_ treatment: Treatment) -> Int {
    switch (treatment.outcome, treatment.reason) {
    case (.send, _): 0
    case (.use, _): 1
    case (.skip, _): 2
    case (.deny, .noChannel): 4
    case (.deny, .countryBlocked): 5
    case (.deny, _): 3
    }
  }
}
