#if Server
import Testing

@testable import PosternBridge

/// The seed of it all, and what a person can do with a code.
@Suite struct EngineFlowTests {
  @Test func triggerWrongCodeRightCodeSuccess() async throws {
    let fixture = try await EngineFixture()
    let first = try await fixture.engine.trigger(fixture.trigger(), webhookID: "msg-1")
    guard case .pending(let pending) = first else {
      Issue.record("\(first)")
      return
    }
    #expect(pending.attemptsLeft == 5 && pending.sendsLeft == 4 && !pending.isSending)
    #expect(pending.channel == "sms" && pending.nextChannel == "call")
    #expect(pending.destination == "+1•••••••23")
    #expect(pending.expiresAt == fixture.clock.now.adding(seconds: 600))
    #expect(pending.resendAfter == fixture.clock.now.adding(seconds: 60))
    #expect(fixture.verify.starts.map(\.to) == [EngineFixture.phone])
    guard case .pending(let wrong) = try await fixture.check("000000") else {
      Issue.record("a wrong code ended it")
      return
    }
    #expect(wrong.attemptsLeft == 4)
    guard case .success(let id, let at, let channel) = try await fixture.check("123456") else {
      Issue.record("the right code did not")
      return
    }
    #expect(id == "req-1" && channel == "sms" && at == fixture.clock.now)
    let row = try await fixture.stored()
    #expect(row.state == .approved && row.trigger.sealedPhone == nil && row.cancelsDue.isEmpty)
    #expect(fixture.verify.cancels.isEmpty)
  }

  @Test func successIsReadUntilItsTimeIsUp() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    _ = try await fixture.check("123456")
    fixture.clock.advance(milliseconds: 299_000)
    guard case .success = try await fixture.engine.status(authRequestID: "req-1", result: nil) else {
      Issue.record("gone too early")
      return
    }
    fixture.clock.advance(milliseconds: 1_000)
    #expect(
      try await fixture.engine.status(authRequestID: "req-1", result: nil)
        == .denied(authRequestID: "req-1", reason: .expired, message: nil))
  }

  @Test func codesAreReadInOtherScriptsAndWithSpaces() async throws {
    for code in ["123 456", "١٢٣٤٥٦", "१२३ ४५६", " 123456\n"] {
      let fixture = try await EngineFixture()
      _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      guard case .success = try await fixture.check(code) else {
        Issue.record("\(code)")
        continue
      }
    }
  }

  @Test func aCodeOfAnotherLengthCostsNoTry() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    for code in ["12345", "1234567", "abcdef", "", "12345６７"] { _ = try await fixture.check(code) }
    #expect(fixture.verify.checks.isEmpty)
    #expect(try await fixture.stored().checksUsed == 0)
  }

  @Test func fiveWrongCodesExhaustIt() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    for _ in 0..<4 { _ = try await fixture.check("000000") }
    #expect(
      try await fixture.check("000000") == .denied(authRequestID: "req-1", reason: .exhausted, message: nil))
    #expect(
      try await fixture.check("123456") == .denied(authRequestID: "req-1", reason: .exhausted, message: nil))
    #expect(fixture.verify.checks.count == 5 && fixture.verify.cancels.count == 1)
  }

  @Test func tenWrongCodesLockThePersonAndApprovalForgetsThem() async throws {
    let fixture = try await EngineFixture()
    for round in 0..<2 {
      _ = try await fixture.engine.trigger(fixture.trigger("req-\(round)"), webhookID: nil)
      for _ in 0..<5 { _ = try await fixture.check("000000", "req-\(round)") }
    }
    #expect(
      try await fixture.engine.trigger(fixture.trigger("req-2"), webhookID: nil)
        == .denied(authRequestID: "req-2", reason: .locked, message: nil))
    // Somebody else is not.
    guard
      case .pending = try await fixture.engine.trigger(
        fixture.trigger("req-3", phone: EngineFixture.otherPhone, user: "user-2"), webhookID: nil)
    else {
      Issue.record("locked with another's codes")
      return
    }
    fixture.clock.advance(milliseconds: 3_600_000)
    guard case .pending = try await fixture.engine.trigger(fixture.trigger("req-4"), webhookID: nil) else {
      Issue.record("locked for too long")
      return
    }
  }

  @Test(arguments: [
    ("deny", "routing: { rules: [], otherwise: { deny: Not today. } }"),
    (
      "skip",
      "routing: { rules: [ { name: all, when: { application: wiki }, skip: true } ], otherwise: { deny: No. } }"
    ),
    ("use", "routing: { rules: [], otherwise: { use: [totp, idaas-sms] } }"),
  ])
  func outcomesWithoutACode(_ name: String, _ routing: String) async throws {
    let fixture = try await EngineFixture(
      routing.replacing(
        "rules: [], ", with: "rules: [ { name: none, when: { application: unknown }, deny: Unknown. } ], "))
    let answer = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    switch name {
    case "deny": #expect(answer == .denied(authRequestID: "req-1", reason: .rule, message: "Not today."))
    case "use": #expect(answer == .native(authRequestID: "req-1", methods: ["ia_totp", "ia_otp_sms"]))
    default:
      guard case .success = answer else {
        Issue.record("\(answer)")
        return
      }
    }
    #expect(fixture.verify.starts.isEmpty)
  }

  @Test func aBlockedCountryAndNoChannelAreDenied() async throws {
    let fixture = try await EngineFixture()
    #expect(
      try await fixture.engine.trigger(fixture.trigger("req-1", phone: "+33612345678"), webhookID: nil)
        == .denied(authRequestID: "req-1", reason: .countryBlocked, message: nil))
    #expect(fixture.verify.starts.isEmpty)
  }

  @Test func cancelAndNotMeEndItAndCancelAtTwilio() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    #expect(
      try await fixture.engine.cancel(authRequestID: "req-1")
        == .denied(authRequestID: "req-1", reason: .canceled, message: nil))
    #expect(fixture.verify.cancels.count == 1)
    #expect(
      try await fixture.check("123456") == .denied(authRequestID: "req-1", reason: .canceled, message: nil))
    _ = try await fixture.engine.trigger(fixture.trigger("req-2"), webhookID: nil)
    let row = try await fixture.stored("req-2")
    #expect(
      try await fixture.engine.notMe(challenge: row.id)
        == .denied(authRequestID: "req-2", reason: .userRejected, message: nil))
  }
}
#endif
