import PosternDiagram
public import PosternModel

/// What happens to a sign-in, as far as a table of countries says it: not how long a step waits, nor in which words.
public struct Treatment: Sendable, Hashable {
  public var outcome: Outcome
  /// Only with deny.
  public var reason: DenyReason?
  /// Only with use, sorted by raw value.
  public var methods: [Method]
  /// The channels of the plan that is left, in order; only with send.
  public var channels: [Channel]

  public init(
    outcome: Outcome, reason: DenyReason? = nil, methods: [Method] = [], channels: [Channel] = []
  ) {
    self.outcome = outcome
    self.reason = reason
    self.methods = Set(methods).sorted { $0.rawValue < $1.rawValue }
    self.channels = channels
  }

  /// That of a decision.
  public init(_ decision: Decision) {
    self.init(
      outcome: decision.outcome, reason: decision.reason, methods: decision.methods,
      channels: decision.plan.map(\.channel))
  }

  init(_ decided: DecidedOutcome) {
    self.init(
      outcome: decided.outcome, reason: decided.reason, methods: decided.methods,
      channels: decided.plan.map(\.channel))
  }

  /// In a few words, such as `send sms, then call`.
  public var words: String {
    switch outcome {
    case .send: "send " + channels.map(\.name).joined(separator: ", then ")
    case .use: "use " + methods.map(\.name).joined(separator: " or ") + ", by IDaaS"
    case .skip: "no second factor"
    case .deny:
      switch reason {
      case .countryBlocked: "deny: the country is blocked"
      case .noChannel: "deny: no channel is left"
      case .rule, nil: "deny, by a rule"
      }
    }
  }
}
