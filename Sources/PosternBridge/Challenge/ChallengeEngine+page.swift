#if Server
extension ChallengeEngine {
  public func challengeID(pageToken: String) async throws -> String? {
    let name = PageTokens.hash(pageToken)
    let now = now
    return try await reading { try $0.registered(name, in: .pageLink, now: now) }
  }

  public func openCookie(challenge id: String) async throws -> String? {
    let value = PageTokens.random()
    let name = PageTokens.hash(value)
    return try await change(id) { challenge, tx -> String? in
      guard !challenge.isPageOpened else { return nil }
      challenge.isPageOpened = true
      _ = try tx.register(id, as: name, in: .pageCookie, until: challenge.deleteAt, now: self.now)
      return value
    }.result
  }

  public func challengeID(cookie: String) async throws -> String? {
    let name = PageTokens.hash(cookie)
    let now = now
    return try await reading { try $0.registered(name, in: .pageCookie, now: now) }
  }

  public func page(challenge id: String) async throws -> PageView {
    var challenge = try await seen(id)
    if let end = challenge.expiresAt, !challenge.state.isFinal, now >= end, challenge.lease == nil {
      challenge = try await change(id) { challenge, tx in _ = try self.endIfExpired(&challenge, tx) }
        .challenge
    }
    return offered(challenge).page(at: now)
  }

  public func resend(challenge id: String) async throws -> Answer { answer(try await send(id, .resend)) }

  public func next(challenge id: String) async throws -> Answer { answer(try await send(id, .next)) }

  public func notMe(challenge id: String) async throws -> Answer { answer(try await deny(id, .userRejected)) }

  public func takeResult(challenge id: String) async throws -> String? {
    let challenge = try await load(id)
    guard challenge.trigger.returnURL != nil, challenge.state.isFinal else { return nil }
    let value = PageTokens.random()
    let name = PageTokens.hash(value)
    let now = now
    _ = try await transaction { tx in
      try tx.register(id, as: name, in: .result, until: now.adding(seconds: Budget.resultLife), now: now)
    }
    return value
  }
}
#endif
