public import PosternAnalysis
import PosternModel

extension RegionSide {
  /// What is decided, such as `send [whatsapp, sms]`, or `deny, for the country is blocked`.
  public var words: String {
    switch outcome {
    case .skip: return "skip"
    case .use: return methods.isEmpty ? "use" : "use [" + methods.map(\.name).joined(separator: ", ") + "]"
    case .send:
      let names = plans.map { "[" + $0.map(\.name).joined(separator: ", ") + "]" }
      return names.count > 3 ? "send, by \(names.count) plans" : "send " + names.joined(separator: " or ")
    case .deny:
      switch reason {
      case .countryBlocked: return "deny, for the country is blocked"
      case .noChannel: return "deny, for no channel is left"
      case .rule, nil: return message.map { "deny: \($0)" } ?? "deny"
      }
    }
  }
}

extension [RegionSide] {
  /// Each thing that is decided once, with the rules of all of them.
  var told: [RegionSide] {
    var told: [RegionSide] = []
    for side in self {
      if let place = told.firstIndex(where: { $0.words == side.words }) {
        told[place].rules += side.rules.filter { !told[place].rules.contains($0) }
      } else {
        told.append(side)
      }
    }
    return told
  }
}

extension OutcomeDetail {
  /// What differs, such as `sms: wait 60s → 90s`.
  public var words: String {
    let name =
      switch field {
      case .mode: "country mode"
      case .wait: "wait"
      case .advance: "advance"
      case .service: "service"
      case .locale: "locale"
      case .template: "template"
      case .messagingService: "messaging service"
      case .afterFraudBlock: "after a fraud block"
      }
    return (channel.map { $0.name + ": " } ?? "") + "\(name) \(old ?? "none") → \(new ?? "none")"
  }
}

extension ChangedRegion.Direction {
  /// One or two words, such as `loosened`.
  public var words: String {
    switch self {
    case .newSkip: "new skip"
    case .lostDeny: "no longer denied"
    case .loosened: "loosened"
    case .tightened: "tightened"
    case .changed: "changed"
    case .recorded: "recorded otherwise"
    }
  }
}
