import PosternDiagram
public import PosternModel
public import PosternNumbering

/// What people from one region get.
public struct CountryPlan: Sendable, Hashable {
  /// Something else that some request from there gets.
  public struct Exception: Sendable, Hashable {
    public let treatment: Treatment
    /// The rules that decide it, as decisions have them, in order.
    public let rules: [String]
  }

  /// What a treatment can depend on within one country.
  public enum Fact: Int, Sendable, Hashable, CaseIterable {
    case lineType, prefix, application, identityProvider, risk, email, group, networkZone, rollout

    /// In words.
    public var words: String {
      switch self {
      case .lineType: "line type"
      case .prefix: "prefix"
      case .application: "application"
      case .identityProvider: "identity provider"
      case .risk: "risk"
      case .email: "e-mail address"
      case .group: "group"
      case .networkZone: "network zone"
      case .rollout: "rollout"
      }
    }
  }

  /// `unknown`: without a valid number, or with one of no country.
  public let region: Region
  /// What the usual person gets, as the interpreter decides: see ``UsualPerson``.
  public let usual: Treatment
  /// The rule that decides it.
  public let rule: String
  /// The first step of the plan; nil when nothing is sent.
  public var firstChannel: Channel? { usual.channels.first }
  /// What others get, in order of the rules; nil when the diagram's budget does not do.
  public let exceptions: [Exception]?
  /// What it depends on who gets what, besides the country; empty when all get the same, or it is not known.
  public let dependsOn: [Fact]
}

/// Per region what people get: every region that has numbers, in order of code, `unknown` first.
public struct CountryPlans: Sendable {
  public let plans: [CountryPlan]

  /// Exact, over every request, as far as the diagram's budget does; else what others get is nil throughout.
  public init(of model: PolicyModel) {
    let person = UsualPerson(of: model)
    let exceptions = ExceptionSearch(model)
    plans = ([.unknown] + Region.withNumbers).map { region in
      let decision = model.decide(person.values(from: region))
      let usual = Treatment(decision)
      let found = exceptions?.exceptions(in: region, besides: usual)
      return CountryPlan(
        region: region, usual: usual, rule: decision.rule, exceptions: found?.exceptions,
        dependsOn: found?.facts ?? [])
    }
  }

  /// The plan of a region; nil for one without numbers.
  public subscript(region: Region) -> CountryPlan? { plans.first { $0.region == region } }
}
