#if Server
extension ChallengeEngine {
  /// Ends a challenge within a transaction: outcome, erased addresses, freed slots, verifications to cancel, callback.
  /// While a send of it runs it keeps its slots and the lease: see `ChallengeEngine+turns.swift`.
  func end(
    _ challenge: inout Challenge, _ outcome: Outcome, _ tx: any StoreTransaction,
    state: Challenge.State? = nil
  ) throws {
    challenge.outcome = outcome
    challenge.state = state ?? (outcome.status == .denied ? .denied : .approved)
    challenge.trigger.eraseAddresses()
    if outcome.status != .success {
      challenge.cancelsDue += challenge.verifications.filter { !$0.isEnded }.map(\.reference)
    }
    for index in challenge.verifications.indices { challenge.verifications[index].isEnded = true }
    if !isSending(challenge) { try free(&challenge, tx) }
    challenge.deleteAt = outcome.at.adding(seconds: options.keep)
    if let url = challenge.trigger.callbackURL {
      challenge.callback = Callback(url: url, webhookID: "msg_" + challenge.id, nextAt: outcome.at)
    }
  }

  /// Denied, now.
  func denied(_ reason: DeniedReason, message: String? = nil) -> Outcome {
    let now = now
    return Outcome(
      status: .denied, at: now, reason: reason, message: message,
      validUntil: now.adding(seconds: Budget.successLife))
  }

  /// Approved, now.
  func approved(channel: String?) -> Outcome {
    let now = now
    return Outcome(
      status: .success, at: now, channel: channel, validUntil: now.adding(seconds: Budget.successLife))
  }

  /// Ends it as expired when its time is up.
  /// - Returns: whether it has ended, now or before.
  func endIfExpired(_ challenge: inout Challenge, _ tx: any StoreTransaction) throws -> Bool {
    if challenge.state.isFinal { return true }
    let end = challenge.expiresAt ?? challenge.createdAt.adding(seconds: challenge.codeLife)
    guard now >= end || Self.isOfTheFuture(end, challenge, at: now) else { return false }
    try self.end(&challenge, denied(.expired), tx, state: .expired)
    return true
  }

  /// Ends a challenge that has not ended, whatever it is doing, and cancels what runs at Twilio. A success that nobody
  /// has been told, since it waits for the browser's result, can be taken back.
  @discardableResult
  func deny(_ id: String, _ reason: DeniedReason, message: String? = nil) async throws -> Challenge {
    let (challenge, ended) = try await change(id) { challenge, tx in
      guard !challenge.state.isFinal || challenge.withholdsSuccess else { return false }
      try self.end(&challenge, self.denied(reason, message: message), tx)
      return true
    }
    if ended { await runCancels(challenge) }
    return challenge
  }

  /// Cancels at Twilio what a challenge that ended has left behind; what fails stays due for the timers.
  func runCancels(_ challenge: Challenge) async {
    var done: [Verification.Reference] = []
    for reference in challenge.cancelsDue where await cancel(reference) { done.append(reference) }
    guard !done.isEmpty else { return }
    let finished = done
    _ = try? await change(challenge.id) { challenge, _ in
      challenge.cancelsDue.removeAll { finished.contains($0) }
    }
  }

  /// - Returns: whether nothing is left to do: canceled, or Twilio knows it no more, or refuses for good.
  func cancel(_ reference: Verification.Reference) async -> Bool {
    do {
      try await parts.verify.cancel(reference)
      return true
    } catch {
      // Not when it never arrived, when Twilio is down, or when only the key was refused: that passes.
      guard let status = error.status, error.execution == .notProcessed else { return false }
      return (400..<500).contains(status) && ![401, 408, 429].contains(status)
    }
  }
}
#endif
