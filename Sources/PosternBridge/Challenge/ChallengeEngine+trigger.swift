#if Server
extension ChallengeEngine: ChallengeService {
  /// How a trigger is met.
  private enum Admission: Sendable {
    case created(Challenge, SendClaim?)
    case existing(Challenge)
    /// The same id with another meaning; the challenges that end by it.
    case conflict([Challenge])
  }

  public func trigger(_ trigger: Trigger, webhookID: String?) async throws -> Answer {
    let active = parts.table()
    let draft = try ChallengeDraft(trigger, active, parts, keep: options.keep, at: now)
    switch try await admit(draft, trigger, webhookID, active) {
    case .created(let challenge, let claim):
      parts.observer.decided(challenge, outcome: draft.outcome?.status.rawValue ?? "send")
      hub.tell(challenge.id)
      guard let claim else { return answer(challenge) }
      if challenge.state.isFinal { parts.observer.ended(challenge) }
      return try await sendFirst(challenge.id, claim)
    case .existing(let challenge):
      return challenge.state == .new ? try await sendFirst(challenge.id, nil) : answer(challenge)
    case .conflict(let challenges):
      for challenge in challenges {
        parts.observer.alert("conflict", challenge: challenge, detail: "the same id with another meaning")
        hub.tell(challenge.id)
        parts.observer.ended(challenge)
        await runCancels(challenge)
      }
      throw Refusal.conflict
    }
  }

  /// Seconds that a `webhook-id` is remembered.
  func memory(_ webhook: WebhookSettings) -> Int64 { 2 * webhook.tolerance + 3_600 }

  /// Stores a trigger that is new, with its first send claimed: one transaction for both.
  private func admit(
    _ draft: ChallengeDraft, _ trigger: Trigger, _ webhookID: String?, _ active: ActiveTable
  ) async throws -> Admission {
    let now = now
    let remember = memory(active.settings.webhook)
    let blocks = parts.blocks()
    let links = draft.outcome == nil ? self.links(draft.challenge, trigger) : []
    return try await transaction { tx in
      let meaning = draft.challenge.meaning
      let candidates = draft.meanings
      var conflicts: [String] = []
      if let webhookID {
        let known = try tx.register(
          "\(meaning) \(trigger.authRequestID)", as: "trigger \(webhookID)", in: .webhookID,
          until: now.adding(seconds: remember), now: now)
        if let known, !candidates.contains(where: { known == "\($0) \(trigger.authRequestID)" }),
          let space = known.firstIndex(of: " ")
        {
          conflicts.append(String(known[known.index(after: space)...]))
        }
      }
      let existing = try tx.challenge(authRequestID: trigger.authRequestID)
      if let existing, !candidates.contains(existing.meaning) { conflicts.append(trigger.authRequestID) }
      if !conflicts.isEmpty { return .conflict(try self.endConflicts(conflicts, tx, at: now)) }
      if let existing { return .existing(existing) }
      var challenge = draft.challenge
      var claim: SendClaim?
      if let outcome = draft.outcome {
        try self.end(&challenge, outcome, tx)
      } else {
        try self.register(links, of: challenge, tx)
        claim = try self.claim(&challenge, .first, active, blocks, tx, known: trigger)
      }
      challenge.wakeAt = challenge.nextWake(at: now)
      try tx.insert(challenge)
      return .created(challenge, claim?.of(challenge))
    }
  }

  /// Ends what two meanings claim, approved ones too: nobody can tell any more whom the approval was for.
  private func endConflicts(
    _ ids: [String], _ tx: any StoreTransaction, at now: Moment
  ) throws -> [Challenge] {
    var ended: [Challenge] = []
    for id in Set(ids).sorted() {
      guard var challenge = try tx.challenge(authRequestID: id), challenge.outcome?.reason != .conflict else {
        continue
      }
      try end(&challenge, denied(.conflict), tx)
      try Self.save(&challenge, tx, at: now)
      ended.append(challenge)
    }
    return ended
  }

  /// Makes the page known by its link and, where the caller made one, by its browser token.
  private func links(_ challenge: Challenge, _ trigger: Trigger) -> [String] {
    let tokens = parts.tokens.linkTokens(challenge: challenge.id) + [trigger.browserToken].compactMap(\.self)
    return tokens.map(PageTokens.hash)
  }

  private func register(_ links: [String], of challenge: Challenge, _ tx: any StoreTransaction) throws {
    for link in links {
      let other = try tx.register(
        challenge.id, as: link, in: .pageLink, until: challenge.deleteAt, now: challenge.createdAt)
      if let other, other != challenge.id {
        throw Refusal.unprocessable("`browser_token` was used before")
      }
    }
  }

  /// Sends, and answers with the result or, when it takes too long, with `sending`: the send goes on meanwhile.
  private func sendFirst(_ id: String, _ claim: SendClaim?) async throws -> Answer {
    let outcome = FirstOutcome<Swift.Result<Challenge, any Error>?>()
    Task {
      do {
        outcome.settle(.success(try await self.send(id, .first, claimed: claim)))
      } catch {
        outcome.settle(.failure(error))
      }
    }
    let deadline = parts.clock.deadline(milliseconds: options.answerWithin) { outcome.settle(nil) }
    defer { deadline.cancel() }
    if let result = await outcome.value() { return answer(try result.get()) }
    return answer(try await load(id))
  }
}
#endif
