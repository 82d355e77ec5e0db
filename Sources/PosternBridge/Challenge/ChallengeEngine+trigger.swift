#if Server
extension ChallengeEngine: ChallengeService {
  /// How a trigger is met.
  private enum Admission: Sendable {
    case created(Challenge)
    case existing(Challenge)
    /// The same id with another meaning; the challenges that end by it.
    case conflict([Challenge])
  }

  public func trigger(_ trigger: Trigger, webhookID: String?) async throws -> Answer {
    let active = parts.table()
    let draft = try ChallengeDraft(trigger, active, parts, keep: options.keep, at: now)
    switch try await admit(draft, trigger, webhookID, remember: memory(active.settings.webhook)) {
    case .created(let challenge):
      parts.observer.decided(challenge, outcome: draft.outcome?.status.rawValue ?? "send")
      await hub.tell(challenge.id)
      if challenge.state.isFinal { return answer(challenge) }
      return try await sendFirst(challenge)
    case .existing(let challenge):
      return challenge.state == .new ? try await sendFirst(challenge) : answer(challenge)
    case .conflict(let challenges):
      for challenge in challenges {
        parts.observer.alert("conflict", challenge: challenge, detail: "the same id with another meaning")
        await hub.tell(challenge.id)
        parts.observer.ended(challenge)
        await runCancels(challenge)
      }
      throw Refusal.conflict
    }
  }

  /// Seconds that a `webhook-id` is remembered.
  func memory(_ webhook: WebhookSettings) -> Int64 { 2 * webhook.tolerance + 3_600 }

  private func admit(
    _ draft: ChallengeDraft, _ trigger: Trigger, _ webhookID: String?, remember: Int64
  ) async throws -> Admission {
    let now = now
    return try await transaction { tx in
      let meaning = draft.challenge.meaning
      let candidates = self.parts.keys.candidates(TriggerMeaning.text(trigger), for: .meaning)
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
      if let outcome = draft.outcome {
        try self.end(&challenge, outcome, tx)
      } else {
        try self.registerLinks(challenge, trigger, tx)
      }
      challenge.wakeAt = challenge.nextWake(at: now)
      try tx.insert(challenge)
      return .created(challenge)
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
  private func registerLinks(_ challenge: Challenge, _ trigger: Trigger, _ tx: any StoreTransaction) throws {
    let tokens = parts.tokens.linkTokens(challenge: challenge.id) + [trigger.browserToken].compactMap(\.self)
    for token in tokens {
      let other = try tx.register(
        challenge.id, as: PageTokens.hash(token), in: .pageLink, until: challenge.deleteAt,
        now: challenge.createdAt)
      if let other, other != challenge.id {
        throw Refusal.unprocessable("`browser_token` was used before")
      }
    }
  }

  /// Sends, and answers with the result or, when it takes too long, with `sending`: the send goes on meanwhile.
  private func sendFirst(_ challenge: Challenge) async throws -> Answer {
    let (stream, continuation) = AsyncStream.makeStream(of: Swift.Result<Challenge, any Error>?.self)
    Task {
      do {
        continuation.yield(.success(try await self.send(challenge.id, .first)))
      } catch {
        continuation.yield(.failure(error))
      }
    }
    let timer = Task {
      try? await self.parts.clock.sleep(milliseconds: self.options.answerWithin)
      continuation.yield(nil)
    }
    defer { timer.cancel() }
    for await result in stream {
      guard let result else { break }
      return answer(try result.get())
    }
    return answer(try await load(challenge.id))
  }
}
#endif
