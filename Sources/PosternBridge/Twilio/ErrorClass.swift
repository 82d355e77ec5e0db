#if Server
/// What the bridge does about a code of Twilio's: data, a row a code, in `ErrorClass+table.swift`.
public struct ErrorClass: Sendable, Equatable {
  /// The action words of the fact sheet.
  public enum Action: String, Sendable, CaseIterable {
    /// The person must give something else: the number is denied `number-unreachable`.
    case ask
    /// Stop.
    case deny
    /// Next channel of the plan.
    case fallBack
    /// The same request again, bounded, if surely not processed; then as `then` says.
    case retry
    /// The configuration is wrong: an alert, and the challenge is denied `provider`.
    case surface
  }

  public var action: Action
  /// Whether operators must hear of it, whatever the action.
  public var alerts: Bool = false
  /// Channels that are out for the rest of the plan.
  public var excludes: [String] = []
  /// The parameter to leave out, once, before anything else: `Locale`, `TemplateSid`.
  public var drops: String?
  /// Whether no request can succeed until somebody acts: opens the account's circuit at once.
  public var opensCircuit: Bool = false
  /// Why the person is denied where the action ends it.
  public var reason: DeniedReason = .provider
  /// Whether the step's `afterFraudBlock` decides between falling back and stopping.
  public var isFraudBlock: Bool = false
  /// What is done when the tries of `retry` are used up; `retry` again: nothing final, ask again later.
  public var then: Action = .retry
  /// How often `retry` may repeat, at most.
  public var retries: Int = 0
  /// The shortest wait before the first repetition, in milliseconds.
  public var retryDelay: Int64 = 0
}
#endif
