#if Server
/// Repeats a call where it surely was not processed and the class of the fault says so; after a wait that doubles each
/// time, with up to a fifth more at random. Nothing else is ever repeated.
public struct Retrying: VerifyAPI {
  private let inner: any VerifyAPI
  private let clock: any BridgeClock
  private let random: @Sendable () -> Double

  /// - Parameter random: from 0 up to 1, for the jitter.
  public init(
    _ inner: any VerifyAPI, clock: any BridgeClock,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.inner = inner
    self.clock = clock
    self.random = random
  }

  public func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    try await repeated(.start) { () async throws(TwilioFault) in try await inner.start(request) }
  }

  public func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    try await repeated(.check) { () async throws(TwilioFault) in try await inner.check(request) }
  }

  public func cancel(_ reference: Verification.Reference) async throws(TwilioFault) {
    try await repeated(.check) { () async throws(TwilioFault) in try await inner.cancel(reference) }
  }

  public func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  {
    try await repeated(.check) { () async throws(TwilioFault) in
      try await inner.attempts(to: address, service: service, after: after)
    }
  }

  public func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    try await repeated(.check) { () async throws(TwilioFault) in try await inner.attempts(of: reference) }
  }

  private func repeated<Result>(
    _ phase: ErrorClass.Phase, _ call: () async throws(TwilioFault) -> Result
  ) async throws(TwilioFault) -> Result {
    var made = 0
    while true {
      do {
        return try await call()
      } catch {
        let rule = ErrorClass.of(error, during: phase)
        guard error.execution == .notProcessed, !error.isLocal, rule.action == .retry, made < rule.retries
        else { throw error }
        made += 1
        guard (try? await clock.sleep(milliseconds: delay(rule.retryDelay, before: made))) != nil else {
          throw error
        }
      }
    }
  }

  /// Milliseconds before a repetition, counted from 1.
  private func delay(_ shortest: Int64, before repetition: Int) -> Int64 {
    let base = max(1, shortest) << Int64(min(repetition - 1, 6))
    let share = random()
    return share > 0 ? base + Int64(min(share, 1) * Double(base) / 5) : base
  }
}
#endif
