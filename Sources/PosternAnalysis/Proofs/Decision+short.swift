public import PosternModel

extension Decision {
  /// What is decided, in a few words.
  public var inShort: String {
    switch outcome {
    case .skip: "skip"
    case .use: "use [" + methods.map(\.name).joined(separator: ", ") + "]"
    case .send: "send [" + plan.map(\.channel.name).joined(separator: ", ") + "]"
    case .deny:
      switch reason {
      case .countryBlocked: "deny, for the country is blocked"
      case .noChannel: "deny, for no channel is left"
      case .rule, nil: "deny"
      }
    }
  }
}
