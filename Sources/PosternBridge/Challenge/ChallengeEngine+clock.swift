#if Server
extension ChallengeEngine {
  /// Milliseconds that clocks may differ by before a deadline counts as set by a clock that was ahead.
  static let slack: Int64 = 60_000

  /// Whether a code's end is further away than any code lives: the clock has been set back since. Nothing lives longer
  /// by that.
  static func isOfTheFuture(_ end: Moment, _ challenge: Challenge, at now: Moment) -> Bool {
    end.since(now) > challenge.codeLife.saturatingMilliseconds + slack
  }

  /// After a start: the timers of what was stored before the clock was set back would come late. Such codes end, such
  /// leases are taken over, and such outcomes and results are over.
  func settleFuture() async throws {
    let now = now
    let later = now.adding(seconds: 10 * 365 * 86_400)
    let waiting = try await reading { try $0.due(at: later, limit: 10_000) }
    await withDiscardingTaskGroup { group in
      for challenge in waiting where !challenge.state.isFinal || challenge.lease != nil {
        group.addTask { try? await self.settleFuture(challenge, at: now) }
      }
    }
    try await endFutureOutcomes(at: now)
    let latest = now.adding(seconds: Budget.resultLife).adding(milliseconds: Self.slack)
    try await transaction { try $0.removeRegistrations(in: .result, after: latest) }
  }

  /// Looks at the logins that began lately, or will have: an outcome is at most a code's life younger than its login.
  private func endFutureOutcomes(at now: Moment) async throws {
    var last = ChallengeDraft.firstID(at: now.adding(seconds: -Self.longestLogin))
    while true {
      let after = last
      let found = try await reading { try $0.challenges(after: after, limit: 200) }
      for challenge in found where challenge.outcome?.isOfTheFuture(at: now) ?? false {
        _ = try await change(challenge.id) { challenge, _ in
          guard let outcome = challenge.outcome, outcome.isOfTheFuture(at: now) else { return }
          challenge.outcome?.validUntil = min(outcome.validUntil, now)
          if challenge.callback?.nextAt != nil { challenge.callback?.nextAt = now }
        }
      }
      guard let end = found.last else { return }
      last = end.id
    }
  }

  /// Seconds from a login's begin within which it has ended: longer than a code's life.
  private static let longestLogin: Int64 = 1_200

  private func settleFuture(_ challenge: Challenge, at now: Moment) async throws {
    if let lease = challenge.lease {
      if lease.until > now, lease.isOver(at: now, longest: options.lease) { try await takeOver(challenge.id) }
      return
    }
    guard let end = challenge.expiresAt, Self.isOfTheFuture(end, challenge, at: now) else { return }
    let ended = try await change(challenge.id) { challenge, tx in
      _ = try self.endIfExpired(&challenge, tx)
    }
    await runCancels(ended.challenge)
  }
}

extension Outcome {
  /// Whether success is no longer to be told: its time is over, or it was stored by a clock that has been set back since.
  func isOver(at now: Moment) -> Bool { now >= validUntil || isOfTheFuture(at: now) }

  func isOfTheFuture(at now: Moment) -> Bool { at.since(now) > ChallengeEngine.slack }
}

extension Lease {
  /// Whether it has run out; one that is longer than any lease was given by a clock that was ahead.
  /// - Parameter longest: seconds.
  func isOver(at now: Moment, longest: Int64) -> Bool {
    until <= now || until.since(now) > longest.saturatingMilliseconds + ChallengeEngine.slack
  }
}

extension Int64 {
  /// Seconds as milliseconds.
  fileprivate var saturatingMilliseconds: Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: 1_000)
    return overflow ? .max / 2 : product
  }
}
#endif
