public import PosternModel

/// What is decided, without the name of the rule: two policies that give the same for every request mean the same.
public struct DecidedOutcome: Sendable, Hashable {
  public var outcome: Outcome
  public var reason: DenyReason?
  /// The policy's text, only with reason `rule`.
  public var message: String?
  /// The country's.
  public var mode: CountryMode
  /// Only with use: a set, sorted by raw value.
  public var methods: [Method]
  /// Only with send.
  public var plan: [PlannedStep]

  public init(
    outcome: Outcome, reason: DenyReason? = nil, message: String? = nil, mode: CountryMode,
    methods: [Method] = [], plan: [PlannedStep] = []
  ) {
    self.outcome = outcome
    self.reason = reason
    self.message = message
    self.mode = mode
    self.methods = Set(methods).sorted { $0.rawValue < $1.rawValue }
    self.plan = plan
  }

  /// The part of a decision that is not a name or a fact of the number.
  public init(_ decision: Decision) {
    self.init(
      outcome: decision.outcome, reason: decision.reason, message: decision.message, mode: decision.mode,
      methods: decision.methods, plan: decision.plan)
  }

  /// The channels of the plan, as a set.
  public var channels: ChannelSet { ChannelSet(plan.map(\.channel)) }
}
