#if Server
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// Codes typed while another is checked or a message is sent: each has its turn, and is not answered for another.
@Suite struct TypedMeanwhileTests {
  /// A challenge whose next check Twilio answers only when the gate is opened.
  private func begun() async throws -> (EngineFixture, Gate) {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    let gate = Gate()
    fixture.verify.beforeCheck.withLockedValue { hook in hook = { await gate.passed() } }
    return (fixture, gate)
  }

  /// Types a code, and returns once the answer is waited for.
  private func type(_ code: String, _ fixture: EngineFixture) async -> Task<Answer, any Error> {
    let sleepers = fixture.clock.sleeperCount
    let isChecking = (try? await fixture.stored().state) == .checking
    let task = Task { try await fixture.check(code) }
    if isChecking {
      await eventually { fixture.clock.sleeperCount != sleepers }
    } else {
      await eventually { (try? await fixture.stored().state) == .checking }
    }
    return task
  }

  @Test func theRightCodeAfterAWrongOneIsCheckedToo() async throws {
    let (fixture, gate) = try await begun()
    let wrong = await type("000000", fixture)
    let right = await type("123456", fixture)
    gate.open()
    #expect(try await wrong.value.isPending)
    guard case .success = try await right.value else {
      Issue.record("the right code was answered for the wrong one")
      return
    }
    #expect(fixture.verify.checks.map(\.code) == ["000000", "123456"])
  }

  @Test func theSameCodeTwiceIsOneTry() async throws {
    let (fixture, gate) = try await begun()
    let one = await type("000000", fixture)
    let two = await type("000000", fixture)
    gate.open()
    for answer in [try await one.value, try await two.value] {
      guard case .pending(let pending) = answer else {
        Issue.record("\(answer)")
        continue
      }
      #expect(pending.attemptsLeft == 4)
    }
    #expect(fixture.verify.checks.count == 1)
    #expect(try await fixture.stored().lease == nil)
  }

  @Test func aCodeTypedWhileItIsSentAgainIsCheckedAfterwards() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    let id = try await fixture.stored().id
    let gate = Gate()
    fixture.verify.afterStart.withLockedValue { hook in hook = { _ in await gate.passed() } }
    fixture.clock.advance(milliseconds: 60_000)
    let resend = Task { try await fixture.engine.resend(challenge: id) }
    await eventually { fixture.verify.starts.count >= 2 }
    let sleepers = fixture.clock.sleeperCount
    let typed = Task { try await fixture.check("123456") }
    await eventually { fixture.clock.sleeperCount != sleepers }
    #expect(fixture.verify.checks.isEmpty)
    gate.open()
    _ = try await resend.value
    guard case .success = try await typed.value else {
      Issue.record("the code was not checked")
      return
    }
  }

  @Test func theSameRequestAgainWaitsForTheCheck() async throws {
    let (fixture, gate) = try await begun()
    @Sendable func verify() async throws -> CodeResult {
      try await fixture.engine.verify(authRequestID: "req-1", code: "123456", webhookID: "msg-1")
    }
    let one = Task { try await verify() }
    await eventually { (try? await fixture.stored().state) == .checking }
    let sleepers = fixture.clock.sleeperCount
    let two = Task { try await verify() }
    await eventually { fixture.clock.sleeperCount != sleepers }
    gate.open()
    for task in [one, two] {
      guard case .checked(.success) = try await task.value else {
        Issue.record("not the check's result")
        continue
      }
    }
    #expect(fixture.verify.checks.count == 1)
  }

  @Test func anotherCodeUnderTheSameIDIsAConflict() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    _ = try await fixture.engine.verify(authRequestID: "req-1", code: "000000", webhookID: "msg-1")
    await #expect(throws: Refusal.conflict) {
      try await fixture.engine.verify(authRequestID: "req-1", code: "123456", webhookID: "msg-1")
    }
    #expect(try await fixture.stored().outcome?.reason == .conflict)
    #expect(fixture.verify.checks.count == 1 && fixture.verify.cancels.count == 1)
    #expect(fixture.observer.alerts.withLockedValue { $0 } == ["conflict"])
  }

  /// Whoever sends signed requests repeats one that was answered 503 under its `webhook-id`.
  @Test func theSameRequestIsCheckedWhenTwilioIsThereAgain() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.verify.state.withLockedValue { state in
      state.checkFaults = [TwilioFault(execution: .notProcessed, isLocal: true)]
    }
    func verify() async throws -> CodeResult {
      try await fixture.engine.verify(authRequestID: "req-1", code: "123456", webhookID: "msg-1")
    }
    await #expect(throws: Refusal.unavailable(retryAfter: 2)) { try await verify() }
    guard case .checked(.success) = try await verify() else {
      Issue.record("the code was not checked")
      return
    }
    #expect(fixture.verify.checks.count == 2)
    #expect(try await fixture.stored().checksUsed == 1)
  }
}
#endif
