import PosternJSON
import PosternReport
import PosternRuntime

/// An explanation for programs: format `postern.explain/1`.
struct ExplanationJSON {
  private let explanation: Explanation
  private let decision: DecisionLine
  private let opened: PolicyTable

  init(_ explanation: Explanation, _ opened: PolicyTable) {
    self.explanation = explanation
    self.decision = DecisionLine(opened.table.resolve(explanation.decision))
    self.opened = opened
  }

  /// The value.
  var json: JSONValue {
    .object([
      ("format", "postern.explain/1"), ("policy", .string(opened.table.policy)),
      ("environment", .string(opened.table.environment)), ("decision", decision.json),
      ("attributes", .array(explanation.attributes.map(attribute))),
      ("rules", .array(explanation.rules.map(rule))),
      ("country", .array(explanation.country.map(country))),
      ("replacedByCountry", .bool(explanation.isReplacedByCountry)),
      ("plan", .array(explanation.plan.map(step))),
    ])
  }

  private func place(_ place: Explanation.Place?) -> JSONValue {
    guard let place else { return .null }
    return .object([
      ("file", .string(opened.sourcePrefix + place.file)), ("line", .integer(place.line)),
      ("column", .integer(place.column)),
    ])
  }

  private func attribute(_ value: Explanation.AttributeValue) -> JSONValue {
    .object([
      ("attribute", .string(value.attribute)), ("values", .strings(value.values)),
      ("read", .bool(value.isRead)),
    ])
  }

  private func rule(_ rule: Explanation.RuleStep) -> JSONValue {
    .object([
      ("rule", .string(rule.name)), ("matches", .bool(rule.isMatch)),
      ("excludedBy", .array(rule.excludedBy.map { .strings($0) })), ("because", .optional(rule.because)),
      ("place", place(rule.place)), ("actionPlace", place(rule.actionPlace)),
    ])
  }

  private func country(_ setting: Explanation.CountrySetting) -> JSONValue {
    .object([
      ("key", .string(setting.key)), ("values", .strings(setting.values)), ("rule", .optional(setting.rule)),
      ("place", place(setting.place)),
    ])
  }

  private func step(_ step: Explanation.PlanStep) -> JSONValue {
    .object([
      ("channel", .string(step.channel.name)), ("removedBy", .optional(step.removedBy.map(word))),
      ("place", place(step.place)), ("causePlace", place(step.causePlace)),
    ])
  }

  private func word(_ cause: StepCause) -> String {
    switch cause {
    case .forbidden: "country"
    case .lineType: "lineType"
    case .noPhone: "phone"
    case .noEmail: "email"
    }
  }
}
