#if Server
import FakeTwilio
import Testing

@testable import PosternBridge

/// The machine with the real client, the circuit and the repetitions, against the fake over HTTP.
@Suite struct EngineAtTwilioTests {
  /// Runs a machine and a fake with one clock; nothing may be asked against Twilio's description.
  private func run(
    url: String? = nil, _ body: @Sendable @escaping (EngineFixture, FakeTwilio) async throws -> Void
  ) async throws {
    let clock = VirtualClock()
    let sid = try EngineFixture.active("").settings.services[0].sid ?? ""
    let fake = try FakeTwilio(
      FakeSettings(services: [FakeVerifyService(sid: sid)]), now: { clock.now.milliseconds })
    try await fake.serving { served in
      let client = try TwilioFixture.client(url ?? served)
      let guarded = GuardedVerifyAPI(
        client, circuit: Circuit(clock: clock), bound: CallBound(clock: ImpatientClock()))
      let twilio = Retrying(guarded, clock: ImpatientClock(), random: { 0 })
      try await body(try await EngineFixture(twilio: twilio, clock: clock), fake)
    }
    #expect(fake.violations == [])
  }

  /// The seed's flow: a trigger, one text message, a wrong code, the right code, success.
  @Test func fromTheTriggerToTheToken() async throws {
    try await run { fixture, fake in
      let pending = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      #expect(pending.isPending)
      #expect(fake.messages.map(\.channel) == ["sms"])
      let code = try #require(fake.code(for: EngineFixture.phone))
      let wrong = try await fixture.check(TwilioClientTests.other(than: code))
      #expect(wrong.isPending)
      guard case .success(_, _, let channel) = try await fixture.check(code) else {
        Issue.record("no success")
        return
      }
      #expect(channel == "sms")
      #expect(fake.requests.map(\.operation) == [.start, .check, .check])
    }
  }

  @Test func fallsBackUnderTheSameCode() async throws {
    try await run { fixture, fake in
      fake.add(FakeFault(.refuse(status: 403, code: 60205), on: .start, channel: "sms"))
      _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      #expect(fake.messages.map(\.channel) == ["call"])
      let code = try #require(fake.code(for: EngineFixture.phone))
      guard case .success(_, _, let channel) = try await fixture.check(code) else {
        Issue.record("no success")
        return
      }
      #expect(channel == "call")
    }
  }

  @Test func repeatsWhatWasSurelyNotProcessed() async throws {
    try await run { fixture, fake in
      fake.add(FakeFault(.refuse(status: 429, code: 20429), on: .start, times: 2))
      let answer = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      #expect(answer.isPending)
      #expect(fake.requests.count == 3)
      #expect(fake.messages.count == 1)
      let row = try await fixture.stored()
      #expect(row.sendsUsed == 1)
    }
  }

  /// The answer was lost and the message went out: found, adopted, and never sent twice.
  @Test func adoptsASendWhoseAnswerWasLost() async throws {
    try await run { fixture, fake in
      fake.add(FakeFault(.resetAfter, on: .start))
      async let answer = fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      await fixture.clock.waitForSleepers(2)
      fixture.clock.advance(milliseconds: 1_000)
      _ = try await answer
      try await eventually { try await fixture.stored().state != .sending }
      #expect(fake.messages.count == 1)
      let code = try #require(fake.code(for: EngineFixture.phone))
      guard case .success = try await fixture.check(code) else {
        Issue.record("no success")
        return
      }
      #expect(fake.requests(.start).count == 1)
    }
  }

  /// A check whose answer was lost, and that was right: told by the record of the attempt.
  @Test func knowsAnApprovalWhoseAnswerWasLost() async throws {
    try await run { fixture, fake in
      _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      let code = try #require(fake.code(for: EngineFixture.phone))
      fake.add(FakeFault(.resetAfter, on: .check))
      guard case .success = try await fixture.check(code) else {
        Issue.record("no success")
        return
      }
      #expect(fake.requests(.check).count == 1)
      #expect(fake.requests(.attempts).count == 1)
    }
  }

  /// Nobody listens: nothing is final, and nothing is spent.
  @Test func leavesNothingBehindWhenTwilioIsNotReached() async throws {
    try await run(url: "http://127.0.0.1:1") { fixture, fake in
      await #expect(throws: Refusal.unavailable(retryAfter: 2)) {
        try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      }
      let row = try await fixture.stored()
      #expect(row.state == .new)
      #expect(row.sendsUsed == 0)
    }
  }

  /// A refused key does not count as canceled: the old code would live on.
  @Test func cancelsLaterWhatCannotBeCanceledNow() async throws {
    try await run { fixture, fake in
      _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      let old = try #require(fake.code(for: EngineFixture.phone))
      fake.add(FakeFault(.refuse(status: 401, code: 20003), on: .update))
      _ = try await fixture.engine.cancel(authRequestID: "req-1")
      let due = try await fixture.stored()
      #expect(due.cancelsDue.count == 1)
      #expect(fake.code(for: EngineFixture.phone) == old)
      fixture.clock.advance(milliseconds: 60_000)
      await fixture.engine.runCancels(due)
      let done = try await fixture.stored()
      #expect(done.cancelsDue == [])
      #expect(fake.code(for: EngineFixture.phone) == nil)
    }
  }
}
#endif
