#if Server
/// Counts and times requests to Twilio.
struct MeteredVerifyAPI: VerifyAPI {
  var inner: any VerifyAPI
  var clock: any BridgeClock

  func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    try await metered("start") { () async throws(TwilioFault) in try await inner.start(request) }
  }

  func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    try await metered("check") { () async throws(TwilioFault) in try await inner.check(request) }
  }

  func cancel(_ reference: Verification.Reference) async throws(TwilioFault) {
    try await metered("cancel") { () async throws(TwilioFault) in try await inner.cancel(reference) }
  }

  func attempts(
    to address: String, service: String, after: Moment
  ) async throws(TwilioFault) -> [TwilioAttempt] {
    try await metered("attempts") { () async throws(TwilioFault) in
      try await inner.attempts(to: address, service: service, after: after)
    }
  }

  func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    try await metered("attempts") { () async throws(TwilioFault) in try await inner.attempts(of: reference) }
  }

  private func metered<Result>(
    _ operation: String, _ body: () async throws(TwilioFault) -> Result
  ) async throws(TwilioFault) -> Result {
    let start = clock.now
    func note(_ outcome: String) {
      BridgeMetrics.twilio(operation: operation, outcome: outcome, milliseconds: clock.now.since(start))
    }
    do {
      let result = try await body()
      note("ok")
      return result
    } catch {
      if error.isLocal {
        note("local")
      } else {
        note(error.execution == .unknown ? "unknown" : "refused")
        if let code = error.code { BridgeMetrics.twilioError(code: code) }
      }
      throw error
    }
  }
}
#endif
