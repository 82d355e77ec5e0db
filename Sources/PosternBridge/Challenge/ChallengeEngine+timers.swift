#if Server
import NIOConcurrencyHelpers

/// Posts outcomes to where callers want them.
public protocol CallbackPosting: Sendable {
  /// One try.
  func post(_ challenge: Challenge, _ callback: Callback) async -> CallbackResult
}

/// What came of one try.
public enum CallbackResult: Sendable, Equatable {
  case delivered
  /// The receiver wants no more of it: 410.
  case gone
  case retry
}

extension ChallengeEngine {
  /// Runs timers and watches other processes' changes until its task is cancelled.
  public func run(callbacks: any CallbackPosting) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.watch() }
      group.addTask { await self.runTimers(callbacks) }
      await group.waitForAll()
    }
  }

  /// Begins what is due, and does not wait for it: a slow receiver or a look-up holds up nobody else.
  private func runTimers(_ callbacks: any CallbackPosting) async {
    let running = NIOLockedValueBox<Set<String>>([])
    await withDiscardingTaskGroup { group in
      group.addTask { try? await self.settleFuture() }
      while !Task.isCancelled {
        let now = now
        let limit = 64 + running.withLockedValue(\.count)
        for challenge in (try? await reading { try $0.due(at: now, limit: limit) }) ?? [] {
          let isNew = running.withLockedValue { ids in
            ids.count < Self.mostTimers && ids.insert(challenge.id).inserted
          }
          guard isNew else { continue }
          group.addTask {
            await self.run(challenge, callbacks)
            _ = running.withLockedValue { $0.remove(challenge.id) }
          }
        }
        try? await parts.clock.sleep(milliseconds: options.watchInterval)
      }
    }
  }

  /// Timers that run at once.
  private static let mostTimers = 256

  /// Tells waiting callers of changes that other processes made.
  private func watch() async {
    var mark = (try? await parts.store.changes(after: 0).mark) ?? 0
    while !Task.isCancelled {
      if let changes = try? await parts.store.changes(after: mark) {
        mark = changes.mark
        for id in changes.ids { hub.tell(id) }
      }
      try? await parts.clock.sleep(milliseconds: options.watchInterval)
    }
  }

  /// Does what is due now, and waits for it.
  /// - Returns: how many challenges were due.
  @discardableResult
  public func runDue(callbacks: any CallbackPosting) async throws -> Int {
    let now = now
    let due = try await reading { try $0.due(at: now, limit: 64) }
    await withTaskGroup(of: Void.self) { group in
      for challenge in due { group.addTask { await self.run(challenge, callbacks) } }
      await group.waitForAll()
    }
    return due.count
  }

  private func run(_ challenge: Challenge, _ callbacks: any CallbackPosting) async {
    try? await takeTurn(challenge, callbacks)
    try? await rest(challenge.id)
  }

  /// A timer that is still due after its turn waits for the next thing to do: it must not come before others for ever.
  private func rest(_ id: String) async throws {
    let challenge = try await load(id)
    let now = now
    guard challenge.lease == nil, let wake = challenge.wakeAt, wake <= now else { return }
    _ = try await change(id) { challenge, _ in
      if challenge.lease == nil, challenge.wakeAt == wake { challenge.wakeAt = nil }
    }
  }

  private func takeTurn(_ challenge: Challenge, _ callbacks: any CallbackPosting) async throws {
    let now = now
    if let lease = challenge.lease {
      if lease.isOver(at: now, longest: options.lease) { try await takeOver(challenge.id) }
      return
    }
    let (current, ended) = try await change(challenge.id) { challenge, tx in
      let wasFinal = challenge.state.isFinal
      return try self.endIfExpired(&challenge, tx) && !wasFinal
    }
    if ended {
      await runCancels(current)
    } else if let at = current.automaticAdvanceAt, at <= now {
      _ = try await send(current.id, .automatic)
    } else if !current.cancelsDue.isEmpty {
      try await runCancelsOnce(current)
    }
    if let next = current.callback?.nextAt, next <= now { try await post(current.id, callbacks) }
  }

  /// One process cancels at a time, and gives up when the code is over anyway.
  private func runCancelsOnce(_ challenge: Challenge) async throws {
    let (claimed, mine) = try await change(challenge.id) { challenge, _ in
      guard challenge.lease == nil, challenge.state.isFinal else { return false }
      challenge.lease = self.lease(.settle)
      return true
    }
    guard mine else { return }
    await runCancels(claimed)
    _ = try await change(challenge.id) { challenge, _ in
      challenge.lease = nil
      let end = (challenge.outcome?.at ?? challenge.createdAt).adding(seconds: challenge.codeLife)
      if self.now >= end { challenge.cancelsDue = [] }
    }
  }

  private enum CallbackTurn: Sendable { case none, late, `try` }

  /// Tries a callback, claimed so that one process tries at a time.
  private func post(_ id: String, _ callbacks: any CallbackPosting) async throws {
    let (claimed, turn) = try await change(id) { challenge, _ -> CallbackTurn in
      let now = self.now
      // A success that is withheld is not tried, and when its time is over there was nothing to drop.
      guard challenge.lease == nil, !challenge.withholdsSuccess, let next = challenge.callback?.nextAt,
        next <= now
      else { return .none }
      if let outcome = challenge.outcome, outcome.isOver(at: now) {
        // Nothing ran for so long: what is told too late is worse than nothing.
        challenge.callback?.nextAt = nil
        return .late
      }
      challenge.lease = self.lease(.settle)
      return .try
    }
    if turn == .late {
      parts.observer.alert("callback-dropped", challenge: claimed, detail: "too late")
    }
    guard turn == .try, let callback = claimed.callback else { return }
    let result = await callbacks.post(claimed, callback)
    let (settled, dropped) = try await change(id) { challenge, _ -> Bool in
      challenge.lease = nil
      challenge.callback?.tries += 1
      let validUntil = challenge.outcome?.validUntil ?? self.now
      guard result == .retry, let tries = challenge.callback?.tries else {
        challenge.callback?.nextAt = nil
        return result == .gone
      }
      let pauses: [Int64] = [1, 5, 15, 60]
      let next = self.now.adding(seconds: pauses[min(tries, pauses.count) - 1])
      challenge.callback?.nextAt = next < validUntil ? next : nil
      return next >= validUntil
    }
    if dropped {
      parts.observer.alert(
        "callback-dropped", challenge: settled, detail: "\(settled.callback?.tries ?? 0) tries")
    }
  }
}
#endif
