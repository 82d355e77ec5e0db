#if Server
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOConcurrencyHelpers
import NIOCore

@testable import PosternBridge

/// The webhook side over a fake machine, with secrets of its own for each direction.
struct WebhookHarness: Sendable {
  static let id = HTTPField.Name.webhookID

  let service = ScriptedService()
  let clock = VirtualClock()
  let secrets = SecretsInMemory([
    "idaas-webhook": [TestSecret.webhook(1), TestSecret.webhook(2)], "app-verify": [TestSecret.webhook(3)],
    "app-callback": [TestSecret.webhook(4)],
  ])
  let settings = NIOLockedValueBox(SampleSettings.webhook)
  var maxHolds = 10
  let record: LeakRecord = {
    let record = LeakRecord("webhook")
    record.plant(.code, "123456")
    for seed in 1...5 as ClosedRange<UInt8> { record.plant(.secret, TestSecret.webhook(seed)) }
    return record
  }()

  var routes: WebhookRoutes {
    WebhookRoutes(
      service: service,
      authenticator: Authenticator(
        secrets: secrets, keySets: KeySetCache(clock: clock) { _ in throw CancellationError() }),
      settings: { [settings] in settings.withLockedValue { $0 } }, callers: CallerAddress(trusted: []),
      holds: Holds(limit: maxHolds), clock: clock,
      logger: ServerFixture.logger { [record] in record.log($0) })
  }

  func application(_ configuration: ApplicationConfiguration = .init()) -> some ApplicationProtocol {
    let router = Router(context: BridgeContext.self)
    routes.add(to: router)
    return Application(
      router: router,
      server: .http1(
        configuration: .init(additionalChannelHandlers: [ConnectionWatch()])),
      configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Headers of a body, signed now.
  func signed(_ body: String, by seed: UInt8 = 1, id: String = "msg_1") -> HTTPFields {
    let secrets = [WebhookSecret(TestSecret.webhook(seed))].compactMap { $0 }
    let timestamp = clock.now.seconds
    return [
      .webhookID: id, .webhookTimestamp: String(timestamp),
      .webhookSignature: StandardWebhooks.signature(
        id: id, timestamp: timestamp, body: Array(body.utf8), secrets: secrets),
    ]
  }

  /// Sends one signed request through the router.
  func post(
    _ path: String, _ body: String, by seed: UInt8 = 1, more: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = signed(body, by: seed)
    for field in more { headers.append(field) }
    return try await send(path, body, headers)
  }

  func send(
    _ path: String, _ body: String, _ headers: HTTPFields, method: HTTPRequest.Method = .post
  ) async throws -> TestResponse {
    try await application().test(.router) { client in
      try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
    }
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
}
#endif
