#if Server
/// Keeps calls within what the account bears: a circuit, and a bound on how many are under way. What is held back here
/// fails with a local fault, surely not processed.
public struct GuardedVerifyAPI: VerifyAPI {
  private let inner: any VerifyAPI
  private let circuit: Circuit
  private let bound: CallBound

  /// - Parameters:
  ///   - circuit: of the account.
  ///   - bound: of the account, or of the process.
  public init(_ inner: any VerifyAPI, circuit: Circuit, bound: CallBound) {
    self.inner = inner
    self.circuit = circuit
    self.bound = bound
  }

  public func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    try await guarded { () async throws(TwilioFault) in try await inner.start(request) }
  }

  public func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    try await guarded { () async throws(TwilioFault) in try await inner.check(request) }
  }

  public func cancel(_ reference: Verification.Reference) async throws(TwilioFault) {
    try await guarded { () async throws(TwilioFault) in try await inner.cancel(reference) }
  }

  public func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  {
    try await guarded { () async throws(TwilioFault) in
      try await inner.attempts(to: address, service: service, after: after)
    }
  }

  public func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    try await guarded { () async throws(TwilioFault) in try await inner.attempts(of: reference) }
  }

  private func guarded<Result>(
    _ call: () async throws(TwilioFault) -> Result
  ) async throws(TwilioFault) -> Result {
    guard circuit.state != .open, await bound.enter() else { throw Self.heldBack }
    defer { bound.leave() }
    guard let admission = circuit.admit() else { throw Self.heldBack }
    do {
      let result = try await call()
      circuit.end(admission, with: nil)
      return result
    } catch {
      if error.isLocal || (Task.isCancelled && error.status == nil) {
        circuit.abandon(admission)
      } else {
        circuit.end(admission, with: error)
      }
      throw error
    }
  }

  private static let heldBack = TwilioFault(execution: .notProcessed, isLocal: true)
}
#endif
