#if Server
import Foundation
import HTTPTypes
import HummingbirdTesting
import PosternJSON
import Testing

@testable import PosternBridge

@Suite struct WebhookRoutesTests {
  static let body = #"{"auth_request_id":"a"}"#
  static let code = #"{"auth_request_id":"a","code":"123456"}"#
  static let success = Answer.success(
    authRequestID: "a", approvedAt: Moment(milliseconds: 1_795_420_800_000), channel: "sms")

  @Test func theSeedIsAnsweredWithExactlyTwoKeys() async throws {
    let harness = WebhookHarness()
    harness.service.state.withLockedValue { $0.afterWait = Self.success }
    let response = try await harness.post("/idaas/2fa-trigger", Self.body)
    #expect(response.status == .ok)
    #expect(response.text == #"{"status":"success","auth_request_id":"a"}"#)
    #expect(response.headers[.contentType] == "application/json")
    #expect(harness.service.asked == ["trigger a msg_1", "wait a 110"])
  }

  struct Endpoint: Sendable, CustomTestStringConvertible {
    var path: String
    var body: String
    var secret: UInt8
    var call: String
    var testDescription: String { path }
  }

  static let endpoints = [
    Endpoint(path: "/idaas/2fa-trigger", body: body, secret: 1, call: "trigger a msg_1"),
    Endpoint(path: "/idaas/2fa-verify", body: code, secret: 3, call: "verify a 123456 msg_1"),
    Endpoint(path: "/idaas/2fa-status", body: body, secret: 3, call: "status a -"),
    Endpoint(path: "/idaas/2fa-status", body: body, secret: 1, call: "status a -"),
    Endpoint(path: "/idaas/2fa-cancel", body: body, secret: 1, call: "cancel a"),
  ]

  @Test(arguments: endpoints) func answersAtItsPath(_ endpoint: Endpoint) async throws {
    let harness = WebhookHarness()
    harness.settings.withLockedValue { $0.resume = .poll }
    let response = try await harness.post(endpoint.path, endpoint.body, by: endpoint.secret)
    #expect(response.status == .accepted)
    #expect(try JSONValue(parsing: response.text)["status"]?.string == "pending")
    #expect(harness.service.asked == [endpoint.call])
  }

  /// Every secret at every endpoint that is not its own.
  @Test(
    arguments: [
      ("/idaas/2fa-trigger", 3), ("/idaas/2fa-trigger", 4), ("/idaas/2fa-trigger", 5),
      ("/idaas/2fa-verify", 1),
      ("/idaas/2fa-verify", 2), ("/idaas/2fa-verify", 4), ("/idaas/2fa-status", 4), ("/idaas/2fa-cancel", 4),
    ] as [(String, UInt8)])
  func refusesSecretsOfTheOtherDirection(_ path: String, _ seed: UInt8) async throws {
    let harness = WebhookHarness()
    let response = try await harness.post(path, Self.code, by: seed)
    #expect(response.status == .unauthorized)
    #expect(response.headers[.wwwAuthenticate] == "Standard-Webhooks")
    #expect(
      response.text
        == #"{"type":"urn:postern:problem:unauthorized","title":"The request does not prove who sent it","#
        + #""status":401}"#)
    #expect(harness.service.asked.isEmpty)
  }

  @Test func takesThePreviousSecretWhileItIsThere() async throws {
    let harness = WebhookHarness()
    #expect(try await harness.post("/idaas/2fa-trigger", Self.body, by: 2).status == .accepted)
    harness.secrets.set("idaas-webhook", [TestSecret.webhook(1)])
    #expect(try await harness.post("/idaas/2fa-trigger", Self.body, by: 2).status == .unauthorized)
  }

  @Test(arguments: [
    "/", "/idaas", "/idaas/", "/idaas/2fa-trigger/", "/idaas/2fa-trigger2", "/2fa-trigger", "/x/2fa-verify",
    "/idaas//2fa-verify", "/IDAAS/2fa-trigger", "/idaas/2fa-trigge%72", "/challenge/x", "/healthz",
    "/metrics",
  ])
  func knowsNoOtherPath(_ path: String) async throws {
    let harness = WebhookHarness()
    let response = try await harness.post(path, Self.body)
    #expect(response.status == .notFound)
    #expect(harness.service.asked.isEmpty)
  }

  @Test func followsTheTablesAddress() async throws {
    let harness = WebhookHarness()
    harness.settings.withLockedValue { $0.url = "https://auth.example.com/hooks/second-factor?x=y" }
    #expect(try await harness.post("/hooks/second-factor", Self.body).status == .accepted)
    #expect(try await harness.post("/hooks/2fa-verify", Self.code, by: 3).status == .accepted)
    #expect(try await harness.post("/hooks/2fa-trigger", Self.body).status == .notFound)
    #expect(try await harness.post("/idaas/2fa-trigger", Self.body).status == .notFound)
  }

  @Test func statusTellsMore() async throws {
    let harness = WebhookHarness()
    harness.service.state.withLockedValue { $0.answer = .success(Self.success) }
    let response = try await harness.post("/idaas/2fa-status", #"{"auth_request_id":"a","result":"r"}"#)
    #expect(
      response.text
        == #"{"status":"success","auth_request_id":"a","approved_at":"2026-11-23T08:00:00Z","channel":"sms"}"#
    )
    #expect(harness.service.asked == ["status a r"])
    let verify = try await harness.post("/idaas/2fa-verify", Self.code, by: 3)
    #expect(verify.text == #"{"status":"success","auth_request_id":"a"}"#)
  }

  @Test(arguments: ProblemTests.cases)
  func rendersRefusals(_ refusal: Refusal, _ status: Int, _ name: String, _ retryAfter: String?) async throws
  {
    let harness = WebhookHarness()
    harness.service.state.withLockedValue { $0.answer = .failure(refusal) }
    for endpoint in Self.endpoints {
      let response = try await harness.post(endpoint.path, endpoint.body, by: endpoint.secret)
      #expect(response.status.code == status)
      #expect(response.headers[.contentType] == "application/problem+json")
      #expect(response.headers[.retryAfter] == retryAfter)
      #expect(try JSONValue(parsing: response.text)["type"]?.string == "urn:postern:problem:\(name)")
    }
  }

  @Test func refusesMalformedBodiesAfterTheSignature() async throws {
    let harness = WebhookHarness()
    let text = #"{"auth_request_id":"a","auth_request_id":"b"}"#
    #expect(try await harness.post("/idaas/2fa-trigger", text).status == .badRequest)
    #expect(try await harness.send("/idaas/2fa-trigger", text, [:]).status == .unauthorized)
    #expect(harness.service.asked.isEmpty)
  }

  @Test func refusesWhatIsTooLarge() async throws {
    let harness = WebhookHarness()
    let padding = String(repeating: " ", count: 64 * 1024 - Self.body.utf8.count)
    #expect(try await harness.post("/idaas/2fa-trigger", Self.body + padding).status == .accepted)
    #expect(
      try await harness.post("/idaas/2fa-trigger", Self.body + padding + " ").status == .contentTooLarge)
    let long = String(repeating: "x", count: 16 * 1024)
    let response = try await harness.post("/idaas/2fa-trigger", Self.body, more: [.userAgent: long])
    #expect(response.status == .requestHeaderFieldsTooLarge)
    #expect(response.headers[.connection] == "close")
  }

  @Test func passesOnAWellFormedTraceparentOnly() async throws {
    let harness = WebhookHarness()
    let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    _ = try await harness.post("/idaas/2fa-trigger", Self.body, more: [.traceParent: good])
    #expect(harness.service.state.withLockedValue { $0.trigger?.traceparent } == good)
    _ = try await harness.post("/idaas/2fa-trigger", Self.body, more: [.traceParent: "x\"y"])
    #expect(harness.service.state.withLockedValue { $0.trigger?.traceparent } == nil)
  }
}

@Suite struct HoldingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var path = "/idaas/2fa-trigger"
    var resume = WebhookSettings.Resume.response
    var prefer: String?
    var wait: Int64?
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "response holds", wait: 110),
    Case(name: "callback does not", resume: .callback),
    Case(name: "poll does not", resume: .poll),
    Case(name: "a preference shortens", prefer: "wait=7", wait: 7),
    Case(name: "a preference of nothing", prefer: "wait=0"),
    Case(name: "a preference wins over callback", resume: .callback, prefer: "wait=7", wait: 7),
    Case(name: "no longer than 120", prefer: "wait=600", wait: 120),
    Case(name: "what cannot be read says nothing", prefer: "wait=soon", wait: 110),
    Case(name: "status holds when asked to", path: "/idaas/2fa-status", prefer: "wait=9", wait: 9),
    Case(name: "status does not by itself", path: "/idaas/2fa-status"),
    Case(name: "cancel never does", path: "/idaas/2fa-cancel", prefer: "wait=9"),
  ]

  @Test(arguments: cases) func holds(_ wanted: Case) async throws {
    let harness = WebhookHarness()
    harness.settings.withLockedValue { $0.resume = wanted.resume }
    let more: HTTPFields = wanted.prefer.map { [.prefer: $0] } ?? [:]
    let response = try await harness.post(wanted.path, WebhookRoutesTests.body, more: more)
    #expect(response.status == .accepted)
    #expect(harness.service.asked.dropFirst() == (wanted.wait.map { ["wait a \($0)"] } ?? [])[...])
  }

  @Test func verifyHoldsWhenAskedTo() async throws {
    let harness = WebhookHarness()
    harness.service.state.withLockedValue { $0.afterWait = WebhookRoutesTests.success }
    let response = try await harness.post(
      "/idaas/2fa-verify", WebhookRoutesTests.code, by: 3, more: [.prefer: "wait=3"])
    #expect(response.text == #"{"status":"success","auth_request_id":"a"}"#)
    #expect(response.headers[.preferenceApplied] == "wait=3")
  }

  @Test func anOutcomeIsNotHeld() async throws {
    let harness = WebhookHarness()
    harness.service.state.withLockedValue { $0.answer = .success(WebhookRoutesTests.success) }
    _ = try await harness.post("/idaas/2fa-trigger", WebhookRoutesTests.body)
    #expect(harness.service.asked == ["trigger a msg_1"])
  }

  @Test func withoutRoomTheAnswerIsPendingAtOnce() async throws {
    var harness = WebhookHarness()
    harness.maxHolds = 0
    let response = try await harness.post("/idaas/2fa-trigger", WebhookRoutesTests.body)
    #expect(response.status == .accepted)
    #expect(harness.service.asked == ["trigger a msg_1"])
  }
}
#endif
