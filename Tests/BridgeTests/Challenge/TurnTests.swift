#if Server
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// Sign-ins of one number while Twilio still answers the one before: one send at a time, and the old one is canceled
/// before the new one begins.
@Suite struct TurnTests {
  /// Twilio has executed the first start, and its answer is held back.
  private func withFirstSendRunning(
    _ sections: String = "",
    _ body: (EngineFixture, Gate) async throws -> Void
  ) async throws {
    let fixture = try await EngineFixture(sections)
    let gate = Gate()
    let isFirst = NIOLockedValueBox(true)
    fixture.verify.afterStart.withLockedValue { hook in
      hook = { _ in
        let waits = isFirst.withLockedValue { value in
          defer { value = false }
          return value
        }
        if waits { await gate.passed() }
      }
    }
    try await body(fixture, gate)
  }

  /// Begins a sign-in, and returns once it is stored: its send has been claimed then.
  private func begin(_ id: String, _ fixture: EngineFixture) async -> Task<Answer, any Error> {
    let task = Task { try await fixture.engine.trigger(fixture.trigger(id), webhookID: nil) }
    await eventually { (try? await fixture.stored(id)) != nil }
    return task
  }

  @Test func aSignInWaitsForTheSendOfTheOneBefore() async throws {
    try await withFirstSendRunning { fixture, gate in
      let old = await begin("req-1", fixture)
      await eventually { !fixture.verify.starts.isEmpty }
      let new = await begin("req-2", fixture)
      #expect(try await fixture.stored("req-1").outcome?.reason == .superseded)
      gate.open()
      #expect(try await old.value == .denied(authRequestID: "req-1", reason: .superseded, message: nil))
      guard case .pending(let pending) = try await new.value else {
        Issue.record("the new sign-in does not wait for its code")
        return
      }
      #expect(pending.sendsLeft == 4)
      let events = fixture.verify.events
      #expect(events == ["start", "cancel", "start"], "\(events)")
      let row = try await fixture.stored("req-2")
      #expect(row.verifications.map(\.sends) == [1])
      #expect(fixture.observer.alerts.withLockedValue { $0 } == [])
      guard case .success = try await fixture.check("123456", "req-2") else {
        Issue.record("the new code does not work")
        return
      }
      #expect(try await fixture.stored("req-1").lease == nil)
    }
  }

  @Test func aSignInWaitsForTheSendOfACanceledOne() async throws {
    try await withFirstSendRunning { fixture, gate in
      let old = await begin("req-1", fixture)
      await eventually { !fixture.verify.starts.isEmpty }
      _ = try await fixture.engine.cancel(authRequestID: "req-1")
      let new = await begin("req-2", fixture)
      gate.open()
      #expect(try await old.value == .denied(authRequestID: "req-1", reason: .canceled, message: nil))
      #expect(try await new.value.isPending)
      let events = fixture.verify.events
      #expect(events == ["start", "cancel", "start"], "\(events)")
    }
  }

  /// Those in between have not sent: they cost nothing, and the newest that the limit let in can be used.
  @Test func manyAtOnceCostTwoMessages() async throws {
    let limits = "limits:\n  per-number: { key: number, buckets: [3 per 10m] }"
    try await withFirstSendRunning(limits) { fixture, gate in
      var tasks = [await begin("req-1", fixture)]
      await eventually { !fixture.verify.starts.isEmpty }
      for number in 2...8 { tasks.append(await begin("req-\(number)", fixture)) }
      gate.open()
      var answers: [String] = []
      for task in tasks {
        switch try await task.value {
        case .denied(_, let reason, _): answers.append(reason.rawValue)
        case .pending: answers.append("pending")
        default: answers.append("?")
        }
      }
      #expect(answers.prefix(3) == ["superseded", "superseded", "pending"])
      #expect(answers.dropFirst(3).allSatisfy { $0 == "rate-limited" })
      let events = fixture.verify.events
      #expect(events == ["start", "cancel", "start"], "\(events)")
      guard case .success = try await fixture.check("123456", "req-3") else {
        Issue.record("the newest does not work")
        return
      }
      // Two were sent, so that one more has room.
      _ = try await fixture.engine.trigger(fixture.trigger("req-9"), webhookID: nil)
      #expect(fixture.verify.starts.count == 3)
      #expect(try await fixture.stored("req-9").state == .pending)
    }
  }

  /// The process that sent is gone: the next one does not wait for ever.
  @Test func nobodyWaitsForAProcessThatIsGone() async throws {
    try await withFirstSendRunning { fixture, _ in
      let old = await begin("req-1", fixture)
      await eventually { !fixture.verify.starts.isEmpty }
      let other = try await EngineFixture(sharing: fixture)
      let new = await begin("req-2", other)
      // Two that are told `sending` after a while, and the one that waits for its turn: time goes on when it does.
      await fixture.clock.waitForSleepers(3)
      fixture.clock.advance(milliseconds: 15_000)
      await eventually { other.verify.starts.count == 2 }
      #expect(try await other.stored("req-2").outcome == nil)
      #expect(try await new.value.isPending)
      old.cancel()
    }
  }
}
#endif
