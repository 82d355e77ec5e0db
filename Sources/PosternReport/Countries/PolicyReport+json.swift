import PosternAnalysis
public import PosternJSON
import PosternModel
import PosternNumbering

extension PolicyReport {
  /// The report in the format `postern.report/1`: all keys are always there, in this order; null where nothing is to say
  /// or known. Amounts are decimal texts, exact.
  public func json(compiler: String) -> JSONValue {
    .object([
      ("format", .string(Self.format)),
      ("compiler", .string(compiler)),
      ("policy", .string(model.name)),
      ("environment", .string(model.environment)),
      ("plans", .array(groups.map(json))),
      ("countries", .array(plans.plans.map(json))),
      ("rules", .array(RuleRow.rows(of: model).map(json))),
      ("weights", weights.map(json) ?? .null),
    ])
  }

  private func json(_ group: PlanGroup) -> JSONValue {
    .object([
      ("plan", .string(group.letter)),
      ("usual", Self.json(group.treatment)),
      ("countries", .strings(group.plans.map(\.region.code))),
      (
        "logins",
        .optional(weights.map { weights in group.plans.reduce(0) { $0 + weights.traffic[$1.region] } })
      ),
      ("cost", cost(of: group.plans)),
    ])
  }

  func json(_ plan: CountryPlan) -> JSONValue {
    .object([
      ("country", .string(plan.region.code)),
      ("name", .string(plan.region.name)),
      ("plan", .optional(group(of: plan.region)?.letter)),
      ("usual", Self.json(plan.usual)),
      ("rule", .string(plan.rule)),
      (
        "others",
        plan.exceptions.map { exceptions in
          .array(
            exceptions.map { .object([("gets", Self.json($0.treatment)), ("rules", .strings($0.rules))]) })
        } ?? .null
      ),
      ("dependsOn", .strings(plan.dependsOn.map(\.words))),
      ("logins", .optional(weights?.traffic[plan.region])),
      ("cost", cost(of: [plan])),
    ])
  }

  private func json(_ row: RuleRow) -> JSONValue {
    .object([
      ("rule", .string(row.name)), ("who", .string(row.who)), ("what", .string(row.what)),
      ("why", row.why.isEmpty ? .null : .string(row.why)),
    ])
  }

  private func json(_ weights: Weights) -> JSONValue {
    let unknown = weights.prices == nil ? nil : weights.cost(of: plans.plans).unknown
    return .object([
      ("logins", .integer(weights.traffic.total)),
      ("cost", cost(of: plans.plans)),
      (
        "unknownPrices",
        unknown.map { plans in
          .array(
            plans.map {
              .object([("country", .string($0.region.code)), ("channel", .optional($0.firstChannel?.name))])
            })
        } ?? .null
      ),
      ("assumptions", .strings(weights.prices == nil ? [Weights.assumptions[0]] : Weights.assumptions)),
    ])
  }

  /// What is known of it; null without prices, and where no price is known at all.
  private func cost(of plans: [CountryPlan]) -> JSONValue {
    guard let weights, weights.prices != nil else { return .null }
    let (sum, unknown) = weights.cost(of: plans)
    return unknown.count == plans.count ? .null : .string(sum.plain)
  }

  static func json(_ treatment: Treatment) -> JSONValue {
    .object([
      ("outcome", .string(treatment.outcome.rawValue)),
      ("reason", .optional(treatment.reason?.rawValue)),
      ("methods", .strings(treatment.methods.map(\.name))),
      ("channels", .strings(treatment.channels.map(\.name))),
    ])
  }
}
