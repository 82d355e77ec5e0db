#if Server
import AsyncHTTPClient
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import PosternJSON
import Testing

@testable import PosternBridge

@Suite struct CallbackSenderTests {
  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  static let clock = VirtualClock()
  static let answer = Answer.success(authRequestID: "a", approvedAt: clock.now, channel: "sms")

  struct Received: Sendable {
    var headers: HTTPFields
    var body: [UInt8]
  }

  /// Runs a body beside a receiver of callbacks.
  static func receiving(
    _ body: @escaping @Sendable (String, CallbackSender, NIOLockedValueBox<[Received]>) async throws -> Void
  ) async throws {
    let received = NIOLockedValueBox<[Received]>([])
    let router = Router()
    for (path, status) in [("ok", HTTPResponse.Status.noContent), ("gone", .gone), ("broken", .badGateway)] {
      router.post("\(path)") { request, _ in
        let bytes = Array(buffer: try await request.body.collect(upTo: 65_536))
        received.withLockedValue { $0.append(Received(headers: request.headers, body: bytes)) }
        return Response(status: status)
      }
    }
    router.post("moved") { _, _ in Response.redirect(to: "/ok", type: .temporary) }
    try await Application(router: router, logger: quiet).test(.live) { client in
      let origin = "http://127.0.0.1:\(client.port ?? 0)"
      var settings = SampleSettings.bridge
      settings.webhook.callbackURLs = ["ok", "gone", "broken", "moved"].map { "\(origin)/\($0)" }
      settings.webhook.privateCallbacks = ["127.0.0.1"]
      let given = settings
      let clients = OutboundClients()
      let sender = CallbackSender(
        secrets: SecretsInMemory(["app-callback": [TestSecret.webhook(4), TestSecret.webhook(5)]]),
        settings: { given }, clients: clients, clock: clock, logger: quiet)
      do { try await body(origin, sender, received) } catch {
        await clients.shutdown()
        throw error
      }
      await clients.shutdown()
    }
  }

  @Test func signsWithEveryCallbackSecret() async throws {
    try await Self.receiving { origin, sender, received in
      let until = Self.clock.now.adding(seconds: 300)
      let result = await sender.send(Self.answer, to: origin + "/ok", webhookID: "msg_7", validUntil: until)
      #expect(result == .delivered)
      let request = try #require(received.withLockedValue { $0.first })
      for seed in [4, 5] as [UInt8] {
        let proof = try StandardWebhooks.verify(
          ReceivedRequest(
            headers: request.headers, query: nil, body: request.body, address: nil, receivedAt: Self.clock.now
          ),
          secrets: [try #require(WebhookSecret(TestSecret.webhook(seed)))], tolerance: 1)
        #expect(proof.webhookID == "msg_7")
      }
      let text = String(decoding: request.body, as: UTF8.self)
      #expect(
        text
          == #"{"status":"success","auth_request_id":"a","approved_at":"2026-11-23T08:00:00Z","channel":"sms","#
          + #""type":"2fa.success","policy":"quickstart","environment":"prod","#
          + #""valid_until":"2026-11-23T08:05:00Z"}"#)
    }
  }

  @Test func tellsWhatCameOfIt() async throws {
    try await Self.receiving { origin, sender, received in
      func send(_ url: String) async -> CallbackSender.Delivery {
        await sender.send(Self.answer, to: url, webhookID: "m", validUntil: Self.clock.now)
      }
      #expect(await send(origin + "/gone") == .gone)
      #expect(await send(origin + "/broken") == .retry)
      #expect(received.withLockedValue { $0.count } == 2)
      #expect(await send(origin + "/moved") == .retry, "no redirect is followed")
      #expect(await send(origin + "/elsewhere") == .gone, "only addresses of the policy")
      #expect(received.withLockedValue { $0.count } == 2)
    }
  }

  /// What is logged of a try that fails, as fields.
  static func logged(of url: String, resolving address: String?) async throws -> JSONValue {
    let lines = NIOLockedValueBox<[UInt8]>([])
    var settings = SampleSettings.bridge
    settings.webhook.callbackURLs = [url]
    settings.webhook.privateCallbacks = ["127.0.0.1"]
    let given = settings
    let clients = OutboundClients { _, _ in address.flatMap { IPAddress($0) } }
    let sender = CallbackSender(
      secrets: SecretsInMemory(["app-callback": [TestSecret.webhook(4)]]), settings: { given },
      clients: clients, clock: clock,
      logger: Logger(label: "test") {
        JSONLogHandler(label: $0) { bytes in lines.withLockedValue { $0 += bytes } }
      })
    _ = await sender.send(answer, to: url, webhookID: "m", validUntil: clock.now, try: 3)
    await clients.shutdown()
    let text = String(decoding: lines.withLockedValue { $0 }, as: UTF8.self)
    #expect(!text.contains("hidden") && !text.contains("/way"), "an address may have a secret in it")
    return try JSONValue(parsing: String(text.dropLast()))
  }

  @Test(
    arguments: [
      ("https://app.example/way?token=hidden", "10.0.0.7", "private"),
      ("http://app.example/way?token=hidden", "8.8.8.8", "https"),
      ("https://app.example/way?token=hidden", nil, "no address"),
    ] as [(String, String?, String)])
  func saysOfWhichLoginAndWhyItFailed(_ url: String, _ address: String?, _ reason: String) async throws {
    let line = try await Self.logged(of: url, resolving: address)
    #expect(line["message"]?.string == "callback failed")
    #expect(line["auth_request_id"]?.string == "a")
    #expect(line["host"]?.string == "app.example")
    #expect(line["try"]?.string == "3")
    #expect(line["reason"]?.string?.contains(reason) == true, "\(line)")
  }

  /// A connection is tried again until the time is up, which on a busy machine is what comes first.
  private static func says(_ reason: String, _ line: JSONValue) -> Bool {
    let said = line["reason"]?.string ?? ""
    return [reason, "no answer within", "no connection within"].contains { said.hasPrefix($0) }
  }

  @Test func saysThatNobodyListensOrSpeaksNoTLS() async throws {
    // Port 1 is nobody's.
    let refused = try await Self.logged(of: "http://127.0.0.1:1/way?token=hidden", resolving: "127.0.0.1")
    #expect(Self.says("the connection failed", refused), "\(refused)")
    try await Application(router: Router(), logger: Self.quiet).test(.live) { client in
      let url = "https://127.0.0.1:\(client.port ?? 0)/way?token=hidden"
      let line = try await Self.logged(of: url, resolving: "127.0.0.1")
      #expect(Self.says("TLS failed", line), "\(line)")
      #expect(line["auth_request_id"]?.string == "a")
    }
  }

  @Test func saysWhatTheReceiverAnswered() async throws {
    let router = Router()
    router.post("way") { _, _ in Response(status: .badGateway) }
    try await Application(router: router, logger: Self.quiet).test(.live) { client in
      let url = "http://127.0.0.1:\(client.port ?? 0)/way?token=hidden"
      let line = try await Self.logged(of: url, resolving: "127.0.0.1")
      #expect(line["message"]?.string == "callback refused")
      #expect(line["status"]?.string == "502")
      #expect(line["reason"]?.string == "the receiver answered 502")
      #expect(line["try"]?.string == "3")
    }
  }

  @Test(arguments: [
    ("https://inside.example/", "10.0.0.7", OutboundClients.Refused.privateAddress),
    ("https://inside.example/", "::ffff:169.254.169.254", .privateAddress),
    ("https://inside.example/", "::1", .privateAddress), ("http://outside.example/", "8.8.8.8", .insecure),
    ("https://nowhere.example/", "", .unresolved),
    ("https://user:word@outside.example/", "8.8.8.8", .malformedURL),
    ("https://127.0.0.1/", "127.0.0.1", .privateAddress),
  ])
  func refusesAddressesOfOnesOwn(_ url: String, _ address: String, _ why: OutboundClients.Refused)
    async throws
  {
    let clients = OutboundClients { _, _ in IPAddress(address) }
    await #expect(throws: why) {
      _ = try await clients.execute(
        HTTPClientRequest(url: url), allowsPrivate: false, timeout: 1000, limit: 0)
    }
    await clients.shutdown()
  }
}

@Suite struct ConnectionWatchTests {
  @Test func aHoldEndsWhenItsCallerGoes() async throws {
    let harness = WebhookHarness()
    harness.service.state.withLockedValue { $0.waitsForever = true }
    try await harness.application().test(.live) { client in
      let http = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
      var request = HTTPClientRequest(url: "http://127.0.0.1:\(client.port ?? 0)/idaas/2fa-trigger")
      request.method = .POST
      for field in harness.signed(WebhookRoutesTests.body) {
        request.headers.add(name: field.name.rawName, value: field.value)
      }
      request.body = .bytes(ByteBuffer(string: WebhookRoutesTests.body))
      let sent = request
      let held = Task { try await http.execute(sent, timeout: .seconds(120)) }
      try await ServerFixture.until { harness.service.asked.contains("wait a 110") }
      held.cancel()
      await #expect(throws: (any Error).self) { try await held.value }
      try await ServerFixture.until { harness.service.asked.contains("wait ended") }
      try await http.shutdown()
    }
    #expect(harness.service.asked == ["trigger a msg_1", "wait a 110", "wait ended"])
  }
}
#endif
