#if Server
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// Timers that have nothing to do, late ones, slow ones: none holds up another.
@Suite struct TimerRestTests {
  /// Posts what it is given; one login's receiver never answers.
  struct Receiver: CallbackPosting {
    var stalls: String?
    let told = NIOLockedValueBox<[String]>([])
    var result = CallbackResult.delivered

    func post(_ challenge: Challenge, _ callback: Callback) async -> CallbackResult {
      if challenge.authRequestID == stalls { try? await Task.sleep(for: .seconds(600)) }
      told.withLockedValue { $0.append(challenge.authRequestID) }
      return result
    }
  }

  static let automaticCallback = FaultWorld.callback + "\n" + EngineTimerTests.automatic

  /// Whoever has gone leaves a timer that may not send: it must not be due for ever, nor before those of others.
  @Test func abandonedLoginsDoNotHoldUpOthers() async throws {
    let fixture = try await EngineFixture(Self.automaticCallback)
    for index in 0..<70 {
      _ = try await fixture.engine.trigger(
        fixture.trigger("gone-\(index)", phone: "+1202555\(1000 + index)", user: "gone-\(index)"),
        webhookID: nil)
    }
    fixture.clock.advance(milliseconds: 31_000)
    let receiver = Receiver()
    for _ in 0..<3 { try await fixture.engine.runDue(callbacks: receiver) }
    #expect(try await fixture.engine.runDue(callbacks: receiver) == 0)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    _ = try await fixture.check("123456")
    try await fixture.engine.runDue(callbacks: receiver)
    #expect(receiver.told.withLockedValue { $0 } == ["req-1"])
    #expect(fixture.verify.starts.count == 71)
  }

  /// An automatic step that a limit refuses is tried once, and then asked for.
  @Test func aRefusedAutomaticStepIsNotTriedAgainAndAgain() async throws {
    let fixture = try await EngineFixture(
      EngineTimerTests.automatic + "\nlimits:\n  per-number: { key: number, buckets: [1 per 10m] }\n")
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.clock.advance(milliseconds: 20_000)
    _ = try await fixture.engine.status(authRequestID: "req-1", result: nil)
    fixture.clock.advance(milliseconds: 10_000)
    for _ in 0..<5 { try await fixture.engine.runDue(callbacks: Receiver()) }
    #expect(fixture.observer.alerts.withLockedValue { $0 } == ["limit"])
  }

  @Test func aSlowReceiverHoldsUpNobodyElse() async throws {
    let fixture = try await EngineFixture(FaultWorld.callback)
    for id in ["slow", "req-1"] {
      _ = try await fixture.engine.trigger(
        fixture.trigger(id, phone: id == "slow" ? EngineFixture.otherPhone : EngineFixture.phone, user: id),
        webhookID: nil)
    }
    let receiver = Receiver(stalls: "slow")
    let engine = fixture.engine
    let running = Task { await engine.run(callbacks: receiver) }
    defer { running.cancel() }
    _ = try await fixture.check("123456", "slow")
    // The timers may begin to sleep after any look at them.
    try await ServerFixture.until {
      fixture.clock.advance(milliseconds: 200)
      return try await fixture.stored("slow").lease != nil
    }
    _ = try await fixture.check("123456")
    try await ServerFixture.until {
      fixture.clock.advance(milliseconds: 200)
      return receiver.told.withLockedValue { $0 } == ["req-1"]
    }
  }

  /// Other timers of a login do not bring its callback forward.
  @Test func aCallbackIsPostedWhenItIsDueAndNotBefore() async throws {
    let fixture = try await EngineFixture(FaultWorld.callback)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    // It cannot be canceled at Twilio either, which is tried every five seconds.
    fixture.verify.state.withLockedValue {
      $0.cancelFaults = Array(repeating: TwilioFault(execution: .unknown), count: 100)
    }
    _ = try await fixture.engine.cancel(authRequestID: "req-1")
    let receiver = Receiver(result: .retry)
    var posted: [Int] = []
    for second in 0..<90 {
      try await fixture.engine.runDue(callbacks: receiver)
      while posted.count < receiver.told.withLockedValue({ $0.count }) { posted.append(second) }
      fixture.clock.advance(milliseconds: 1_000)
    }
    #expect(posted == [0, 1, 6, 21, 81])
    #expect(fixture.verify.state.withLockedValue { $0.cancelFaults.count } < 95)
  }

  /// Nothing ran for longer than the outcome is good for.
  @Test func whatIsTooLateIsNotPosted() async throws {
    let fixture = try await EngineFixture(FaultWorld.callback)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    _ = try await fixture.check("123456")
    fixture.clock.advance(milliseconds: 300_000)
    let receiver = Receiver()
    try await fixture.engine.runDue(callbacks: receiver)
    #expect(receiver.told.withLockedValue { $0 } == [])
    #expect(fixture.observer.alerts.withLockedValue { $0 } == ["callback-dropped"])
    #expect(try await fixture.engine.runDue(callbacks: receiver) == 0)
  }

  /// Success that waits for the browser is posted when the browser has come, not at the next retry.
  @Test func theBrowsersResultLetsTheCallbackGo() async throws {
    let fixture = try await EngineFixture(
      FaultWorld.callback
        + "\n  returnUrls: [\"https://app.example.com/back\"]\n  requireResult: true\n")
    var trigger = fixture.trigger()
    trigger.returnURL = "https://app.example.com/back"
    _ = try await fixture.engine.trigger(trigger, webhookID: nil)
    _ = try await fixture.check("123456")
    let waiting = Receiver(result: .retry)
    for pause in [0, 1_000, 5_000, 15_000] as [Int64] {
      fixture.clock.advance(milliseconds: pause)
      try await fixture.engine.runDue(callbacks: waiting)
    }
    let id = try await fixture.stored().id
    let result = try #require(try await fixture.engine.takeResult(challenge: id))
    _ = try await fixture.engine.status(authRequestID: "req-1", result: result)
    let receiver = Receiver()
    try await fixture.engine.runDue(callbacks: receiver)
    #expect(receiver.told.withLockedValue { $0 } == ["req-1"])
  }

  /// What nobody may be told yet is no try, however late the browser comes; and nothing is dropped if it never does.
  @Test(arguments: [true, false])
  func aWithheldSuccessUsesUpNoTries(_ comes: Bool) async throws {
    let fixture = try await EngineFixture(
      FaultWorld.callback
        + "\n  returnUrls: [\"https://app.example.com/back\"]\n  requireResult: true\n")
    var trigger = fixture.trigger()
    trigger.returnURL = "https://app.example.com/back"
    _ = try await fixture.engine.trigger(trigger, webhookID: nil)
    _ = try await fixture.check("123456")
    let receiver = Receiver(result: .retry)
    for _ in 0..<55 {
      try await fixture.engine.runDue(callbacks: receiver)
      fixture.clock.advance(milliseconds: 5_000)
    }
    #expect(receiver.told.withLockedValue { $0 } == [])
    #expect(try await fixture.stored().callback?.tries == 0)
    if comes {
      let result = try #require(try await fixture.engine.takeResult(challenge: try await fixture.stored().id))
      _ = try await fixture.engine.status(authRequestID: "req-1", result: result)
      for _ in 0..<2 {
        try await fixture.engine.runDue(callbacks: receiver)
        fixture.clock.advance(milliseconds: 1_000)
      }
      #expect(receiver.told.withLockedValue { $0 } == ["req-1", "req-1"])
    } else {
      for _ in 0..<10 {
        fixture.clock.advance(milliseconds: 5_000)
        try await fixture.engine.runDue(callbacks: receiver)
      }
      #expect(receiver.told.withLockedValue { $0 } == [])
    }
    #expect(fixture.observer.alerts.withLockedValue { $0 } == [])
  }

  /// However often somebody comes back to it.
  @Test func anEndIsToldOnce() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    _ = try await fixture.engine.cancel(authRequestID: "req-1")
    for _ in 0..<3 {
      _ = try await fixture.check("123456")
      _ = try? await fixture.engine.resend(challenge: try await fixture.stored().id)
    }
    #expect(fixture.observer.ends.withLockedValue { $0 } == ["req-1 canceled"])
  }

  /// Twilio repeats the old code when the old verification could not be canceled: it must be possible to type it.
  @Test func aCodeThatCouldNotBeRenewedStaysGood() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.clock.advance(milliseconds: 550_000)
    fixture.verify.state.withLockedValue { $0.cancelFaults = [.lost] }
    _ = try await fixture.engine.resend(challenge: try await fixture.stored().id)
    guard case .success = try await fixture.check("123456") else {
      Issue.record("the code that was sent again cannot be typed")
      return
    }
  }
}
#endif
