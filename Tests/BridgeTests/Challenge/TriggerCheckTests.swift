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

  /// The record of a decision has the masked number, whatever was decided.
  @Test func aDeniedTriggerKeepsTheMaskedNumber() async throws {
    let fixture = try await EngineFixture("routing:\n  otherwise: { deny: Not today. }")
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    let facts = try await fixture.stored().trigger
    #expect(facts.maskedPhone == MaskedAddress.phone(EngineFixture.phone))
    #expect(facts.sealedPhone == nil)
  }

  /// The conformance client says all that rules and limits may ask for.
  @Test func theProbeSaysWhoSignsIn() throws {
    var login = Probe.Login(phone: EngineFixture.phone)
    login.groups = ["admins"]
    login.email = "a@example.com"
    login.returnURL = "https://app.example.com/back"
    let trigger = try RequestBodies.trigger(Array(login.trigger("req-1").utf8))
    #expect(trigger.authRequestID == "req-1" && trigger.userID == "probe")
    #expect(trigger.groups == ["admins"] && trigger.networkZones == [])
    #expect(trigger.clientIP == "198.51.100.7" && trigger.email == "a@example.com")
    #expect(trigger.returnURL == "https://app.example.com/back")
  }
}
#endif
