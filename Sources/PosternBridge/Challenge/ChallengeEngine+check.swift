#if Server
extension ChallengeEngine {
  /// What a claim of a check allows.
  private enum CheckClaim: Sendable {
    /// Ask Twilio: the try is spent.
    case ask(CheckVerification, Challenge)
    /// Of no running code's length: no try is spent.
    case wrongLength(Challenge)
    /// The same code is being checked: its result counts for this one too.
    case same
    /// Another code is being checked, or a message is being sent: this code's turn comes afterwards.
    case waits
    case settled(Challenge)
  }

  public func verify(authRequestID: String, code: String, webhookID: String?) async throws -> CodeResult {
    let challenge = try await find(authRequestID)
    guard let webhookID else { return try await submit(challenge: challenge.id, code: code) }
    let now = now
    let memory = memory(parts.table().settings.webhook)
    let name = "verify \(webhookID)"
    let digest = parts.keys.hash("\(authRequestID) \(code)", for: .verify)
    let known = try await transaction { tx in
      try tx.register(digest, as: name, in: .webhookID, until: now.adding(seconds: memory), now: now)
    }
    if let known {
      guard parts.keys.candidates("\(authRequestID) \(code)", for: .verify).contains(known) else {
        parts.observer.alert(
          "conflict", challenge: challenge, detail: "the same webhook-id with another code")
        _ = try await deny(challenge.id, .conflict)
        throw Refusal.conflict
      }
      let end = now.adding(milliseconds: Budget.longestQueue)
      return .checked(answer(try await untilIdle(challenge.id, end)))
    }
    do {
      return try await submit(challenge: challenge.id, code: code)
    } catch {
      // Nobody has looked at the code: the same request may come again, and is to be checked then.
      _ = try? await transaction { tx in try tx.unregister(name, in: .webhookID, ifValue: digest) }
      throw error
    }
  }

  public func submit(challenge id: String, code: String) async throws -> CodeResult {
    let digits = TypedCode.digits(code)
    let end = now.adding(milliseconds: Budget.longestQueue)
    while true {
      switch try await claimCheck(id, digits) {
      case .settled(let challenge): return .checked(answer(challenge))
      case .wrongLength(let challenge): return .wrongLength(answer(challenge))
      case .same: return .checked(answer(try await untilIdle(id, end)))
      case .waits:
        let challenge = try await untilIdle(id, end)
        if challenge.state != .pending { return .checked(answer(challenge)) }
      case .ask(let request, let challenge): return .checked(answer(try await ask(request, challenge)))
      }
    }
  }

  /// Spends a try before Twilio hears of the code.
  private func claimCheck(_ id: String, _ digits: String?) async throws -> CheckClaim {
    let (challenge, claim) = try await change(id) { challenge, tx -> CheckClaim in
      let now = self.now
      if try self.endIfExpired(&challenge, tx) { return .settled(challenge) }
      if challenge.state == .checking, let lease = challenge.lease,
        !lease.isOver(at: now, longest: self.options.lease)
      {
        return digits.map { self.isChecked($0, by: lease, id) } ?? false ? .same : .waits
      }
      // While something is being sent, an older code of the same challenge may still be typed.
      if challenge.state == .sending { return .waits }
      guard challenge.state == .pending else { return .settled(challenge) }
      guard challenge.checksLeft > 0 else {
        try self.end(&challenge, self.denied(.exhausted), tx)
        return .settled(challenge)
      }
      guard let digits,
        let target = challenge.liveVerifications.first(where: { $0.codeLength == digits.utf8.count })
      else { return .wrongLength(challenge) }
      switch try WrongCodeGuard.admit(challenge.person, at: now, in: tx) {
      case .locked:
        try self.end(&challenge, self.denied(.locked), tx)
        return .settled(challenge)
      case .admitted(let events): challenge.guardEvents = events
      }
      challenge.checksUsed += 1
      challenge.state = .checking
      challenge.lease = self.lease(.check)
      challenge.lease?.code = self.parts.keys.hash("\(id) \(digits)", for: .verify)
      var request = CheckVerification(reference: target.reference, code: digits)
      if challenge.plan.contains(where: { $0.service == target.reference.service && $0.isPSD2 }) {
        request.amount = self.open(challenge.trigger.sealedAmount, .amount, id)
        request.payee = self.open(challenge.trigger.sealedPayee, .payee, id)
      }
      return .ask(request, challenge)
    }
    if case .settled = claim {
      if challenge.state.isFinal { await runCancels(challenge) }
      return .settled(challenge)
    }
    return claim
  }

  /// Whether a check that runs is of this code.
  private func isChecked(_ digits: String, by lease: Lease, _ id: String) -> Bool {
    guard let code = lease.code else { return false }
    return parts.keys.candidates("\(id) \(digits)", for: .verify).contains(code)
  }

  private func ask(_ request: CheckVerification, _ claimed: Challenge) async throws -> Challenge {
    let result: Swift.Result<TwilioVerification, TwilioFault>
    do {
      result = .success(try await parts.verify.check(request))
    } catch {
      result = .failure(error)
    }
    if case .failure(let fault) = result {
      let isUnsure =
        fault.execution == .unknown || (fault.code == 20404 || fault.status == 404) && claimed.hasLostCheck
      if isUnsure {
        return try await settleLostCheck(claimed.id, known: request.reference, isGone: fault.status == 404)
      }
    }
    let settled: (challenge: Challenge, refusal: Refusal?)
    do {
      settled = try await settle(request, result, claimed.id)
    } catch let refusal as Refusal {
      if case .unavailable = refusal { later { _ = try await self.settle(request, result, claimed.id) } }
      throw refusal
    }
    if let refusal = settled.refusal { throw refusal }
    return settled.challenge
  }

  /// Stores what Twilio said of a code.
  /// - Returns: with the refusal to answer, where Twilio has not looked.
  private func settle(
    _ request: CheckVerification, _ result: Swift.Result<TwilioVerification, TwilioFault>, _ id: String
  ) async throws -> (challenge: Challenge, refusal: Refusal?) {
    let (challenge, refusal) = try await change(id) { challenge, tx -> Refusal? in
      guard challenge.state == .checking, challenge.lease?.owner == self.options.owner else { return nil }
      challenge.lease = nil
      switch result {
      case .success(let verification): try self.settle(verification, request.reference, &challenge, tx)
      case .failure(let fault): return try self.settle(fault, request.reference, &challenge, tx)
      }
      return nil
    }
    parts.observer.checked(challenge, result: challenge.outcome?.status.rawValue ?? "pending")
    if challenge.state.isFinal { await runCancels(challenge) }
    return (challenge, refusal)
  }

  /// Twilio has looked at the code.
  private func settle(
    _ verification: TwilioVerification, _ reference: Verification.Reference, _ challenge: inout Challenge,
    _ tx: any StoreTransaction
  ) throws {
    switch verification.status {
    case "approved" where verification.sid == reference.sid: try approve(reference, &challenge, tx)
    case "pending":
      challenge.state = .pending
      challenge.guardEvents = []
      if challenge.checksLeft == 0 { try end(&challenge, denied(.exhausted), tx) }
    case "max_attempts_reached": try end(&challenge, denied(.exhausted), tx)
    case "expired", "canceled", "deleted": try lose(reference, .expired, &challenge, tx)
    default: try end(&challenge, denied(.provider), tx, state: .failed)
    }
  }

  /// The code was right: this person's wrong codes are forgotten.
  private func approve(
    _ reference: Verification.Reference, _ challenge: inout Challenge, _ tx: any StoreTransaction
  ) throws {
    guard try tx.registered(reference.sid, in: .verification, now: now) == challenge.id else {
      try end(&challenge, denied(.provider), tx, state: .failed)
      return
    }
    try WrongCodeGuard.clear(challenge.person, in: tx)
    challenge.guardEvents = []
    let channel = challenge.sends.last { $0.verification == reference.sid }?.channel
    // Others of this challenge are of no use any more.
    challenge.cancelsDue += challenge.verifications.filter { !$0.isEnded && $0.reference != reference }.map(
      \.reference)
    try end(&challenge, approved(channel: channel), tx)
  }

  /// Twilio has refused to look.
  private func settle(
    _ fault: TwilioFault, _ reference: Verification.Reference, _ challenge: inout Challenge,
    _ tx: any StoreTransaction
  ) throws -> Refusal? {
    let rule = ErrorClass.of(fault, during: .check)
    switch (fault.code, fault.status) {
    case (60202?, _):
      try end(&challenge, denied(.exhausted), tx)
      return nil
    case (20404?, _), (nil, 404?):
      try lose(reference, .expired, &challenge, tx)
      return nil
    case (60200?, _) where fault.parameter == "Code":
      challenge.state = .pending
      challenge.guardEvents = []
      if challenge.checksLeft == 0 { try end(&challenge, denied(.exhausted), tx) }
      return nil
    default: break
    }
    // Surely not looked at: the try is given back.
    challenge.checksUsed -= 1
    try SlidingWindows.refund(challenge.guardEvents, in: tx)
    challenge.guardEvents = []
    challenge.state = .pending
    if rule.alerts || rule.action == .surface {
      parts.observer.alert(
        rule.action.rawValue, challenge: challenge, detail: "Twilio \(fault.code ?? 0) at a check")
    }
    if rule.action == .deny {
      try end(&challenge, denied(rule.reason), tx)
      return nil
    }
    return .unavailable(retryAfter: 2)
  }

  /// A verification is gone at Twilio; what is left of the challenge goes on.
  private func lose(
    _ reference: Verification.Reference, _ reason: DeniedReason, _ challenge: inout Challenge,
    _ tx: any StoreTransaction
  ) throws {
    challenge.guardEvents = []
    for index in challenge.verifications.indices where challenge.verifications[index].reference == reference {
      challenge.verifications[index].isEnded = true
    }
    if challenge.liveVerifications.isEmpty {
      try end(&challenge, denied(reason), tx, state: reason == .expired ? .expired : .denied)
    } else {
      challenge.state = .pending
    }
  }

  /// After a check whose answer was lost: the Attempts resource tells whether it was right. Trusted only when this
  /// challenge alone owns the verification.
  /// - Parameter isGone: whether Twilio has said that the verification is no more: then it was right, or is failed.
  @discardableResult
  func settleLostCheck(
    _ id: String, known: Verification.Reference? = nil, isGone: Bool = false
  ) async throws -> Challenge {
    let before = try await load(id)
    guard before.state == .checking else { return before }
    let references = known.map { [$0] } ?? before.liveVerifications.map(\.reference)
    var converted: Verification.Reference?
    var isAnswered = true
    for reference in references where converted == nil {
      if let attempts = try? await parts.verify.attempts(of: reference) {
        if attempts.contains(where: { $0.isConverted && $0.verificationSID == reference.sid }) {
          converted = reference
        }
      } else {
        isAnswered = false
      }
    }
    let right = converted
    let knowsWrong = isAnswered
    let (challenge, _) = try await change(id) { challenge, tx in
      guard challenge.state == .checking, challenge.lease?.owner == self.options.owner else { return }
      challenge.lease = nil
      if let right {
        try self.approve(right, &challenge, tx)
      } else if isGone {
        try self.end(&challenge, self.denied(.provider), tx, state: .failed)
      } else {
        challenge.state = .pending
        challenge.hasLostCheck = true
        challenge.guardEvents = []
        if challenge.checksLeft == 0, knowsWrong { try self.end(&challenge, self.denied(.exhausted), tx) }
      }
    }
    parts.observer.checked(challenge, result: challenge.outcome?.status.rawValue ?? "unknown")
    if challenge.state.isFinal { await runCancels(challenge) }
    return challenge
  }

  /// Waits until neither a check nor a send runs.
  /// - Throws: `Refusal.unavailable` when one still does at the end: a code that nobody has looked at is not called wrong.
  private func untilIdle(_ id: String, _ end: Moment) async throws -> Challenge {
    let changes = hub.changes(of: id)
    let isBusy = { (challenge: Challenge) in challenge.state == .checking || challenge.state == .sending }
    var challenge = try await load(id)
    guard isBusy(challenge) else { return challenge }
    for await _ in ticking(changes, until: end) {
      challenge = try await load(id)
      if !isBusy(challenge) { return challenge }
      if now >= end { break }
    }
    throw Refusal.unavailable(retryAfter: 2)
  }
}
#endif
