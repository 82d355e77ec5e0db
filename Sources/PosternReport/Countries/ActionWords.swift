import PosternAnalysis
import PosternModel

extension PolicyModel {
  /// What an action does, as plain text.
  func words(_ action: Action) -> String {
    switch action {
    case .deny(let message): "deny: “\(message)”"
    case .skip: "no second factor"
    case .use(let methods): "use \(methods.map(\.name).joined(separator: " or ")), by IDaaS"
    case .send(let steps):
      "send " + steps.map { "\($0.channel.name) (\($0.wait) s)" }.joined(separator: ", then ")
    }
  }
}

/// A rule as a row of a table, in the order that rules are asked.
struct RuleRow {
  let name: String
  let who: String
  let what: String
  /// `because`, owner and last day.
  let why: String

  static func rows(of model: PolicyModel) -> [RuleRow] {
    let words = ConditionWords(model: model)
    var rows: [RuleRow] = []
    if let breakGlass = model.directory.breakGlass {
      let groups = breakGlass.groups.map { model.directory.groups[$0].name }.joined(separator: " or ")
      rows.append(
        RuleRow(
          name: "break-glass", who: "group \(groups)", what: model.words(.use(breakGlass.methods)), why: ""))
    }
    for rule in model.routing.rules {
      let notes = rule.annotations
      let facts = [notes.owner.map { "owner \($0)" }, notes.until.map { "until \($0)" }].compactMap(\.self)
      let why = [notes.because, facts.isEmpty ? nil : "(\(facts.joined(separator: ", ")))"].compactMap(\.self)
      rows.append(
        RuleRow(
          name: rule.name, who: words.words(rule.condition), what: model.words(rule.action),
          why: why.joined(separator: " ")))
    }
    rows.append(
      RuleRow(name: "otherwise", who: "everybody else", what: model.words(model.routing.otherwise), why: ""))
    return rows
  }
}

extension CountryPlan {
  /// What others get, such as `use webauthn, by IDaaS (break-glass, strong-factors)`; nil when it is not known.
  var exceptionTexts: [String]? {
    exceptions?.map { "\($0.treatment.words) (\($0.rules.joined(separator: ", ")))" }
  }

  /// What it depends on, such as `line type, group`.
  var dependsOnText: String { dependsOn.map(\.words).joined(separator: ", ") }
}
