#if Server
import FakeTwilio
import Testing

@testable import PosternBridge

/// A Twilio that answers what it must not: never success without the right code, nothing stuck, nothing sent twice.
@Suite struct LyingTwilioTests {
  private func run(_ body: @Sendable @escaping (EngineFixture, FakeTwilio) async throws -> Void) async throws
  {
    let clock = HastyClock()
    let sid = try EngineFixture.active("").settings.services[0].sid ?? ""
    let fake = try FakeTwilio(
      FakeSettings(services: [FakeVerifyService(sid: sid)]), now: { clock.now.milliseconds })
    try await fake.serving { url in
      let guarded = GuardedVerifyAPI(
        try TwilioFixture.client(url), circuit: Circuit(clock: clock), bound: CallBound(clock: clock))
      let fixture = try await EngineFixture(
        answerWithin: 3_600_000, twilio: Retrying(guarded, clock: clock, random: { 0 }), hasty: clock)
      try await body(fixture, fake)
    }
  }

  static let lies: [FakeFault.Effect] =
    [
      "", "{}", "[]", "null", "\"approved\"", "{\"status\":\"approved\"}",
      "{\"status\":\"approved\",\"valid\":true}",
      "{\"sid\":\"\(FakeVerifyService.sid(1))\",\"status\":\"approved\",\"valid\":true}",
      "{\"sid\":\"VE00000000000000000000000000000000\",\"status\":\"approved\",\"valid\":true}",
      "{\"sid\":null,\"status\":\"approved\"}", "{\"sid\":[\"approved\"],\"status\":[\"approved\"]}",
      "{\"status\":\"pending\",\"status\":\"approved\"}", "{\"sid\":\"approved", "<html>approved</html>",
      String(repeating: "[", count: 5_000), String(repeating: "a", count: 100_000),
    ].map { .garble($0) } + [
      .page(status: 200), .page(status: 502), .status(404), .status(429), .status(503), .status(201),
      .status(302),
      .redirect(to: "https://evil.example/approved"), .resetBefore, .resetAfter,
    ]

  /// The code that is typed is wrong, whatever Twilio says.
  @Test(arguments: lies) func noLieIsSuccess(_ lie: FakeFault.Effect) async throws {
    try await run { fixture, fake in
      _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      let code = try #require(fake.code(for: EngineFixture.phone))
      fake.add(FakeFault(lie, on: .check, times: 3))
      for _ in 0..<2 {
        let answer = try? await fixture.check(TwilioClientTests.other(than: code))
        if case .success = answer { Issue.record("success by \(lie)") }
      }
      fake.removeFaults()
      let row = try await fixture.stored()
      #expect(row.lease == nil)
      #expect(row.state == .pending || row.state.isFinal)
      // It goes on where nothing final was said.
      if row.state == .pending {
        guard case .success = try await fixture.check(code) else {
          Issue.record("stuck after \(lie)")
          return
        }
      }
    }
  }

  /// The answer to a send is a lie: it may have been sent, and is not sent again by the machine.
  @Test(arguments: lies) func noLieSendsTwice(_ lie: FakeFault.Effect) async throws {
    try await run { fixture, fake in
      fake.add(FakeFault(lie, on: .start))
      _ = try? await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      let row = try await fixture.stored()
      #expect(row.lease == nil, "\(row.state)")
      #expect(row.outcome?.status != .success)
      #expect(fake.messages.count(where: { $0.channel == "sms" }) <= 1)
      #expect(fake.messages.count <= 1, "\(row.state) \(fake.messages.map(\.channel))")
    }
  }
}
#endif
