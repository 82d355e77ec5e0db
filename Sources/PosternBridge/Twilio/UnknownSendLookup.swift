#if Server
/// Finds out what became of a call whose answer was lost, from what Twilio has on record. Asks three times in 10 s:
/// records come late.
public struct UnknownSendLookup: Sendable {
  /// What became of a send.
  public enum Finding: Sendable, Equatable {
    /// It was made: under this verification.
    case adopted(TwilioAttempt)
    /// There is no record of it.
    case notFound
    /// Twilio does not tell: the key may not ask, or no answer came.
    case forbidden
  }

  private let api: any VerifyAPI
  private let clock: any BridgeClock
  /// Milliseconds before each question.
  private let pauses: [Int64]

  public init(_ api: any VerifyAPI, clock: any BridgeClock, pauses: [Int64] = [1_000, 3_000, 6_000]) {
    self.api = api
    self.clock = clock
    self.pauses = pauses
  }

  /// - Parameters:
  ///   - startedAt: when the call was made, by our clock; Twilio's may be 2 s behind.
  ///   - known: SIDs of attempts or verifications that it cannot have been.
  /// - Throws: `CancellationError`.
  public func send(
    to address: String, service: String, channel: String, startedAt: Moment, known: Set<String> = []
  ) async throws -> Finding {
    // Twilio writes whole seconds.
    let from = Moment(milliseconds: 0).adding(seconds: startedAt.adding(seconds: -2).seconds)
    return try await ask { () async throws(TwilioFault) in
      let attempts = try await api.attempts(to: address, service: service, after: from)
      return
        attempts
        .filter { attempt in
          attempt.createdAt >= from && !known.contains(attempt.sid)
            && attempt.verificationSID.map { !known.contains($0) } == true
            && (attempt.channel == channel || attempt.channel == "rbm" && channel == "sms")
        }
        .max { $0.createdAt < $1.createdAt }
    }
  }

  /// Whether a check whose answer was lost was an approval: `adopted` names an attempt that converted. Trust it only if
  /// one challenge owns the verification.
  /// - Throws: `CancellationError`.
  public func approval(of reference: Verification.Reference) async throws -> Finding {
    try await ask { () async throws(TwilioFault) in
      try await api.attempts(of: reference).first { $0.isConverted && $0.verificationSID == reference.sid }
    }
  }

  private func ask(_ question: () async throws(TwilioFault) -> TwilioAttempt?) async throws -> Finding {
    var isAnswered = false
    for pause in pauses {
      try await clock.sleep(milliseconds: pause)
      do throws(TwilioFault) {
        if let attempt = try await question() { return .adopted(attempt) }
        isAnswered = true
      } catch {
        if error.status == 401 || error.status == 403 { return .forbidden }
      }
      try Task.checkCancellation()
    }
    return isAnswered ? .notFound : .forbidden
  }
}
#endif
