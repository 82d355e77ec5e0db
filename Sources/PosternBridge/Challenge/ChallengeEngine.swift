#if Server
/// The challenge machine: what is stored before every effect, who may run it, and what its answer changes.
///
/// It keeps nothing in memory but waiting callers, so any number of processes can run it on one store. Every effect
/// is claimed in a transaction with an owner and a lease, run, and settled in a second transaction; whoever finds a
/// lease that has run out takes over with a look-up, never with a repetition.
public final class ChallengeEngine: Sendable {
  let parts: EngineParts
  let options: EngineOptions
  let hub: ChangeHub

  public init(_ parts: EngineParts, _ options: EngineOptions) {
    self.parts = parts
    self.options = options
    self.hub = ChangeHub()
  }

  var now: Moment { parts.clock.now }

  /// The page's address of a challenge.
  func url(_ id: String) -> String {
    "\(options.publicURL)/challenge/\(parts.tokens.linkToken(challenge: id))"
  }

  /// What a caller is told of a challenge now.
  func answer(_ challenge: Challenge) -> Answer {
    offered(challenge).answer(at: now, url: url(challenge.id))
  }

  /// A challenge as it is shown: without the channels that table and operators have closed since it was planned.
  func offered(_ challenge: Challenge) -> Challenge {
    guard !challenge.state.isFinal else { return challenge }
    let active = parts.table()
    let blocks = parts.blocks()
    var shown = challenge
    for step in challenge.plan
    where !shown.excludedChannels.contains(step.channel)
      && SendGate(step, country: challenge.country, active, blocks) != .open
    {
      shown.excludedChannels.append(step.channel)
    }
    return shown
  }

  /// Runs a transaction; a store that cannot is "ask again later", never a decision.
  func transaction<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    do {
      return try await parts.store.write(body)
    } catch let error as StoreError {
      throw Self.refusal(error)
    }
  }

  /// Reads; as `transaction`.
  func reading<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    do {
      return try await parts.store.read(body)
    } catch let error as StoreError {
      throw Self.refusal(error)
    }
  }

  private static func refusal(_ error: StoreError) -> Refusal { .unavailable(retryAfter: 2) }

  /// Changes one challenge in a transaction of its own, and tells who waits for it, and once that it has ended.
  /// - Throws: `Refusal.unknown` when it is not there.
  func change<Result: Sendable>(
    _ id: String, _ body: @escaping @Sendable (inout Challenge, any StoreTransaction) throws -> Result
  ) async throws -> (challenge: Challenge, result: Result) {
    let now = now
    let changed = try await transaction { tx -> (challenge: Challenge, result: Result, hasEnded: Bool) in
      guard var challenge = try tx.challenge(id: id) else { throw Refusal.unknown }
      let before = challenge
      let result = try body(&challenge, tx)
      if challenge != before { try Self.save(&challenge, tx, at: now) }
      return (challenge, result, challenge.state.isFinal && !before.state.isFinal)
    }
    if changed.hasEnded { parts.observer.ended(changed.challenge) }
    hub.tell(id)
    return (changed.challenge, changed.result)
  }

  /// Writes a challenge with its next timer.
  static func save(_ challenge: inout Challenge, _ tx: any StoreTransaction, at now: Moment) throws {
    challenge.wakeAt = challenge.nextWake(at: now)
    guard try tx.update(&challenge) else {
      throw StoreError.unavailable("changed within its own transaction")
    }
  }

  /// The challenge of an `auth_request_id`.
  /// - Throws: `Refusal.unknown`.
  func find(_ authRequestID: String) async throws -> Challenge {
    guard let challenge = try await reading({ try $0.challenge(authRequestID: authRequestID) }) else {
      throw Refusal.unknown
    }
    return challenge
  }

  /// A challenge by its id.
  /// - Throws: `Refusal.unknown`.
  func load(_ id: String) async throws -> Challenge {
    guard let challenge = try await reading({ try $0.challenge(id: id) }) else { throw Refusal.unknown }
    return challenge
  }

  /// The right to run an effect from now on.
  func lease(_ effect: Lease.Effect) -> Lease {
    Lease(owner: options.owner, until: now.adding(seconds: options.lease), effect: effect)
  }
}
#endif
