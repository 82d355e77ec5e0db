#if Server
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// A clock that is set while logins run.
@Suite struct ClockTests {
  /// A wall clock and elapsed time that a test sets.
  final class Hands: BridgeClock {
    let wall = NIOLockedValueBox(Moment(milliseconds: 1_795_420_800_000))
    let elapsed = NIOLockedValueBox<Int64>(0)
    let steps = NIOLockedValueBox<[Int64]>([])

    var now: Moment { wall.withLockedValue { $0 } }

    func pass(milliseconds: Int64) {
      wall.withLockedValue { $0 = $0.adding(milliseconds: milliseconds) }
      elapsed.withLockedValue { $0 += milliseconds }
    }

    func set(by milliseconds: Int64) {
      wall.withLockedValue { $0 = $0.adding(milliseconds: milliseconds) }
    }

    func sleep(milliseconds: Int64) async throws {}

    var steady: SteadyClock {
      SteadyClock(self, elapsed: { self.elapsed.withLockedValue { $0 } }) { step in
        self.steps.withLockedValue { $0.append(step) }
      }
    }
  }

  @Test func itFollowsTheWallClock() {
    let hands = Hands()
    let clock = hands.steady
    for _ in 0..<100 {
      hands.pass(milliseconds: 777)
      // As a time service corrects it.
      hands.set(by: 3)
      #expect(clock.now == hands.now)
    }
    #expect(hands.steps.withLockedValue { $0 } == [])
  }

  @Test func setBackItGoesOn() {
    let hands = Hands()
    let clock = hands.steady
    let before = clock.now
    hands.pass(milliseconds: 5_000)
    hands.set(by: -3_600_000)
    #expect(clock.now == before.adding(seconds: 5))
    hands.pass(milliseconds: 60_000)
    #expect(clock.now == before.adding(seconds: 65))
    #expect(hands.steps.withLockedValue { $0 } == [-3_600_000])
    // When everything that was set before is over, it is the wall clock again.
    hands.pass(milliseconds: 1_200_000)
    #expect(clock.now == hands.now)
    #expect(hands.steps.withLockedValue { $0.count } == 1)
  }

  @Test func setAheadItFollows() {
    let hands = Hands()
    let clock = hands.steady
    hands.set(by: 7_200_000)
    #expect(clock.now == hands.now)
    hands.set(by: -7_200_000)
    #expect(clock.now == hands.now.adding(seconds: 7_200), "and does not go back")
    hands.set(by: 7_200_000)
    #expect(clock.now == hands.now)
    #expect(hands.steps.withLockedValue { $0 } == [7_200_000, -7_200_000, 7_200_000])
  }

  /// Small steps are followed without a word, backwards too they never lengthen anything.
  @Test func smallStepsAreNotTold() {
    let hands = Hands()
    let clock = hands.steady
    let before = clock.now
    hands.set(by: -30_000)
    #expect(clock.now >= before)
    hands.set(by: 30_000)
    #expect(clock.now >= before)
    #expect(hands.steps.withLockedValue { $0 } == [])
  }

  /// The clock was ahead when a code was sent, and was set back while no process ran.
  @Test(arguments: [-1, -3_600, -86_400 * 400] as [Int64])
  func noCodeLivesLongerAcrossAStart(_ seconds: Int64) async throws {
    let one = try await EngineFixture()
    _ = try await one.engine.trigger(one.trigger(), webhookID: nil)
    one.clock.step(to: one.clock.now.adding(seconds: seconds))
    let two = try await EngineFixture(sharing: one)
    try await two.engine.settleFuture()
    let row = try await two.stored()
    #expect(row.state == (seconds < -60 ? .expired : .pending))
    if seconds < -60 { #expect(one.verify.cancels.count == 1) }
  }

  /// Success was stored by a clock that was ahead: it is over at once, and stays so when that time comes again.
  @Test func noSuccessOutlivesAStepBack() async throws {
    let one = try await EngineFixture(FaultWorld.callback)
    _ = try await one.engine.trigger(one.trigger(), webhookID: nil)
    _ = try await one.check("123456")
    one.clock.step(to: one.clock.now.adding(seconds: -3_600))
    let two = try await EngineFixture(FaultWorld.callback, sharing: one)
    let over = Answer.denied(authRequestID: "req-1", reason: .expired, message: nil)
    #expect(try await two.engine.status(authRequestID: "req-1", result: nil) == over)
    try await two.engine.settleFuture()
    let receiver = TimerRestTests.Receiver()
    try await two.engine.runDue(callbacks: receiver)
    one.clock.advance(milliseconds: 3_600_000)
    #expect(try await two.engine.status(authRequestID: "req-1", result: nil) == over)
    try await two.engine.runDue(callbacks: receiver)
    #expect(receiver.told.withLockedValue { $0 } == [])
  }

  /// The browser's result is good for 60 s, and not for what the clock was set back by besides.
  @Test(arguments: [0, -230] as [Int64])
  func noResultOutlivesAStepBack(_ seconds: Int64) async throws {
    let sections =
      FaultWorld.callback + "\n  returnUrls: [\"https://app.example.com/back\"]\n  requireResult: true\n"
    let one = try await EngineFixture(sections)
    var trigger = one.trigger()
    trigger.returnURL = "https://app.example.com/back"
    _ = try await one.engine.trigger(trigger, webhookID: nil)
    _ = try await one.check("123456")
    one.clock.advance(milliseconds: 235_000)
    let result = try #require(try await one.engine.takeResult(challenge: try await one.stored().id))
    one.clock.step(to: one.clock.now.adding(seconds: seconds))
    let two = try await EngineFixture(sections, sharing: one)
    try await two.engine.settleFuture()
    let answer = try await two.engine.status(authRequestID: "req-1", result: result)
    #expect(answer.isPending == (seconds < 0))
  }

  /// The process that held it has died, and its lease is far in the future by the clock of now.
  @Test func noLeaseOutlivesAStepBack() async throws {
    let one = try await EngineFixture()
    _ = try await one.engine.trigger(one.trigger(), webhookID: nil)
    let id = try await one.stored().id
    _ = try await one.engine.change(id) { challenge, _ in
      challenge.state = .checking
      challenge.lease = Lease(owner: "dead", until: one.clock.now.adding(seconds: 45), effect: .check)
    }
    one.clock.step(to: one.clock.now.adding(seconds: -500))
    let two = try await EngineFixture(sharing: one)
    try await two.engine.settleFuture()
    let row = try await two.stored()
    #expect(row.state == .pending)
    #expect(row.lease == nil)
  }

  /// A clock that jumps ahead ends codes; it approves nothing and sends nothing.
  @Test func aJumpAheadOnlyEndsThings() async throws {
    let fixture = try await EngineFixture(EngineTimerTests.automatic)
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    fixture.clock.step(to: fixture.clock.now.adding(seconds: 86_400 * 3_650))
    try await fixture.engine.runDue(callbacks: EngineTimerTests.NoCallbacks())
    #expect(try await fixture.stored().state == .expired)
    #expect(fixture.verify.starts.count == 1)
    let answer = try await fixture.check("123456")
    #expect(answer == .denied(authRequestID: "req-1", reason: .expired, message: nil))
  }
}
#endif
