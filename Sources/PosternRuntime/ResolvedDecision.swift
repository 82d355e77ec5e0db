/// A decision with its texts, as `postern decide` writes it.
public struct ResolvedDecision: Sendable, Hashable {
  /// One step of a plan.
  public struct Step: Sendable, Hashable {
    public var channel: TableChannel
    /// Seconds.
    public var wait: UInt32
    /// `ask` or `auto`.
    public var advance: String
    public var service: String
    public var locale: String?
    public var template: String?
    public var messagingService: String?
    /// `stop` or `advance`.
    public var afterFraudBlock: String
  }

  public var outcome: TableOutcome
  /// The rule's name, `otherwise`, `break-glass` or `country-mode`.
  public var rule: String
  public var reason: TableDenyReason?
  public var message: String?
  public var methods: [TableMethod]
  /// Code of the region, or `unknown`.
  public var country: String
  public var lineType: String
  public var mode: TableMode
  public var plan: [Step]
}

extension RoutingTable {
  /// The texts of a decision of this table.
  public func resolve(_ decision: TableDecision) -> ResolvedDecision {
    ResolvedDecision(
      outcome: decision.outcome, rule: rule(of: decision).flatMap(string) ?? "country-mode",
      reason: decision.reason, message: string(message(of: decision)), methods: methods(of: decision),
      country: string(country(of: decision)) ?? "unknown", lineType: lineType(of: decision),
      mode: decision.mode,
      plan: (0..<stepCount(of: decision)).compactMap { step($0, of: decision) }.map(resolve))
  }

  private func resolve(_ step: TableStep) -> ResolvedDecision.Step {
    ResolvedDecision.Step(
      channel: step.channel, wait: step.wait, advance: step.isAutomatic ? "auto" : "ask",
      service: string(step.serviceName) ?? "", locale: string(step.locale), template: string(step.template),
      messagingService: string(step.messagingService),
      afterFraudBlock: step.advancesAfterFraudBlock ? "advance" : "stop")
  }
}
