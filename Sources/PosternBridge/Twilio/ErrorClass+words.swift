#if Server
extension ErrorClass {
  /// What was under way when Twilio refused.
  public enum Phase: Sendable, Hashable, CaseIterable { case start, check }

  /// Stands in `excludes` of a row for the channel that was asked for.
  static let itsChannel = "*"

  /// The person must give another address, or (at a check) type again.
  static let ask = ErrorClass(action: .ask, reason: .numberUnreachable)

  /// Operators must act; nothing else helps.
  static let surface = ErrorClass(action: .surface, alerts: true)

  /// As `surface`, for the whole account.
  static let surfaceForAll = ErrorClass(action: .surface, alerts: true, opensCircuit: true)

  /// The limit of an account, a service or an address: the challenge ends.
  static func deny(_ reason: DeniedReason, alerts: Bool = false) -> ErrorClass {
    ErrorClass(action: .deny, alerts: alerts, reason: reason)
  }

  /// Twilio holds the address or its neighbours for fraud: by text message never again in this challenge.
  static let fraudBlock = ErrorClass(action: .deny, alerts: true, excludes: ["sms"], isFraudBlock: true)

  /// The next channel, without these.
  static func fallBack(without channels: [String], alerts: Bool = false) -> ErrorClass {
    ErrorClass(action: .fallBack, alerts: alerts, excludes: channels, reason: .noChannel)
  }

  /// Once more without that parameter; operators hear of it, and of nothing else if that helps.
  static func drop(_ parameter: String) -> ErrorClass {
    ErrorClass(action: .surface, alerts: true, drops: parameter)
  }

  /// The same again.
  /// - Parameter after: milliseconds.
  static func retry(
    _ times: Int, after delay: Int64, then last: Action, reason: DeniedReason = .provider,
    alerts: Bool = false
  ) -> ErrorClass {
    ErrorClass(
      action: .retry, alerts: alerts, reason: reason, then: last, retries: times, retryDelay: delay)
  }
}
#endif
