import PosternModel

@testable import PosternAnalysis

/// What section 6 of the language page says, by going through every request.
struct BruteForce {
  let model: PolicyModel
  /// Combinations of what IDaaS sees, with what it must do; nil: rules are in conflict.
  var expected: [(groups: Set<Int>, application: Int?, zones: Set<Int>, outcome: StageOutcome?)] = []
  /// Names of a `use` rule and another that differ for requests which look alike, sorted in themselves.
  var conflicts: Set<[String]> = []

  /// What the rest can be: every kind of number, provider, risk, e-mail, and users in and out of rollouts.
  static func rests(users: [String?]) -> [AttributeValues] {
    var rests: [AttributeValues] = []
    for (kind, number) in SmallPolicy.kinds {
      for provider in [nil, 0] as [Int?] {
        for risk in Risk.allCases {
          for email in [false, true] {
            for user in users {
              let digits = kind.phone.isValid ? (number ?? "").utf8.dropFirst().map { $0 - 0x30 } : []
              rests.append(
                AttributeValues(
                  phone: kind.phone, digits: digits, identityProvider: provider, risk: risk,
                  emailPresent: email, userID: user))
            }
          }
        }
      }
    }
    return rests
  }

  init(_ model: PolicyModel, users: [String?] = [nil]) {
    self.model = model
    let rests = Self.rests(users: users)
    for bits in 0..<(1 << SmallPolicy.groups.count) {
      let groups = Set(SmallPolicy.groups.indices.filter { bits & (1 << $0) != 0 })
      for application in [nil, 0, 1] as [Int?] {
        for zones in [[], [0]] as [Set<Int>] {
          var outcomes: [Int: (use: Set<Method>?, outcome: Outcome)] = [:]
          var deciders: [String: Set<Method>?] = [:]
          for rest in rests {
            var values = rest
            values.groups = groups
            values.application = application
            values.networkZones = zones
            let decision = model.decide(values)
            let methods = decision.methods.reduce(0) { $0 | 1 << Int($1.rawValue) }
            let key = methods << 2 | (Outcome.allCases.firstIndex(of: decision.outcome) ?? 0)
            let use = decision.outcome == .use ? Set(decision.methods) : nil
            if outcomes[key] == nil { outcomes[key] = (use, decision.outcome) }
            deciders[decision.rule == "country-mode" ? decider(values) : decision.rule] = use
          }
          expected.append((groups, application, zones, Self.stage(Array(outcomes.values))))
          let names = deciders.keys.sorted()
          for first in names {
            for second in names where first < second && deciders[first] != deciders[second] {
              conflicts.insert([first, second])
            }
          }
        }
      }
    }
  }

  /// The rule that decides before the country's mode.
  private func decider(_ values: AttributeValues) -> String {
    if let breakGlass = model.directory.breakGlass, breakGlass.groups.contains(where: values.groups.contains)
    {
      return "break-glass"
    }
    return model.routing.rules.first { $0.condition.holds(for: values) }?.name ?? "otherwise"
  }

  /// The table of section 6.
  private static func stage(_ outcomes: [(use: Set<Method>?, outcome: Outcome)]) -> StageOutcome? {
    let kinds = Set(outcomes.map(\.outcome))
    if kinds == [.skip] { return .skip }
    if kinds == [.deny] { return .deny }
    if !kinds.contains(.use) { return .webhook }
    guard kinds == [.use], outcomes.count == 1, let methods = outcomes[0].use else { return nil }
    return .use(methods.sorted { $0.rawValue < $1.rawValue })
  }
}
