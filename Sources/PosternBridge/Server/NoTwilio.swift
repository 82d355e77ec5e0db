#if Server
/// For a policy that sends nothing.
struct NoTwilio: VerifyAPI {
  private static let fault = TwilioFault(execution: .notProcessed, isLocal: true)

  func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    throw Self.fault
  }
  func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    throw Self.fault
  }
  func cancel(_ reference: Verification.Reference) async throws(TwilioFault) { throw Self.fault }

  func attempts(
    to address: String, service: String, after: Moment
  ) async throws(TwilioFault) -> [TwilioAttempt] { throw Self.fault }

  func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    throw Self.fault
  }
}
#endif
