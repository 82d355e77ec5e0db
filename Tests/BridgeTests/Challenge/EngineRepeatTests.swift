#if Server
import Testing

@testable import PosternBridge

/// The same again, another with the same name, and two at once.
@Suite struct EngineRepeatTests {
  @Test func theSameTriggerGetsTheStateAndNoSecondSend() async throws {
    let fixture = try await EngineFixture()
    let first = try await fixture.engine.trigger(fixture.trigger(), webhookID: "msg-1")
    #expect(try await fixture.engine.trigger(fixture.trigger(), webhookID: "msg-1") == first)
    #expect(try await fixture.engine.trigger(fixture.trigger(), webhookID: "msg-2") == first)
    var dressed = fixture.trigger()
    dressed.locale = "fr"
    #expect(try await fixture.engine.trigger(dressed, webhookID: "msg-3") == first)
    #expect(fixture.verify.starts.count == 1)
  }

  @Test func manyAtOnceSendOnce() async throws {
    let fixture = try await EngineFixture()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<30 {
        group.addTask { _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: "msg-\(index)") }
      }
      try await group.waitForAll()
    }
    #expect(fixture.verify.starts.count == 1)
  }

  @Test(arguments: ["number", "user", "groups", "application", "payee", "return"])
  func theSameIDWithAnotherMeaningIsAConflict(_ what: String) async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    var other = fixture.trigger()
    switch what {
    case "number": other.phoneNumber = EngineFixture.otherPhone
    case "user": other.userID = "user-2"
    case "groups": other.groups = ["admins"]
    case "application": other.application = "other"
    case "payee": other.payee = "somebody"
    default: other.browserToken = "0123456789abcdefghijkl"
    }
    await #expect(throws: Refusal.conflict) { try await fixture.engine.trigger(other, webhookID: nil) }
    #expect(
      try await fixture.check("123456") == .denied(authRequestID: "req-1", reason: .conflict, message: nil))
    #expect(fixture.verify.checks.isEmpty && fixture.verify.cancels.count == 1)
    #expect(fixture.observer.alerts.withLockedValue { $0 } == ["conflict"])
  }

  @Test func oneWebhookIDForTwoTriggersIsAConflict() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger("req-1"), webhookID: "msg-1")
    await #expect(throws: Refusal.conflict) {
      try await fixture.engine.trigger(
        fixture.trigger("req-2", phone: EngineFixture.otherPhone, user: "user-2"), webhookID: "msg-1")
    }
    #expect(fixture.verify.starts.count == 1)
  }

  @Test func aNewSignInSupersedesTheOldAndCancelsItFirst() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger("req-1"), webhookID: nil)
    let old = try await fixture.stored("req-1").verifications[0].reference
    _ = try await fixture.engine.trigger(fixture.trigger("req-2"), webhookID: nil)
    #expect(fixture.verify.cancels == [old])
    #expect(
      try await fixture.check("123456", "req-1")
        == .denied(authRequestID: "req-1", reason: .superseded, message: nil))
    guard case .success = try await fixture.check("123456", "req-2") else {
      Issue.record("the new one does not work")
      return
    }
  }

  @Test func fiveHundredCodesAtOnceGetFiveTries() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<500 {
        group.addTask { _ = try? await fixture.check(String(200_000 + index)) }
      }
    }
    #expect(fixture.verify.checks.count <= 5)
  }

  @Test func verifyIsIdempotentByWebhookID() async throws {
    let fixture = try await EngineFixture()
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    for _ in 0..<3 {
      _ = try await fixture.engine.verify(authRequestID: "req-1", code: "000000", webhookID: "msg-v")
    }
    #expect(fixture.verify.checks.count == 1)
    await #expect(throws: Refusal.conflict) {
      try await fixture.engine.verify(authRequestID: "req-1", code: "123456", webhookID: "msg-v")
    }
  }

  @Test func twoProcessesOnOneStoreSendOnce() async throws {
    let one = try await EngineFixture()
    let two = try await EngineFixture(sharing: one)
    async let first = one.engine.trigger(one.trigger(), webhookID: "a")
    async let second = two.engine.trigger(two.trigger(), webhookID: "b")
    _ = try await (first, second)
    #expect(one.verify.starts.count == 1)
    guard case .success = try await two.check("123456") else {
      Issue.record("the other process cannot check")
      return
    }
  }
}
#endif
