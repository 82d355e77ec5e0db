#if Server
extension ChallengeEngine {
  /// Sends by a cause, falling back along the plan as Twilio's answers say.
  /// - Parameter claimed: what the cause was allowed already.
  /// - Throws: `Refusal`.
  func send(_ id: String, _ first: SendCause, claimed: SendClaim? = nil) async throws -> Challenge {
    var cause = first
    var claimed = claimed
    // A plan has at most five steps, each may lose two parameters and start anew once.
    for _ in 0..<20 {
      let order: SendOrder
      let allowed: SendClaim
      if let known = claimed { allowed = known } else { allowed = try await claim(id, cause) }
      claimed = nil
      switch allowed {
      case .settled(let challenge): return await leave(challenge)
      case .order(let claimed): order = claimed
      }
      guard try await prepare(order) else { return await leave(try await load(id)) }
      let result = await start(order.request)
      let settlement: SendSettlement
      do {
        settlement = try await settle(order, result)
      } catch let refusal as Refusal {
        if case .unavailable = refusal {
          later { try await self.goOn(order, try await self.settle(order, result)) }
        }
        throw refusal
      }
      switch settlement {
      case .settled(let challenge): return await leave(challenge)
      case .again(let step): cause = .again(step: step, isAutomatic: order.isAutomatic)
      case .lookUp: return try await lookUp(order.challenge.id, place: order.place)
      case .unavailable: throw Refusal.unavailable(retryAfter: 2)
      }
    }
    return try await deny(id, .provider)
  }

  /// What Twilio said could not be stored: it is tried again while the lease lasts, since nobody else knows it.
  func later(_ settle: @escaping @Sendable () async throws -> Void) {
    let end = now.adding(seconds: Budget.longestSettling)
    Task {
      var pause: Int64 = 250
      while now < end, (try? await parts.clock.sleep(milliseconds: pause)) != nil {
        pause = min(pause * 2, 2_000)
        do {
          return try await settle()
        } catch Refusal.unavailable {
          continue
        } catch {
          return
        }
      }
    }
  }

  /// After a settlement that came late.
  private func goOn(_ order: SendOrder, _ settlement: SendSettlement) async throws {
    switch settlement {
    case .settled(let challenge): _ = await leave(challenge)
    case .again(let step):
      _ = try? await send(order.challenge.id, .again(step: step, isAutomatic: order.isAutomatic))
    case .lookUp: _ = try? await lookUp(order.challenge.id, place: order.place)
    case .unavailable: break
    }
  }

  private func start(_ request: StartVerification) async -> Swift.Result<TwilioVerification, TwilioFault> {
    do {
      return .success(try await parts.verify.start(request))
    } catch {
      return .failure(error)
    }
  }

  /// Stores what Twilio said of a send, or that it said nothing.
  private func settle(
    _ order: SendOrder, _ result: Swift.Result<TwilioVerification, TwilioFault>
  ) async throws -> SendSettlement {
    let (challenge, settlement) = try await change(order.challenge.id) { challenge, tx -> SendSettlement in
      guard challenge.lease?.owner == self.options.owner, challenge.sends.indices.contains(order.place),
        !challenge.state.isFinal
      else {
        // It ended meanwhile, or another process took over.
        if challenge.state.isFinal { try self.settleLate(&challenge, order, result, tx) }
        return .settled(challenge)
      }
      switch result {
      case .success(let verification):
        return try self.accept(verification, order, &challenge, tx)
      case .failure(let fault):
        return try self.refuse(fault, order, &challenge, tx)
      }
    }
    let fault: TwilioFault? = if case .failure(let fault) = result { fault } else { nil }
    let action = fault.map { ErrorClass.of($0, during: .start, channel: order.step.channel) }
    if challenge.sends.indices.contains(order.place) {
      parts.observer.sent(challenge, challenge.sends[order.place], fault: fault, action: action?.action)
    }
    if let action, action.alerts, let fault {
      parts.observer.alert(action.action.rawValue, challenge: challenge, detail: "Twilio \(fault.code ?? 0)")
    }
    if case .settled = settlement { return .settled(challenge) }
    return settlement
  }

  /// A verification runs.
  private func accept(
    _ verification: TwilioVerification, _ order: SendOrder, _ challenge: inout Challenge,
    _ tx: any StoreTransaction
  ) throws -> SendSettlement {
    let now = now
    let owner = try tx.register(
      challenge.id, as: verification.sid, in: .verification,
      until: challenge.deleteAt.adding(seconds: 86_400),
      now: now)
    let known = challenge.verifications.firstIndex { $0.reference.sid == verification.sid }
    // Those whose answer was lost may be among them.
    let lost = challenge.sends.count {
      $0.fate == .unknown && challenge.plan[$0.step].service == order.step.service
        && challenge.plan[$0.step].isEmail == order.step.isEmail
    }
    let ours = (known.map { challenge.verifications[$0].sends } ?? 0) + lost - 1
    let isForeign = (owner != nil && owner != challenge.id) || (verification.sendCount ?? 0) > ours + 1
    challenge.sends[order.place].requestID = verification.requestID
    if isForeign {
      return try startAnew(verification, order, &challenge, tx)
    }
    challenge.adopt(verification.sid, order.step, place: order.place, renews: order.renews, at: now)
    challenge.lease = nil
    return .settled(challenge)
  }

  /// The verification is somebody else's: its code may be known to them. Canceled, and started again, once.
  private func startAnew(
    _ verification: TwilioVerification, _ order: SendOrder, _ challenge: inout Challenge,
    _ tx: any StoreTransaction
  ) throws -> SendSettlement {
    challenge.sends[order.place].fate = .sent
    challenge.sends[order.place].verification = verification.sid
    challenge.cancelsDue.append(.init(service: order.step.service, sid: verification.sid))
    for index in challenge.verifications.indices
    where challenge.verifications[index].reference.sid == verification.sid {
      challenge.verifications[index].isEnded = true
    }
    guard !challenge.hasStartedAnew, challenge.sendsLeft > 0 else {
      challenge.lease = nil
      try end(&challenge, denied(.provider), tx, state: .failed)
      return .settled(challenge)
    }
    challenge.hasStartedAnew = true
    parts.observer.alert("foreign-verification", challenge: challenge, detail: "canceled and started anew")
    return .again(step: challenge.step)
  }

  /// Twilio has refused, or has not answered.
  private func refuse(
    _ fault: TwilioFault, _ order: SendOrder, _ challenge: inout Challenge, _ tx: any StoreTransaction
  ) throws -> SendSettlement {
    challenge.sends[order.place].requestID = fault.requestID
    if fault.execution == .unknown {
      challenge.lease = lease(.lookUp)
      return .lookUp
    }
    try refund(order.place, &challenge, tx)
    let rule = ErrorClass.of(fault, during: .start, channel: order.step.channel)
    // Held back here, or Twilio was not reached: nothing final.
    if rule.action == .retry && rule.then == .retry {
      challenge.lease = nil
      challenge.state = challenge.liveVerifications.isEmpty && challenge.expiresAt == nil ? .new : .pending
      return .unavailable(challenge)
    }
    if let parameter = rule.drops, !challenge.droppedParameters.contains(parameter) {
      challenge.droppedParameters.append(parameter)
      return .again(step: challenge.step)
    }
    for channel in rule.excludes where !challenge.excludedChannels.contains(channel) {
      challenge.excludedChannels.append(channel)
    }
    let mayFallBack: Bool
    if rule.isFraudBlock {
      mayFallBack = order.step.advancesAfterFraudBlock
      if mayFallBack {
        for channel in ["sms", "call"] where !challenge.excludedChannels.contains(channel) {
          challenge.excludedChannels.append(channel)
        }
      }
    } else {
      mayFallBack = rule.action == .fallBack
    }
    if mayFallBack, let next = challenge.usableStep(from: challenge.step + 1) { return .again(step: next) }
    return try giveUp(rule.reason, &challenge, tx)
  }

  /// Nothing more can be sent by this: a code that runs stays valid, without one it is over.
  func giveUp(
    _ reason: DeniedReason, _ challenge: inout Challenge, _ tx: any StoreTransaction
  ) throws -> SendSettlement {
    challenge.lease = nil
    if challenge.liveVerifications.isEmpty {
      try end(&challenge, denied(reason), tx, state: reason == .provider ? .failed : .denied)
    } else {
      challenge.state = .pending
    }
    return .settled(challenge)
  }

  /// A send that surely was not made costs nothing.
  func refund(_ place: Int, _ challenge: inout Challenge, _ tx: any StoreTransaction) throws {
    try SlidingWindows.refund(challenge.sends[place].events, in: tx)
    challenge.sends[place].events = []
    challenge.sends[place].fate = .failed
  }
}

extension Challenge {
  /// A send of this challenge runs under a verification.
  /// - Parameter renews: whether the code's life begins anew.
  mutating func adopt(_ sid: String, _ step: PlanStep, place: Int, renews: Bool, at now: Moment) {
    sends[place].fate = .sent
    sends[place].verification = sid
    if let index = verifications.firstIndex(where: { $0.reference.sid == sid }) {
      // It may have been given up for a new one, but could not be canceled: its code has come again.
      verifications[index].sends += 1
      verifications[index].isEnded = false
      cancelsDue.removeAll { $0.sid == sid }
    } else {
      for index in verifications.indices
      where verifications[index].reference.service == step.service
        && verifications[index].isEmail == step.isEmail
      {
        verifications[index].isEnded = true
      }
      verifications.append(
        Verification(
          reference: .init(service: step.service, sid: sid), isEmail: step.isEmail,
          codeLength: step.codeLength,
          startedAt: sends[place].at, sends: 1))
      if renews || expiresAt == nil { expiresAt = sends[place].at.adding(seconds: codeLife) }
    }
    resendAfter = now.adding(seconds: step.wait)
    state = .pending
  }
}
#endif
