#if Server
import Testing

@testable import PosternBridge

/// Resend, next, fallback, limits, operators' blocks, and sends whose answer was lost.
@Suite struct EngineSendTests {
  private func begun(_ sections: String = "") async throws -> (EngineFixture, String) {
    let fixture = try await EngineFixture(sections)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    return (fixture, try await fixture.stored().id)
  }

  @Test func resendOpensAfterTheWait() async throws {
    let (fixture, id) = try await begun()
    fixture.clock.advance(milliseconds: 20_000)
    await #expect(throws: Refusal.tooEarly(retryAfter: 40)) { try await fixture.engine.resend(challenge: id) }
    fixture.clock.advance(milliseconds: 40_000)
    _ = try await fixture.engine.resend(challenge: id)
    #expect(fixture.verify.starts.map(\.channel) == ["sms", "sms"])
    #expect(try await fixture.stored().verifications.count == 1)
  }

  @Test func nextMovesOneStepOnAndThenThereIsNone() async throws {
    let (fixture, id) = try await begun()
    fixture.clock.advance(milliseconds: 60_000)
    guard case .pending(let pending) = try await fixture.engine.next(challenge: id) else { return }
    #expect(pending.channel == "call" && pending.nextChannel == nil && pending.sendsLeft == 3)
    fixture.clock.advance(milliseconds: 60_000)
    await #expect(throws: Refusal.usedUp) { try await fixture.engine.next(challenge: id) }
  }

  @Test func fiveSendsAndNoMore() async throws {
    let (fixture, id) = try await begun()
    for _ in 0..<4 {
      fixture.clock.advance(milliseconds: 60_000)
      _ = try await fixture.engine.resend(challenge: id)
    }
    fixture.clock.advance(milliseconds: 60_000)
    await #expect(throws: Refusal.usedUp) { try await fixture.engine.resend(challenge: id) }
    #expect(fixture.verify.starts.count == 5)
  }

  @Test func aCodeAboutToEndIsReplacedByANewOne() async throws {
    let (fixture, id) = try await begun()
    let old = try await fixture.stored().verifications[0].reference
    fixture.clock.advance(milliseconds: 545_000)
    _ = try await fixture.engine.resend(challenge: id)
    #expect(fixture.verify.cancels == [old])
    let row = try await fixture.stored()
    #expect(row.liveVerifications.count == 1 && row.expiresAt == fixture.clock.now.adding(seconds: 600))
  }

  @Test func itExpires() async throws {
    let (fixture, _) = try await begun()
    fixture.clock.advance(milliseconds: 600_000)
    #expect(
      try await fixture.check("123456") == .denied(authRequestID: "req-1", reason: .expired, message: nil))
    #expect(fixture.verify.checks.isEmpty && fixture.verify.cancels.count == 1)
  }

  @Test(arguments: [60205, 60605, 21408, 60223])
  func aRefusedChannelFallsBack(_ code: Int) async throws {
    let fixture = try await EngineFixture()
    fixture.verify.state.withLockedValue { $0.startFaults = [.refused(code, 403)] }
    let answer = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    if code == 60605 {
      #expect(fixture.verify.starts.map(\.channel) == ["sms"])
      guard case .denied = answer else {
        Issue.record("call after 60605: \(answer)")
        return
      }
    } else {
      #expect(fixture.verify.starts.map(\.channel) == ["sms", "call"])
      guard case .pending(let pending) = answer else {
        Issue.record("\(answer)")
        return
      }
      #expect(pending.channel == "call" && pending.sendsLeft == 4)
    }
  }

  @Test(arguments: [
    (60410, DeniedReason?.none), (60203, nil), (60212, nil), (20003, .provider), (60200, .numberUnreachable),
    (21211, .numberUnreachable),
  ])
  func whatEndsIt(_ code: Int, _ reason: DeniedReason?) async throws {
    let fixture = try await EngineFixture()
    fixture.verify.state.withLockedValue {
      $0.startFaults = Array(repeating: .refused(code, 403, code == 60200 ? "To" : nil), count: 10)
    }
    let answer = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    guard case .denied(_, let given, _) = answer else {
      Issue.record("\(answer)")
      return
    }
    if let reason { #expect(given == reason) }
    #expect(fixture.verify.starts.count == 1, "an abuse signal is never followed by another channel")
  }

  @Test func aRefusedParameterIsDroppedOnce() async throws {
    let fixture = try await EngineFixture(
      "channels: { sms: { service: default, locale: de }, call: { service: default } }")
    fixture.verify.state.withLockedValue { $0.startFaults = [.refused(60200, 400, "Locale")] }
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    #expect(fixture.verify.starts.map(\.locale) == ["de", nil])
    #expect(try await fixture.stored().sendsUsed == 1)
  }

  @Test func aLostSendIsFoundAndAdopted() async throws {
    let fixture = try await EngineFixture(answerWithin: 100)
    fixture.verify.state.withLockedValue { $0.startFaults = [.lost] }
    async let answer = fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    await fixture.clock.waitForSleepers(2)
    fixture.clock.advance(milliseconds: 1_000)
    _ = try await answer
    try await eventually { try await fixture.stored().state != .sending }
    let row = try await fixture.stored()
    #expect(row.state == .pending && row.verifications.count == 1 && fixture.verify.starts.count == 1)
    guard case .success = try await fixture.check("123456") else {
      Issue.record("the adopted code does not work")
      return
    }
  }

  @Test func aLostSendThatIsNotFoundIsNotRepeated() async throws {
    let fixture = try await EngineFixture(answerWithin: 100)
    fixture.verify.state.withLockedValue {
      $0.startFaults = [.lost]
      $0.attemptFault = .refused(20403, 403)
    }
    async let answer = fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    await fixture.clock.waitForSleepers(2)
    fixture.clock.advance(milliseconds: 1_000)
    _ = try await answer
    try await eventually { try await fixture.stored().state != .sending }
    let row = try await fixture.stored()
    #expect(row.state == .pending && row.verifications.isEmpty && row.sendsUsed == 1)
    #expect(row.resendAfter == fixture.clock.now)
    _ = try await fixture.engine.resend(challenge: row.id)
    #expect(fixture.verify.starts.count == 2)
  }

  @Test func anOpenCircuitLeavesNothingBehind() async throws {
    let fixture = try await EngineFixture()
    let local = TwilioFault(execution: .notProcessed, isLocal: true)
    fixture.verify.state.withLockedValue { $0.startFaults = [local] }
    await #expect(throws: Refusal.unavailable(retryAfter: 2)) {
      try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    }
    #expect(try await fixture.stored().state == .new)
    guard case .pending = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil) else {
      Issue.record("it does not go on")
      return
    }
  }

  @Test func aLimitRefusesTheSendAndTheCodeStaysValid() async throws {
    let (fixture, id) = try await begun("limits: { per-number: { key: number, buckets: [2 per 10m] } }")
    fixture.clock.advance(milliseconds: 60_000)
    _ = try await fixture.engine.resend(challenge: id)
    fixture.clock.advance(milliseconds: 60_000)
    await #expect(throws: Refusal.limited(retryAfter: 480)) { try await fixture.engine.resend(challenge: id) }
    guard case .success = try await fixture.check("123456") else {
      Issue.record("the running code was lost")
      return
    }
    #expect(
      try await fixture.engine.trigger(fixture.trigger("req-2"), webhookID: nil)
        == .denied(authRequestID: "req-2", reason: .rateLimited, message: nil))
  }

  @Test func operatorsStopCountriesAndChannels() async throws {
    let fixture = try await EngineFixture()
    fixture.blocks.withLockedValue { $0 = BlockList(channels: ["sms"]) }
    guard case .pending(let pending) = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    else { return }
    #expect(pending.channel == "call")
    fixture.blocks.withLockedValue { $0 = BlockList(countries: ["US"]) }
    #expect(
      try await fixture.engine.trigger(fixture.trigger("req-2"), webhookID: nil)
        == .denied(authRequestID: "req-2", reason: .countryBlocked, message: nil))
    #expect(fixture.verify.starts.count == 1)
  }

  @Test func theStricterOfTwoTablesWins() async throws {
    let (fixture, id) = try await begun()
    let stricter = try EngineFixture.active(
      "countries: { rules: [ { countries: [US], mode: allow, channels: { forbid: [call] } } ], otherwise: block }"
    )
    fixture.table.withLockedValue { $0 = stricter }
    fixture.clock.advance(milliseconds: 60_000)
    await #expect(throws: Refusal.usedUp) { try await fixture.engine.next(challenge: id) }
    _ = try await fixture.engine.resend(challenge: id)
    #expect(fixture.verify.starts.map(\.channel) == ["sms", "sms"])
  }

  /// What operators have closed meanwhile is not offered to whoever would be refused.
  @Test(
    arguments: [
      ([], false, "call", true), (["call"], false, nil, true), (["sms"], false, "call", false),
      ([], true, nil, false),
    ] as [([String], Bool, String?, Bool)])
  func whatIsClosedIsNotOffered(
    _ channels: [String], _ isEverything: Bool, _ next: String?, _ canResend: Bool
  ) async throws {
    let (fixture, id) = try await begun()
    fixture.blocks.withLockedValue {
      $0 = BlockList(channels: Set(channels), isEverything: isEverything)
    }
    let page = try await fixture.engine.page(challenge: id)
    #expect(page.nextChannel == next && page.canResend == canResend)
    guard case .pending(let pending) = try await fixture.engine.status(authRequestID: "req-1", result: nil)
    else {
      Issue.record("not pending")
      return
    }
    #expect(pending.nextChannel == next && pending.channel == "sms")
  }

  /// A limit that the table had not when the login began, by the address; and one that counts by something else now.
  @Test(arguments: [
    "per-ip: { key: ip, buckets: [1 per 1h] }", "per-number: { key: all, buckets: [100 per 10m] }",
  ])
  func theNextTablesLimitsAreCountedBesideTheOldOnes(_ limit: String) async throws {
    let (fixture, id) = try await begun("limits: { per-number: { key: number, buckets: [2 per 1h] } }")
    let next = try EngineFixture.active("limits: { \(limit) }")
    fixture.table.withLockedValue { $0 = next }
    fixture.clock.advance(milliseconds: 60_000)
    _ = try await fixture.engine.resend(challenge: id)
    fixture.clock.advance(milliseconds: 60_000)
    await #expect(throws: Refusal.self) { try await fixture.engine.resend(challenge: id) }
    #expect(fixture.verify.starts.count == 2)
  }

  @Test func aForeignVerificationIsCanceledAndStartedAnew() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.verify.start(
      StartVerification(service: fixture.service, to: EngineFixture.phone, channel: "sms"))
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    #expect(fixture.verify.cancels.count == 1 && fixture.verify.starts.count == 3)
    #expect(fixture.observer.alerts.withLockedValue { $0 } == ["foreign-verification"])
    guard case .success = try await fixture.check("123456") else {
      Issue.record("it does not work afterwards")
      return
    }
  }
}

extension EngineFixture {
  var service: String { table.withLockedValue { $0.settings.services[0].sid ?? "" } }
}
#endif
