#if Server
import Testing

@testable import PosternBridge

/// Timers, leases that ran out, lost checks, what a browser brings back.
@Suite struct EngineTimerTests {
  struct NoCallbacks: CallbackPosting {
    func post(_ challenge: Challenge, _ callback: Callback) async -> CallbackResult { .delivered }
  }

  static let automatic = """
    routing:
      rules:
        - name: none
          when: { application: unknown }
          deny: Unknown.
      otherwise:
        send: [ { channel: sms, wait: 30s, advance: auto }, call ]
    """

  @Test func autoAdvancesOnlyWithASignOfLife() async throws {
    let fixture = try await EngineFixture(Self.automatic)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.clock.advance(milliseconds: 20_000)
    _ = try await fixture.engine.status(authRequestID: "req-1", result: nil)
    fixture.clock.advance(milliseconds: 10_000)
    _ = try await fixture.engine.runDue(callbacks: NoCallbacks())
    #expect(fixture.verify.starts.map(\.channel) == ["sms", "call"])
    #expect(try await fixture.stored().sends.last?.isAutomatic == true)
  }

  /// Who is held is there all the time; a timer is a little late always.
  @Test(arguments: [0, 3_000] as [Int64])
  func autoAdvancesForAHeldCaller(_ begins: Int64) async throws {
    let fixture = try await EngineFixture(Self.automatic)
    let gate = Gate()
    if begins > 0 {
      // The hold begins while the first message is still being sent.
      fixture.verify.afterStart.withLockedValue { hook in hook = { _ in await gate.passed() } }
    } else {
      gate.open()
    }
    let trigger = Task { try await fixture.engine.trigger(fixture.trigger(), webhookID: nil) }
    try await ServerFixture.until { !fixture.verify.starts.isEmpty }
    if begins == 0 { _ = try await trigger.value }
    let held = Task { try await fixture.engine.wait(authRequestID: "req-1", seconds: 110) }
    try await ServerFixture.until { (try? await fixture.stored().lastSeenAt) != nil }
    fixture.clock.advance(milliseconds: begins)
    gate.open()
    _ = try await trigger.value
    let sent = fixture.clock.now
    try await ServerFixture.until { (try? await fixture.stored().lastSeenAt) == sent }
    fixture.clock.advance(milliseconds: 30_240)
    _ = try await fixture.engine.send(try await fixture.stored().id, .automatic)
    #expect(fixture.verify.starts.map(\.channel) == ["sms", "call"])
    _ = try await fixture.engine.cancel(authRequestID: "req-1")
    _ = try await held.value
  }

  @Test func nobodyThereNothingSent() async throws {
    let fixture = try await EngineFixture(Self.automatic)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.clock.advance(milliseconds: 31_000)
    _ = try await fixture.engine.runDue(callbacks: NoCallbacks())
    #expect(fixture.verify.starts.count == 1)
  }

  @Test func aLateTimerAsks() async throws {
    let fixture = try await EngineFixture(Self.automatic)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.clock.advance(milliseconds: 61_000)
    _ = try await fixture.engine.status(authRequestID: "req-1", result: nil)
    _ = try await fixture.engine.runDue(callbacks: NoCallbacks())
    #expect(fixture.verify.starts.count == 1)
    _ = try await fixture.engine.next(challenge: try await fixture.stored().id)
    #expect(fixture.verify.starts.map(\.channel) == ["sms", "call"])
  }

  @Test func theTimerEndsWhatHasExpired() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.clock.advance(milliseconds: 601_000)
    _ = try await fixture.engine.runDue(callbacks: NoCallbacks())
    let row = try await fixture.stored()
    #expect(row.state == .expired && row.outcome?.reason == .expired && fixture.verify.cancels.count == 1)
  }

  @Test func aCrashWhileSendingIsLookedUpAndNotRepeated() async throws {
    let one = try await EngineFixture()
    _ = try await one.engine.trigger(one.trigger(), webhookID: nil)
    // As if the process had died between Twilio's answer and its own store.
    let id = try await one.stored().id
    _ = try await one.engine.change(id) { challenge, _ in
      challenge.state = .sending
      challenge.verifications = []
      challenge.sends[0].fate = .unknown
      challenge.sends[0].verification = nil
      challenge.expiresAt = nil
      challenge.lease = Lease(owner: "dead", until: one.clock.now.adding(seconds: 45), effect: .send)
    }
    let two = try await EngineFixture(sharing: one)
    _ = try await two.engine.runDue(callbacks: NoCallbacks())
    #expect(try await two.stored().state == .sending)
    one.clock.advance(milliseconds: 46_000)
    async let run = two.engine.runDue(callbacks: NoCallbacks())
    await one.clock.waitForSleepers(1)
    one.clock.advance(milliseconds: 1_000)
    _ = try await run
    let row = try await two.stored()
    #expect(row.state == .pending && row.verifications.count == 1 && one.verify.starts.count == 1)
  }

  @Test(arguments: [true, false])
  func aLostCheckIsSettledByTheAttempts(_ isRight: Bool) async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.verify.state.withLockedValue { $0.checkFaults = [.lost] }
    let answer = try await fixture.check(isRight ? "123456" : "000000")
    if isRight {
      guard case .success = answer else {
        Issue.record("\(answer)")
        return
      }
    } else {
      #expect(answer.isPending)
      #expect(try await fixture.stored().checksUsed == 1)
    }
  }

  @Test func aCheckThatWasNotLookedAtCostsNothing() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.verify.state.withLockedValue {
      $0.checkFaults = [TwilioFault(execution: .notProcessed, isLocal: true)]
    }
    await #expect(throws: Refusal.unavailable(retryAfter: 2)) { try await fixture.check("123456") }
    #expect(try await fixture.stored().checksUsed == 0)
    guard case .success = try await fixture.check("123456") else {
      Issue.record("it does not go on")
      return
    }
  }

  /// The code was right, and the browser has not been back.
  private func withheld() async throws -> (EngineFixture, id: String) {
    let fixture = try await EngineFixture(
      """
      webhook:
        url: https://login.example.com/idaas/2fa-trigger
        signing: { secrets: [!secret idaas-webhook] }
        returnUrls: ["https://app.example.com/back"]
        requireResult: true
      """)
    var trigger = fixture.trigger()
    trigger.returnURL = "https://app.example.com/back"
    _ = try await fixture.engine.trigger(trigger, webhookID: nil)
    #expect(try await fixture.check("123456").isPending)
    return (fixture, try await fixture.stored().id)
  }

  /// Nobody has been told, so whoever cancels is not answered "pending", and nobody is told afterwards.
  @Test(arguments: [DeniedReason.canceled, .userRejected])
  func aSuccessThatIsWithheldCanBeTakenBack(_ reason: DeniedReason) async throws {
    let (fixture, id) = try await withheld()
    let result = try #require(try await fixture.engine.takeResult(challenge: id))
    let denied = Answer.denied(authRequestID: "req-1", reason: reason, message: nil)
    if reason == .canceled {
      #expect(try await fixture.engine.cancel(authRequestID: "req-1") == denied)
    } else {
      #expect(try await fixture.engine.notMe(challenge: id) == denied)
    }
    #expect(try await fixture.engine.status(authRequestID: "req-1", result: result) == denied)
  }

  @Test func successWaitsForTheBrowsersResult() async throws {
    let (fixture, id) = try await withheld()
    let result = try #require(try await fixture.engine.takeResult(challenge: id))
    #expect(
      try await fixture.engine.status(authRequestID: "req-1", result: "wrong-result-0123456789").isPending)
    guard case .success = try await fixture.engine.status(authRequestID: "req-1", result: result) else {
      Issue.record("the result does not redeem")
      return
    }
  }

  @Test func aHeldCallerLearnsTheOutcome() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    async let held = fixture.engine.wait(authRequestID: "req-1", seconds: 110)
    await fixture.clock.waitForSleepers(1)
    _ = try await fixture.check("123456")
    guard case .success = try await held else {
      Issue.record("not told")
      return
    }
  }

  @Test func aHoldEndsWithItsTime() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    async let held = fixture.engine.wait(authRequestID: "req-1", seconds: 5)
    await fixture.clock.waitForSleepers(1)
    fixture.clock.advance(milliseconds: 5_000)
    #expect(try await held.isPending)
  }

  @Test(arguments: ["groups", "application", "identity_provider", "place", "ip"])
  func nothingMissingCountsAsAbsent(_ what: String) async throws {
    let fixture = try await EngineFixture(
      """
      routing:
        rules:
          - name: all
            when: { group: admins, application: wiki, identityProvider: google, networkZone: office }
            deny: Not here.
        otherwise: { send: [sms] }
      limits:
        per-number: { key: number, buckets: [5 per 10m] }
        per-ip: { key: ip, buckets: [5 per 10m] }
      """)
    var trigger = fixture.trigger()
    switch what {
    case "groups": trigger.groups = nil
    case "application": trigger.application = nil
    case "identity_provider": trigger.identityProvider = ""
    case "place":
      trigger.networkZones = nil
      trigger.clientIP = nil
    default: trigger.clientIP = "localhost"
    }
    let wrong = trigger
    await #expect { try await fixture.engine.trigger(wrong, webhookID: nil) } throws: { error in
      if case .unprocessable = error as? Refusal { true } else { false }
    }
    #expect(fixture.verify.starts.isEmpty)
  }
}
#endif
