#if Server
import Testing

@testable import PosternBridge

@Suite struct CircuitTests {
  static let lost = TwilioFault(execution: .unknown)
  static let refused = TwilioFault(code: 20003, status: 401, execution: .notProcessed)
  static let plain = TwilioFault(code: 60205, status: 403, execution: .notProcessed)
  static let local = TwilioFault(execution: .notProcessed, isLocal: true)

  /// A run of answers, and whether it opens.
  @Test(
    arguments: [
      ("five lost answers", Array(repeating: lost, count: 5), Circuit.State.open),
      ("four", Array(repeating: lost, count: 4), .closed),
      ("five 503", Array(repeating: TwilioFault(status: 503, execution: .unknown), count: 5), .open),
      ("five refused connections", Array(repeating: TwilioFault(execution: .notProcessed), count: 5), .open),
      (
        "four, a success, four", Array(repeating: lost, count: 4) + [nil] + Array(repeating: lost, count: 4),
        .closed
      ),
      (
        "four, a refusal, four",
        Array(repeating: lost, count: 4) + [plain] + Array(repeating: lost, count: 4), .closed
      ),
      ("refused credentials", [refused], .open),
      ("fifty refusals", Array(repeating: plain, count: 50), .closed),
      (
        "five 429",
        Array(repeating: TwilioFault(code: 20429, status: 429, execution: .notProcessed), count: 5), .closed
      ),
      (
        "five unreadable answers", Array(repeating: TwilioFault(status: 200, execution: .unknown), count: 5),
        .open
      ),
    ] as [(String, [TwilioFault?], Circuit.State)])
  func opens(_ name: String, _ answers: [TwilioFault?], _ state: Circuit.State) async throws {
    let clock = VirtualClock()
    let circuit = Circuit(clock: clock)
    let stub = StubVerify(answers)
    let api = GuardedVerifyAPI(stub, circuit: circuit, bound: CallBound(clock: clock))
    for _ in answers { _ = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) } }
    #expect(circuit.state == state, "\(name)")
    let next = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) }
    #expect(next == (state == .open ? Self.local : nil))
    #expect(stub.calls == answers.count + (state == .open ? 0 : 1))
  }

  @Test(
    arguments: [(lost, .open), (plain, .closed), (nil, .closed), (refused, .open)]
      as [(TwilioFault?, Circuit.State)])

  func oneProbeDecides(_ answer: TwilioFault?, _ after: Circuit.State) async throws {
    let clock = VirtualClock()
    let circuit = Circuit(clock: clock)
    let stub = StubVerify([Self.lost, Self.lost, Self.lost, Self.lost, Self.lost, answer])
    let api = GuardedVerifyAPI(stub, circuit: circuit, bound: CallBound(clock: clock))
    for _ in 0..<5 { _ = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) } }
    clock.advance(milliseconds: 4_999)
    #expect(circuit.state == .open)
    #expect(circuit.retryAfter == 1)
    clock.advance(milliseconds: 1)
    #expect(circuit.state == .halfOpen)
    let probe = try #require(circuit.admit())
    #expect(circuit.admit() == nil)
    circuit.abandon(probe)
    _ = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) }
    #expect(circuit.state == after)
    #expect(stub.calls == 6)
  }

  @Test func refusedCredentialsKeepItOpenLonger() async {
    let clock = VirtualClock()
    let circuit = Circuit(clock: clock)
    let api = GuardedVerifyAPI(StubVerify([Self.refused]), circuit: circuit, bound: CallBound(clock: clock))
    _ = await TwilioFixture.fault { try await api.cancel(Verification.Reference(service: "VA", sid: "VE")) }
    clock.advance(milliseconds: 29_000)
    #expect(circuit.state == .open)
    clock.advance(milliseconds: 1_000)
    #expect(circuit.state == .halfOpen)
  }

  @Test func newSecretsCloseIt() async {
    let clock = VirtualClock()
    let circuit = Circuit(clock: clock)
    let api = GuardedVerifyAPI(StubVerify([Self.refused]), circuit: circuit, bound: CallBound(clock: clock))
    _ = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) }
    circuit.reset()
    #expect(circuit.state == .closed)
    let fault = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) }
    #expect(fault == nil)
  }

  /// What was admitted before it opened, or before it closed again, decides nothing any more.
  @Test func lateEndsDecideNothing() throws {
    let clock = VirtualClock()
    let circuit = Circuit(settings: .init(failures: 1), clock: clock)
    let early = try #require(circuit.admit())
    let failing = try #require(circuit.admit())
    circuit.end(failing, with: Self.lost)
    circuit.end(early, with: nil)
    #expect(circuit.state == .open)
    clock.advance(milliseconds: 5_000)
    let probe = try #require(circuit.admit())
    circuit.end(probe, with: nil)
    circuit.end(early, with: Self.refused)
    #expect(circuit.state == .closed)
  }

  @Test(arguments: [-3_600, 3_600] as [Int64]) func aJumpingClockDoesNotKeepItShut(_ seconds: Int64) async {
    let clock = VirtualClock()
    let circuit = Circuit(clock: clock)
    let api = GuardedVerifyAPI(StubVerify([Self.refused]), circuit: circuit, bound: CallBound(clock: clock))
    _ = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) }
    clock.step(to: clock.now.adding(seconds: seconds))
    #expect(circuit.state == .halfOpen)
  }

  @Test func aCallThatWasGivenUpTellsNothing() async {
    let clock = VirtualClock()
    let circuit = Circuit(settings: .init(failures: 1), clock: clock)
    let stub = StubVerify([Self.lost], wait: { while !Task.isCancelled { await Task.yield() } })
    let api = GuardedVerifyAPI(stub, circuit: circuit, bound: CallBound(clock: clock))
    let task = Task { await TwilioFixture.fault { try await api.start(TwilioFixture.start()) } }
    task.cancel()
    #expect(await task.value != nil)
    #expect(circuit.state == .closed)
  }
}
#endif
