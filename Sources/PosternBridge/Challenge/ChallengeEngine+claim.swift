#if Server
extension ChallengeEngine {
  /// Claims a send in one transaction: everything that could forbid it is asked, it is counted, and it is stored
  /// before Twilio hears of it.
  /// - Throws: `Refusal` when it is refused and nothing changes.
  func claim(_ id: String, _ cause: SendCause) async throws -> SendClaim {
    let active = parts.table()
    let blocks = parts.blocks()
    let (challenge, claim) = try await change(id) { challenge, tx -> SendClaim in
      try self.claim(&challenge, cause, active, blocks, tx)
    }
    return claim.of(challenge)
  }

  /// The same within a transaction that stores the challenge afterwards: a new one is stored with its first claim.
  /// - Parameter trigger: what it was made of, if that is at hand: then its address need not be opened.
  func claim(
    _ challenge: inout Challenge, _ cause: SendCause, _ active: ActiveTable, _ blocks: BlockList,
    _ tx: any StoreTransaction, known trigger: Trigger? = nil
  ) throws -> SendClaim {
    if try endIfExpired(&challenge, tx) { return .settled(challenge) }
    guard try mayBegin(cause, &challenge) else { return .settled(challenge) }
    guard challenge.sendsLeft > 0 else {
      if case .again = cause { return try abandon(.exhausted, &challenge, tx) }
      throw Refusal.usedUp
    }
    if let claim = try refuseLocked(&challenge, cause, tx) { return claim }
    guard let index = try chooseStep(cause, &challenge, active, blocks, tx) else {
      return .settled(challenge)
    }
    challenge.step = index
    return try reserve(&challenge, cause, active, tx, trigger)
  }

  /// Whether the state allows this cause.
  /// - Throws: `Refusal` that says when it will.
  private func mayBegin(_ cause: SendCause, _ challenge: inout Challenge) throws(Refusal) -> Bool {
    let now = now
    switch cause {
    case .first: return challenge.state == .new && challenge.lease == nil
    case .again:
      return challenge.state == .sending && challenge.lease?.owner == options.owner
    case .automatic:
      guard challenge.lease == nil, let due = challenge.automaticAdvanceAt, due <= now else { return false }
      // From the wait's begin, not from now: the timer may be late, and who is held is seen once in each wait.
      guard now.since(due) <= Budget.latestTimer, let seen = challenge.lastSeenAt,
        let began = challenge.waitBeganAt, seen >= began
      else { return false }
      return true
    case .resend, .next:
      guard challenge.state == .pending, challenge.lease == nil else { throw .tooEarly(retryAfter: 1) }
      if let open = challenge.resendAfter, now < open {
        throw .tooEarly(retryAfter: max(1, (open.since(now) + 999) / 1_000))
      }
      return true
    }
  }

  /// Nobody who has typed too many wrong codes is sent another one.
  private func refuseLocked(
    _ challenge: inout Challenge, _ cause: SendCause, _ tx: any StoreTransaction
  ) throws -> SendClaim? {
    guard try WrongCodeGuard.lockedUntil(challenge.person, at: now, in: tx) != nil else { return nil }
    if case .automatic = cause { return .settled(challenge) }
    if challenge.liveVerifications.isEmpty { return try abandon(.locked, &challenge, tx) }
    throw Refusal.usedUp
  }

  /// The step to send, by the cause and what table and operators allow now; nil when that has ended the challenge.
  private func chooseStep(
    _ cause: SendCause, _ challenge: inout Challenge, _ active: ActiveTable, _ blocks: BlockList,
    _ tx: any StoreTransaction
  ) throws -> Int? {
    var index: Int?
    switch cause {
    case .first: index = challenge.usableStep(from: 0)
    case .again(let step, _): index = step
    case .resend: index = challenge.usableStep(from: challenge.step) == challenge.step ? challenge.step : nil
    case .next, .automatic: index = challenge.nextStep
    }
    while let candidate = index {
      switch SendGate(challenge.plan[candidate], country: challenge.country, active, blocks) {
      case .open: return candidate
      case .denied(let reason):
        guard challenge.liveVerifications.isEmpty else { throw Refusal.usedUp }
        _ = try abandon(reason, &challenge, tx)
        return nil
      case .channelClosed:
        if case .resend = cause { throw Refusal.usedUp }
        index = challenge.usableStep(from: candidate + 1)
      }
    }
    guard challenge.liveVerifications.isEmpty, challenge.expiresAt == nil || challenge.state == .sending
    else {
      throw Refusal.usedUp
    }
    _ = try abandon(.noChannel, &challenge, tx)
    return nil
  }

  /// Ends what cannot be sent at all; a code that runs stays valid.
  private func abandon(
    _ reason: DeniedReason, _ challenge: inout Challenge, _ tx: any StoreTransaction
  ) throws -> SendClaim {
    _ = try giveUp(reason, &challenge, tx)
    return .settled(challenge)
  }

  /// Counts and stores the send.
  private func reserve(
    _ challenge: inout Challenge, _ cause: SendCause, _ active: ActiveTable, _ tx: any StoreTransaction,
    _ trigger: Trigger?
  ) throws -> SendClaim {
    let now = now
    let step = challenge.plan[challenge.step]
    let known = step.isEmail ? trigger?.email : trigger?.phoneNumber
    guard let address = known ?? self.address(of: step, challenge) else {
      return try abandon(.provider, &challenge, tx)
    }
    let limits = SendLimits(challenge, step, address: address, active.settings.limits, parts.keys)
    let events: [Int64]
    switch try SlidingWindows(limits.limits).admit(limits.values, at: now, in: tx) {
    case .admitted(let ids, let exceeded):
      events = ids
      for name in exceeded { parts.observer.alert("observed-limit", challenge: challenge, detail: name) }
    case .refused(let limit, let retryAfter):
      parts.observer.alert("limit", challenge: challenge, detail: limit)
      guard challenge.liveVerifications.isEmpty else {
        if case .again = cause { return try abandon(.rateLimited, &challenge, tx) }
        throw Refusal.limited(retryAfter: retryAfter)
      }
      return try abandon(.rateLimited, &challenge, tx)
    }
    var order = try takeSlot(&challenge, step, address, tx)
    order.request.rateLimits = limits.twilioValues
    var isAutomatic = cause == .automatic
    if case .again(_, let began) = cause { isAutomatic = began }
    challenge.sends.append(
      Send(
        step: challenge.step, channel: step.channel, at: now, isAutomatic: isAutomatic, fate: .unknown,
        events: events))
    challenge.state = .sending
    challenge.lease = lease(.send)
    order.place = challenge.sends.count - 1
    return .order(order)
  }

  /// One live challenge per service and address: whoever had it is superseded, and waited for if a send of it runs.
  /// And a code about to end is not sent again: its verification is canceled for a new one.
  private func takeSlot(
    _ challenge: inout Challenge, _ step: PlanStep, _ address: String, _ tx: any StoreTransaction
  ) throws -> SendOrder {
    let now = now
    var superseded: [Challenge] = []
    var waitsFor: [String] = []
    var cancels = challenge.cancelsDue.filter { $0.service == step.service }.map { (challenge.id, $0) }
    let until = now.adding(seconds: 2 * challenge.codeLife + 60)
    for slot in challenge.liveSlots(of: step) {
      guard let holder = try tx.register(challenge.id, as: slot, in: .live, until: until, now: now),
        holder != challenge.id
      else { continue }
      if var other = try tx.challenge(id: holder) {
        if !other.state.isFinal {
          try end(&other, denied(.superseded), tx)
          try Self.save(&other, tx, at: now)
          superseded.append(other)
        }
        if isSending(other) {
          waitsFor.append(other.id)
        } else {
          cancels += other.cancelsDue.map { (other.id, $0) }
        }
      }
      _ = try tx.unregister(slot, in: .live, ifValue: holder)
      _ = try tx.register(challenge.id, as: slot, in: .live, until: until, now: now)
    }
    var renews = false
    if let running = challenge.liveVerification(for: step), let end = challenge.expiresAt,
      end.since(now) <= Budget.shortestRest * 1_000
    {
      for index in challenge.verifications.indices
      where challenge.verifications[index].reference == running.reference {
        challenge.verifications[index].isEnded = true
      }
      challenge.cancelsDue.append(running.reference)
      cancels.append((challenge.id, running.reference))
      renews = true
    }
    var request = StartVerification(service: step.service, to: address, channel: step.channel)
    if !challenge.droppedParameters.contains("Locale") { request.locale = step.locale }
    if !challenge.droppedParameters.contains("TemplateSid") { request.templateSID = step.template }
    if step.isPSD2 {
      request.amount = open(challenge.trigger.sealedAmount, .amount, challenge.id)
      request.payee = open(challenge.trigger.sealedPayee, .payee, challenge.id)
    }
    return SendOrder(
      challenge: challenge, place: 0, step: step, request: request,
      cancelsFirst: cancels.map { (challenge: $0.0, reference: $0.1) }, renews: renews,
      superseded: superseded, waitsFor: waitsFor)
  }
}
#endif
