#if Server
import Testing

@testable import PosternBridge

/// What a trigger must say before anything is sent for it.
@Suite struct TriggerCheckTests {
  static let returning = """
    webhook:
      url: https://login.example.com/idaas/2fa-trigger
      signing: { secrets: [!secret idaas-webhook] }
      returnUrls: ["https://app.example.com/back", "https://app.example.com/other"]
      requireResult: true
    """

  private func refusal(_ fixture: EngineFixture, _ trigger: Trigger) async throws -> String? {
    do {
      _ = try await fixture.engine.trigger(trigger, webhookID: nil)
      return nil
    } catch Refusal.unprocessable(let detail) {
      #expect(fixture.verify.starts.isEmpty)
      return detail
    }
  }

  /// Wrong codes are counted per user whatever the policy's limits are.
  @Test(arguments: [nil, ""] as [String?])
  func nothingIsSentToNobody(_ user: String?) async throws {
    let fixture = try await EngineFixture()
    let refusal = try await refusal(fixture, fixture.trigger(user: user))
    #expect(refusal?.hasPrefix("`user.id` is missing") == true)
  }

  /// Success is withheld until the browser has come back: without an address it could never come.
  @Test func aResultNeedsSomewhereToComeBackTo() async throws {
    let fixture = try await EngineFixture(Self.returning)
    var trigger = fixture.trigger()
    #expect(try await refusal(fixture, trigger)?.hasPrefix("`return_url` is missing") == true)
    trigger.returnURL = "https://app.example.com/other"
    #expect(try await refusal(fixture, trigger) == nil)
  }
}
#endif
