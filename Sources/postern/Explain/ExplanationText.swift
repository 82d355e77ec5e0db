import PosternDiagnostics
import PosternRuntime

/// An explanation for people: the decision first, then how it came about.
struct ExplanationText {
  private let explanation: Explanation
  private let decision: ResolvedDecision
  private let prefix: String
  private let colour: Bool
  private let isBrief: Bool

  /// - Parameter isBrief: leaves out what of the sign-in no rule asks for; country and line type stay.
  init(_ explanation: Explanation, _ opened: PolicyTable, colour: Bool, isBrief: Bool = false) {
    self.explanation = explanation
    self.decision = opened.table.resolve(explanation.decision)
    self.prefix = opened.sourcePrefix
    self.colour = colour
    self.isBrief = isBrief
  }

  /// All of it, with a final newline.
  var text: String {
    ([headline, ""] + request + [""] + rules + [""] + country + plan).joined(separator: "\n") + "\n"
  }

  private func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func faint(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  private func place(_ place: Explanation.Place?) -> String {
    place.map { faint("  " + SafeText.of(prefix + $0.description)) } ?? ""
  }

  private var headline: String {
    switch decision.outcome {
    case .send:
      return bold("send") + " " + decision.plan.map(\.channel.name).joined(separator: ", then ") + by
    case .use: return bold("use") + " " + decision.methods.map(\.name).joined(separator: " or ") + by
    case .skip: return bold("skip") + ": no second factor" + by
    case .deny:
      let why =
        switch decision.reason {
        case .rule: ": " + SafeText.of(decision.message ?? "")
        case .countryBlocked: ": the country is blocked"
        case .noChannel: ": no channel is left"
        case nil: ""
        }
      return bold("deny") + why + by
    }
  }

  private var by: String { "  (rule \(decision.rule))" }

  private var request: [String] {
    [bold("the sign-in")]
      + explanation.attributes.filter {
        !isBrief || $0.isRead || ["country", "lineType"].contains($0.attribute)
      }.map { attribute in
        let values = attribute.values.isEmpty ? "none" : SafeText.of(attribute.values.joined(separator: ", "))
        let name = attribute.attribute + String(repeating: " ", count: max(0, 17 - attribute.attribute.count))
        return "  \(name) \(values)" + (attribute.isRead ? "" : faint("  (no rule asks)"))
      }
  }

  private var rules: [String] {
    [bold("the rules, in order")]
      + explanation.rules.map { rule in
        let mark = rule.isMatch ? "✓" : "·"
        var line = "  \(mark) \(rule.name)"
        if !rule.isMatch { line += ": " + why(rule) }
        line += place(rule.place)
        if rule.isMatch, let because = rule.because { line += "\n      because: " + SafeText.of(because) }
        return line
      }
  }

  private func why(_ rule: Explanation.RuleStep) -> String {
    if rule.excludedBy.isEmpty { return "can never match" }
    var seen: [String] = []
    for attributes in rule.excludedBy {
      let words = attributes.joined(separator: " and ")
      if !seen.contains(words) { seen.append(words) }
    }
    if seen.count > 3 { return seen.prefix(3).joined(separator: ", or ") + ", … do not match" }
    let one = seen.count == 1 && !seen[0].contains(" and ")
    return seen.joined(separator: ", or ") + (one ? " does not match" : " do not match")
  }

  private var country: [String] {
    [bold("the country: \(decision.country)")]
      + explanation.country.map { setting in
        let values = setting.values.isEmpty ? "none" : setting.values.joined(separator: ", ")
        let origin =
          setting.place == nil
          ? faint("  (by default)") : (setting.rule.map { "  by \($0)" } ?? "") + place(setting.place)
        return "  \(setting.key): \(values)\(origin)"
      }
      + (explanation.isReplacedByCountry ? ["  blocked: what the rule says is replaced by deny"] : [])
  }

  private var plan: [String] {
    guard !explanation.plan.isEmpty else { return [] }
    var left = decision.plan[...]
    return ["", bold("the plan")]
      + explanation.plan.map { step in
        if let cause = step.removedBy {
          return "  – \(step.channel.name): \(word(cause))" + place(step.causePlace ?? step.place)
        }
        return "  ✓ \(step.channel.name)" + (left.popFirst().map(settings) ?? "") + place(step.place)
      }
  }

  private func settings(_ step: ResolvedDecision.Step) -> String {
    var words = ["service \(step.service)", "next after \(step.wait) s (\(step.advance))"]
    if let locale = step.locale { words.append("locale \(locale)") }
    if let template = step.template { words.append("template \(template)") }
    if let messagingService = step.messagingService { words.append("messaging service \(messagingService)") }
    if step.afterFraudBlock != "stop" { words.append("goes on after a fraud block") }
    return ": " + words.joined(separator: ", ")
  }

  private func word(_ cause: StepCause) -> String {
    switch cause {
    case .forbidden: "removed, the country forbids it"
    case .lineType: "removed, the channel does not reach \(decision.lineType)"
    case .noPhone: "removed, there is no valid phone number"
    case .noEmail: "removed, there is no e-mail address"
    }
  }
}
