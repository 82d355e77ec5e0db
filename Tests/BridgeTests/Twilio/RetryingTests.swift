#if Server
import Testing

@testable import PosternBridge

@Suite struct RetryingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var fault: TwilioFault
    /// Calls made at a start, and at a check, when the fault stays.
    var starts: Int
    var checks: Int
    /// Milliseconds waited at a start, without jitter.
    var waits: [Int64]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "too much at once", fault: TwilioFault(code: 20429, status: 429, execution: .notProcessed),
      starts: 3,
      checks: 3, waits: [100, 200]),
    Case(
      name: "throttled", fault: TwilioFault(code: 25109, status: 429, execution: .notProcessed), starts: 4,
      checks: 4, waits: [100, 200, 400]),
    Case(
      name: "too many starts for one number",
      fault: TwilioFault(code: 60212, status: 429, execution: .notProcessed), starts: 2, checks: 2,
      waits: [1_000]),
    Case(
      name: "not reached", fault: TwilioFault(execution: .notProcessed), starts: 3, checks: 3,
      waits: [100, 200]),
    Case(name: "lost", fault: TwilioFault(execution: .unknown), starts: 1, checks: 1, waits: []),
    Case(
      name: "503", fault: TwilioFault(code: 20503, status: 503, execution: .unknown), starts: 1, checks: 1,
      waits: []),
    Case(
      name: "checks used up", fault: TwilioFault(code: 60202, status: 429, execution: .notProcessed),
      starts: 1,
      checks: 1, waits: []),
    Case(
      name: "sends used up", fault: TwilioFault(code: 60203, status: 429, execution: .notProcessed),
      starts: 1,
      checks: 1, waits: []),
    Case(
      name: "held back here", fault: TwilioFault(execution: .notProcessed, isLocal: true), starts: 1,
      checks: 1,
      waits: []),
    Case(
      name: "fraud", fault: TwilioFault(code: 60410, status: 403, execution: .notProcessed), starts: 1,
      checks: 1,
      waits: []),
  ]

  @Test(arguments: cases) func repeatsOnlyWhatIsSafe(_ row: Case) async {
    for isStart in [true, false] {
      let clock = ImpatientClock()
      let stub = StubVerify(Array(repeating: row.fault, count: 10))
      let api = Retrying(stub, clock: clock, random: { 0 })
      let fault = await TwilioFixture.fault {
        isStart
          ? try await api.start(TwilioFixture.start())
          : try await api.check(
            CheckVerification(reference: Verification.Reference(service: "VA", sid: "VE"), code: "1"))
      }
      #expect(fault == row.fault)
      #expect(stub.calls == (isStart ? row.starts : row.checks))
      if isStart { #expect(clock.waits == row.waits) }
    }
  }

  @Test func endsWithTheFirstSuccess() async throws {
    let clock = ImpatientClock()
    let stub = StubVerify([TwilioFault(code: 20429, status: 429, execution: .notProcessed)])
    let api = Retrying(stub, clock: clock, random: { 0.999_999 })
    _ = try await api.start(TwilioFixture.start())
    #expect(stub.calls == 2)
    #expect(clock.waits == [119])
  }

  @Test(arguments: [-1, 0, 0.5, 1, 2, .infinity, .nan]) func jitterStaysWithinAFifth(_ random: Double) async {
    let clock = ImpatientClock()
    let fault = TwilioFault(code: 25109, status: 429, execution: .notProcessed)
    let api = Retrying(StubVerify(Array(repeating: fault, count: 4)), clock: clock, random: { random })
    _ = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) }
    #expect(zip(clock.waits, [100, 200, 400]).allSatisfy { ($1...$1 * 6 / 5).contains($0) })
    #expect(clock.waits.count == 3)
  }

  @Test func aCancelledTaskStopsRepeating() async {
    let clock = VirtualClock()
    let fault = TwilioFault(code: 20429, status: 429, execution: .notProcessed)
    let stub = StubVerify([fault, fault])
    let api = Retrying(stub, clock: clock, random: { 0 })
    let task = Task { await TwilioFixture.fault { try await api.start(TwilioFixture.start()) } }
    await clock.waitForSleepers()
    task.cancel()
    #expect(await task.value == fault)
    #expect(stub.calls == 1)
  }
}
#endif
