#if Server
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// The store is locked at the moment when Twilio has answered.
@Suite struct LateSettlementTests {
  /// Refuses as many writes as it is told to.
  struct LockedStore: ChallengeStore {
    var inner: any ChallengeStore
    let refusals = NIOLockedValueBox(0)

    func write<Result: Sendable>(
      _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
      let isLocked = refusals.withLockedValue { left in
        guard left > 0 else { return false }
        left -= 1
        return true
      }
      if isLocked { throw StoreError.unavailable("locked") }
      return try await inner.write(body)
    }

    func read<Result: Sendable>(
      _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
      try await inner.read(body)
    }

    func changes(after mark: Int64) async throws -> (ids: [String], mark: Int64) {
      try await inner.changes(after: mark)
    }

    func removeExpired(at now: Moment) async throws -> Int { try await inner.removeExpired(at: now) }
    func backup(to path: String) async throws { try await inner.backup(to: path) }
    func close() async throws { try await inner.close() }
  }

  /// The caller is asked to come again; what Twilio said is stored when the store is free, not when the lease is over.
  @Test func aSendIsStoredWhenTheStoreIsFree() async throws {
    let fixture = try await EngineFixture()
    let store = LockedStore(inner: fixture.store)
    var parts = fixture.engine.parts
    parts.store = store
    let engine = ChallengeEngine(parts, fixture.engine.options)
    fixture.verify.afterStart.withLockedValue { hook in
      hook = { _ in store.refusals.withLockedValue { $0 = 2 } }
    }
    await #expect(throws: Refusal.unavailable(retryAfter: 2)) {
      try await engine.trigger(fixture.trigger(), webhookID: nil)
    }
    #expect(try await fixture.stored().state == .sending)
    await fixture.clock.waitForSleepers(1)
    fixture.clock.advance(milliseconds: 250)
    await fixture.clock.waitForSleepers(1)
    #expect(try await fixture.stored().state == .sending)
    fixture.clock.advance(milliseconds: 500)
    try await ServerFixture.until { try await fixture.stored().state == .pending }
    #expect(try await fixture.stored().sends.map(\.fate) == [.sent])
    #expect(fixture.verify.starts.count == 1)
    guard case .success = try await fixture.check("123456") else {
      Issue.record("its code cannot be typed")
      return
    }
  }

  /// So is what it said of a code: right or wrong, nobody has to wait until the lease is over.
  @Test(arguments: ["123456", "000000"])
  func aCheckIsStoredWhenTheStoreIsFree(_ code: String) async throws {
    let fixture = try await EngineFixture()
    let store = LockedStore(inner: fixture.store)
    var parts = fixture.engine.parts
    parts.store = store
    let engine = ChallengeEngine(parts, fixture.engine.options)
    _ = try await engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.verify.beforeCheck.withLockedValue { hook in
      hook = { store.refusals.withLockedValue { $0 = 2 } }
    }
    await #expect(throws: Refusal.unavailable(retryAfter: 2)) {
      try await engine.verify(authRequestID: "req-1", code: code, webhookID: nil)
    }
    #expect(try await fixture.stored().state == .checking)
    await fixture.clock.waitForSleepers(1)
    fixture.clock.advance(milliseconds: 250)
    await fixture.clock.waitForSleepers(1)
    #expect(try await fixture.stored().state == .checking)
    fixture.clock.advance(milliseconds: 500)
    let state: Challenge.State = code == "123456" ? .approved : .pending
    try await ServerFixture.until { try await fixture.stored().state == state }
    #expect(try await fixture.stored().checksUsed == 1)
    #expect(fixture.verify.checks.count == 1)
  }
}
#endif
