#if Server
extension ChallengeEngine {
  /// After a send whose answer was lost: asks the Attempts resource three times in 10 s. Found, it is adopted; not
  /// found, or not to be asked, it is never repeated by the machine, and resend opens at once.
  func lookUp(_ id: String, place: Int) async throws -> Challenge {
    let challenge = try await load(id)
    guard challenge.sends.indices.contains(place), challenge.state == .sending else { return challenge }
    let send = challenge.sends[place]
    let step = challenge.plan[send.step]
    var found: String?
    if let address = address(of: step, challenge) {
      let lookup = UnknownSendLookup(parts.verify, clock: parts.clock)
      if case .adopted(let attempt) = try? await lookup.send(
        to: address, service: step.service, channel: step.channel, startedAt: send.at,
        known: challenge.deadVerifications)
      {
        found = attempt.verificationSID
      }
    }
    let sid = found
    let (settled, _) = try await change(id) { challenge, tx in
      guard challenge.state == .sending, challenge.lease?.owner == self.options.owner else {
        if let sid, challenge.state.isFinal, challenge.outcome?.status != .success {
          challenge.cancelsDue.append(.init(service: step.service, sid: sid))
        }
        return
      }
      challenge.lease = nil
      if let sid {
        let owner = try tx.register(
          id, as: sid, in: .verification, until: challenge.deleteAt.adding(seconds: 86_400), now: self.now)
        if owner == nil || owner == id {
          challenge.adopt(sid, step, place: place, renews: false, at: self.now)
          return
        }
      }
      // Spent, since it may have been sent; a person may ask for the next at once.
      challenge.state = .pending
      challenge.resendAfter = self.now
      if challenge.expiresAt == nil { challenge.expiresAt = send.at.adding(seconds: challenge.codeLife) }
    }
    parts.observer.sent(settled, settled.sends[place], fault: nil, action: nil)
    return await leave(settled)
  }

  /// Takes over what a process left behind whose lease has run out.
  func takeOver(_ id: String) async throws {
    let (challenge, effect) = try await change(id) { challenge, _ -> Lease.Effect? in
      guard let lease = challenge.lease, lease.isOver(at: self.now, longest: self.options.lease) else {
        return nil
      }
      challenge.lease = self.lease(challenge.state == .sending ? .lookUp : .settle)
      return lease.effect
    }
    guard effect != nil else { return }
    switch challenge.state {
    case .sending:
      guard let place = challenge.sends.indices.last else { return }
      _ = try await lookUp(id, place: place)
    case .checking: _ = try await settleLostCheck(id)
    default: _ = try await change(id) { challenge, _ in challenge.lease = nil }
    }
  }
}
#endif
