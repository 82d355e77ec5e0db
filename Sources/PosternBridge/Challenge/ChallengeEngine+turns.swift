#if Server
/// One send at a time to an address of a service, whatever challenge it is for: Twilio would send the old code again
/// under the old verification. A challenge that ends while a send of it runs keeps the lease and its slots; who comes
/// next ends it, waits for that send, and has what it made canceled before their own.
extension ChallengeEngine {
  /// Whether a call to Twilio may be under way that sends for this challenge.
  func isSending(_ challenge: Challenge) -> Bool {
    guard let lease = challenge.lease, lease.effect == .send || lease.effect == .lookUp else { return false }
    return !lease.isOver(at: now, longest: options.lease)
  }

  /// Gives up the lease and the slots.
  func free(_ challenge: inout Challenge, _ tx: any StoreTransaction) throws {
    challenge.lease = nil
    for slot in challenge.liveSlots { _ = try tx.unregister(slot, in: .live, ifValue: challenge.id) }
  }

  /// Ends what was superseded, and cancels what would make Twilio repeat an old code.
  /// - Returns: whether the send is still wanted: with others before it, it may have been superseded itself.
  func prepare(_ order: SendOrder) async throws -> Bool {
    for challenge in order.superseded {
      hub.tell(challenge.id)
      parts.observer.ended(challenge)
    }
    for (owner, reference) in order.cancelsFirst where await cancel(reference) {
      _ = try? await change(owner) { challenge, _ in challenge.cancelsDue.removeAll { $0 == reference } }
    }
    for id in order.waitsFor { await waitForSend(of: id) }
    guard order.hasToWait else { return true }
    return try await change(order.challenge.id) { challenge, tx -> Bool in
      guard !challenge.state.isFinal else {
        try self.refund(order.place, &challenge, tx)
        return false
      }
      guard let lease = challenge.lease, lease.owner == self.options.owner, lease.effect == .send else {
        return false
      }
      challenge.lease = self.lease(.send)
      return true
    }.result
  }

  /// Waits until a challenge that has ended sends no more. Whoever sent cancels first, then says so; what is left to
  /// cancel then was left by a process that is gone.
  private func waitForSend(of id: String) async {
    let end = now.adding(seconds: Budget.longestTurn)
    let changes = hub.changes(of: id)
    guard var other = try? await load(id) else { return }
    if isSending(other) {
      for await _ in ticking(changes, until: end) {
        guard let current = try? await load(id) else { return }
        other = current
        if !isSending(other) || now >= end { break }
      }
    }
    await runCancels(other)
  }

  /// Stores what Twilio said of a send whose challenge has ended meanwhile: what it made is canceled with the rest.
  func settleLate(
    _ challenge: inout Challenge, _ order: SendOrder, _ result: Swift.Result<TwilioVerification, TwilioFault>,
    _ tx: any StoreTransaction
  ) throws {
    guard challenge.sends.indices.contains(order.place) else { return }
    switch result {
    case .success(let verification):
      challenge.sends[order.place].fate = .sent
      challenge.sends[order.place].verification = verification.sid
      challenge.sends[order.place].requestID = verification.requestID
      if challenge.outcome?.status != .success {
        challenge.cancelsDue.append(.init(service: order.step.service, sid: verification.sid))
      }
    case .failure(let fault):
      challenge.sends[order.place].requestID = fault.requestID
      if fault.execution == .notProcessed { try refund(order.place, &challenge, tx) }
    }
  }

  /// What whoever sent does last: cancels what an ended challenge has left at Twilio, and lets the next one go on.
  func leave(_ challenge: Challenge) async -> Challenge {
    guard challenge.state.isFinal else { return challenge }
    await runCancels(challenge)
    guard challenge.lease?.owner == options.owner, isSending(challenge) else { return challenge }
    let left = try? await change(challenge.id) { challenge, tx in
      guard challenge.state.isFinal, challenge.lease?.owner == self.options.owner else { return }
      try self.free(&challenge, tx)
    }
    return left?.challenge ?? challenge
  }
}
#endif
