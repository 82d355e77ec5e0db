#if Server
import AsyncHTTPClient
import FakeTwilio
import Foundation
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import PosternCompiler
import PosternSchema
import ServiceLifecycle
import TestSupport

@testable import PosternBridge

/// A whole bridge on this machine: table, secrets and store in a folder, a Twilio that is a fake, ports that were free.
struct ServerFixture: Sendable {
  static let phone = "+12025550123"

  var folder: String
  var ports: BridgeServer.Ports
  var twilio: FakeTwilio
  var client: HTTPClient
  /// Stops the bridge as SIGTERM does, and waits for its end.
  var stop: @Sendable () async throws -> Void

  var origin: String { "http://127.0.0.1:\(ports.main)" }
  var admin: String { "http://127.0.0.1:\(ports.admin)" }

  /// What an operator's command, or another start, is given beside it.
  var options: BridgeOptions {
    var options = BridgeOptions()
    options.table = folder + "/table.bin"
    options.store = folder + "/store.sqlite"
    options.secrets = folder + "/secrets"
    return options
  }

  var record = LeakRecord("server")
  /// What the bridge has logged.
  var log = NIOLockedValueBox<[UInt8]>([])

  struct Reply: Sendable {
    var status: Int
    var text: String
    var headers: [(String, String)] = []

    var location: String? { headers.first { $0.0.lowercased() == "location" }?.1 }
  }

  /// A Twilio with the account and the service of the example policy's first environment.
  static var twilioSettings: FakeSettings {
    var settings = FakeSettings()
    settings.services = [
      FakeVerifyService(sid: "VA0123456789abcdef0123456789abcde1", friendlyName: "Example")
    ]
    settings.account = "AC0123456789abcdef0123456789abcde1"
    settings.apiKey = "SK0123456789abcdef0123456789abcde1"
    return settings
  }

  /// Runs a body beside a bridge, and stops it.
  static func run(
    _ sections: String = "", options change: (inout BridgeOptions) -> Void = { _ in },
    _ body: @escaping @Sendable (ServerFixture) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "postern-server-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/secrets", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(table(sections)).write(to: URL(fileURLWithPath: folder + "/table.bin"))
    _ = try SecretMaking.write(
      SecretMaking.make(webhookSecrets: []) + [
        ("idaas-webhook", TestSecret.webhook(1)), ("twilio-api-secret", "fake-secret"),
        ("app-verify", TestSecret.webhook(3)), ("app-callback", TestSecret.webhook(4)),
      ], to: folder + "/secrets")
    var options = BridgeOptions()
    options.table = folder + "/table.bin"
    options.store = folder + "/store.sqlite"
    options.secrets = folder + "/secrets"
    options.listen = "127.0.0.1:0"
    options.adminListen = "127.0.0.1:0"
    options.maxHolds = "100"
    change(&options)
    let given = options

    let twilio = try FakeTwilio(twilioSettings)
    let log = NIOLockedValueBox<[UInt8]>([])
    try await twilio.serving { url in
      var options = given
      options.twilioURL = url
      let server = try BridgeServer(
        BridgeConfiguration(options), environment: [:], metrics: MetricsExposition(),
        logger: Self.logger { bytes in log.withLockedValue { $0 += bytes } })
      try await beside(server, folder, twilio, log, body)
    }
  }

  /// Follows no redirect; a hundred connections.
  static func makeClient() -> HTTPClient {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 100
    return HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
  }

  /// Everything that is logged, as the program writes it.
  static func logger(_ write: @escaping @Sendable ([UInt8]) -> Void) -> Logger {
    var logger = Logger(label: "test") { JSONLogHandler(label: $0, write: write) }
    logger.logLevel = .trace
    return logger
  }

  private struct Running: Service {
    var server: BridgeServer
    var ready: @Sendable (BridgeServer.Ports) async -> Void

    func run() async throws { try await server.run(ready: ready) }
  }

  private static func beside(
    _ server: BridgeServer, _ folder: String, _ twilio: FakeTwilio, _ log: NIOLockedValueBox<[UInt8]>,
    _ body: @escaping @Sendable (ServerFixture) async throws -> Void
  ) async throws {
    let (found, ready) = AsyncStream<BridgeServer.Ports>.makeStream()
    var configuration = ServiceGroupConfiguration(
      services: [Running(server: server) { ready.yield($0) }], gracefulShutdownSignals: [],
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    configuration.maximumGracefulShutdownDuration = .seconds(60)
    let group = ServiceGroup(configuration: configuration)
    let client = makeClient()
    let running = Task {
      defer { ready.finish() }
      try await group.run()
    }
    let stop: @Sendable () async throws -> Void = {
      await group.triggerGracefulShutdown()
      try await running.value
    }
    do {
      guard let ports = await found.first(where: { _ in true }) else {
        try await running.value
        throw CancellationError()
      }
      let fixture = ServerFixture(
        folder: folder, ports: ports, twilio: twilio, client: client, stop: stop, log: log)
      defer { fixture.leave() }
      try await body(fixture)
    } catch {
      try? await client.shutdown()
      try? await stop()
      throw error
    }
    try await client.shutdown()
    try await stop()
  }

  /// The bytes of the example policy's first environment, with sections replaced.
  static func table(_ sections: String) throws -> [UInt8] {
    var files = ExamplePolicy.files
    files["environments/prod.yaml"] = nil
    files["policy.yaml"] = ExamplePolicy.replaceSections(of: files["policy.yaml"] ?? "", by: sections)
    let policy = Pipeline.check(.memory(files), folder: "bridge", today: "2026-11-23")
    guard let environment = policy.environments.first,
      let bytes = try policy.compile(environment).first(where: { $0.name == "routing-table.bin" })?.bytes
    else { throw CancellationError() }
    return bytes
  }

  static func trigger(_ id: String) -> String {
    #"{"auth_request_id":"\#(id)","user":{"id":"u1","phone_number":"\#(phone)","groups":[]},"#
      + #""identity_provider":"google","application":"wiki","network_zones":[]}"#
  }

  func post(
    _ endpoint: String, _ body: String, id: String = UUID().uuidString, prefer: String? = nil,
    timeout: TimeAmount = .seconds(60), by seed: UInt8 = 1
  ) async throws -> Reply {
    var request = HTTPClientRequest(url: "\(origin)/idaas/\(endpoint)")
    request.method = .POST
    let timestamp = SystemClock().now.seconds
    request.headers.add(name: "webhook-id", value: id)
    request.headers.add(name: "webhook-timestamp", value: String(timestamp))
    request.headers.add(
      name: "webhook-signature",
      value: StandardWebhooks.signature(
        id: id, timestamp: timestamp, body: Array(body.utf8),
        secrets: [WebhookSecret(TestSecret.webhook(seed))].compactMap { $0 }))
    if let prefer { request.headers.add(name: "prefer", value: prefer) }
    request.body = .bytes(ByteBuffer(string: body))
    let (response, text) = try await execute(request, timeout: timeout)
    return reply(response, text)
  }

  /// Sends a request and reads the whole answer. What is neither answered nor refused in time is given up.
  func execute(
    _ request: HTTPClientRequest, timeout: TimeAmount = .seconds(60)
  ) async throws -> (response: HTTPClientResponse, text: String) {
    let client = client
    return try await TimeLimit.run(milliseconds: timeout.nanoseconds / 1_000_000 + 10_000) {
      let response = try await client.execute(request, timeout: timeout)
      return (response, String(buffer: try await response.body.collect(upTo: 1 << 20)))
    }
  }

  func reply(_ response: HTTPClientResponse, _ text: String) -> Reply {
    let headers = response.headers.map { ($0.name, $0.value) }
    record.served(text, headers: headers)
    return Reply(status: Int(response.status.code), text: text, headers: headers)
  }

  /// What the bridge has logged, as text.
  var logged: String { String(decoding: log.withLockedValue { $0 }, as: UTF8.self) }

  /// Keeps what is left at the end, and says which values must not be in it.
  func leave() {
    for message in twilio.messages {
      record.plant(.code, message.code)
      record.plant(.number, message.to)
    }
    record.plant(.number, Self.phone)
    record.plant(secretsIn: folder + "/secrets")
    record.log(log.withLockedValue { $0 })
    record.keep(store: folder + "/store.sqlite")
  }

  func get(_ url: String) async throws -> Reply {
    let (response, text) = try await execute(HTTPClientRequest(url: url))
    return reply(response, text)
  }

  /// Waits until something holds, five minutes at most: a busy machine is no fault of the bridge.
  static func until(_ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(300)
    while ContinuousClock.now < end {
      if try await condition() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw TimeLimit.Exceeded()
  }

  /// Writes a beginning on a connection of its own and then a byte a second, until the other side closes.
  /// - Returns: whether it did before all bytes were written.
  func drip(_ text: String, bytes: Int) async throws -> Bool {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: ports.main) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      return await withTaskGroup(of: Bool.self) { group in
        group.addTask {
          do { for try await _ in inbound {} } catch {}
          return true
        }
        group.addTask {
          for _ in 0..<bytes {
            guard (try? await Task.sleep(for: .seconds(1))) != nil else { return false }
            try? await outbound.write(ByteBuffer(string: "a"))
          }
          return false
        }
        let isCut = await group.next() ?? false
        group.cancelAll()
        return isCut
      }
    }
  }

  /// Writes bytes on a connection of its own and reads what comes, until it is enough, the other side closes, or the
  /// patience is over.
  func raw(
    _ text: String, patience: Duration = .seconds(60),
    until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }
  ) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: ports.main) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      let read = NIOLockedValueBox("")
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          do {
            for try await part in inbound {
              let text = read.withLockedValue { text in
                text += String(buffer: part)
                return text
              }
              if isEnough(text) { return }
            }
          } catch {}
        }
        group.addTask { try? await Task.sleep(for: patience) }
        await group.next()
        group.cancelAll()
      }
      return read.withLockedValue { $0 }
    }
  }
}
#endif
