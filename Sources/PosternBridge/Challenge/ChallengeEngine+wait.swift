#if Server
extension ChallengeEngine {
  /// The changes of a challenge and, between them, a tick every so often, until a time: other processes change it too.
  func ticking(_ changes: AsyncStream<Void>, until end: Moment) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let clock = parts.clock
    let forwarding = Task {
      for await _ in changes { continuation.yield() }
    }
    let timer = Task {
      let left = end.since(clock.now)
      if left > 0 { try? await clock.sleep(milliseconds: left) }
      continuation.yield()
      continuation.finish()
    }
    continuation.onTermination = { _ in
      forwarding.cancel()
      timer.cancel()
    }
    return stream
  }

  public func wait(authRequestID: String, seconds: Int64) async throws -> Answer {
    var challenge = try await find(authRequestID)
    let end = now.adding(seconds: seconds)
    let changes = hub.changes(of: challenge.id)
    challenge = try await seen(challenge.id)
    if !answer(challenge).isPending || now >= end { return answer(challenge) }
    for await _ in ticking(changes, until: end) {
      challenge = try await seen(challenge.id)
      if !answer(challenge).isPending || now >= end { break }
    }
    return answer(challenge)
  }

  /// A sign of life: only what a plan that advances by itself needs is stored, and not at every glance, but at the first
  /// one of each wait.
  @discardableResult
  func seen(_ id: String) async throws -> Challenge {
    let challenge = try await load(id)
    let now = now
    guard !challenge.state.isFinal, challenge.plan.contains(where: \.isAutomatic),
      challenge.lastSeenAt.map({ last in
        now.since(last) >= 5_000 || challenge.waitBeganAt.map { last < $0 } ?? false
      }) ?? true
    else { return challenge }
    return try await change(id) { challenge, _ in challenge.lastSeenAt = now }.challenge
  }

  public func status(authRequestID: String, result: String?) async throws -> Answer {
    let challenge = try await find(authRequestID)
    guard let result else { return answer(try await seen(challenge.id)) }
    let name = PageTokens.hash(result)
    let now = now
    let changed = try await change(challenge.id) { challenge, tx in
      guard try tx.registered(name, in: .result, now: now) == challenge.id,
        try tx.unregister(name, in: .result, ifValue: challenge.id)
      else { return }
      let wasWithheld = challenge.withholdsSuccess
      challenge.isResultRedeemed = true
      // Until now there was nothing to tell; too late there is nothing any more.
      if wasWithheld, let outcome = challenge.outcome {
        challenge.callback?.nextAt = outcome.isOver(at: now) ? nil : now
        challenge.callback?.tries = 0
      }
    }
    return answer(changed.challenge)
  }

  public func cancel(authRequestID: String) async throws -> Answer {
    answer(try await deny(try await find(authRequestID).id, .canceled))
  }
}
#endif
