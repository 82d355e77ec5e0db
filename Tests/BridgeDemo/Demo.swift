#if Server
import FakeTwilio
import Foundation
import Logging
import PosternBridge
import PosternRuntime

/// A bridge beside a fake Twilio, and what a person is told of them.
struct Demo: Sendable {
  static let folder = ".build/demo"

  let table: String
  let settings: BridgeSettings
  let main: Int
  let admin: Int

  /// - Throws: `ConfigurationError`.
  init(table path: String) throws(ConfigurationError) {
    table = path
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw ConfigurationError(["`\(path)` cannot be read: make it by `make`"])
    }
    guard let active = (try? RoutingTable(validating: [UInt8](bytes))).flatMap(ActiveTable.init) else {
      throw ConfigurationError(["`\(path)` is no routing table with a webhook"])
    }
    settings = active.settings
    main = FreePort.find(preferring: 8080)
    admin = FreePort.find(preferring: 9090)
  }

  private var origin: String { "http://127.0.0.1:\(main)" }

  /// Serves until it is interrupted.
  func run() async throws {
    let requests = try requests()
    var account = FakeSettings(
      services: settings.services.compactMap { service in
        service.sid.map {
          FakeVerifyService(
            sid: $0, friendlyName: service.friendlyName, codeLength: service.codeLength,
            isPSD2: service.isPSD2)
        }
      })
    account.account = settings.twilio?.account ?? account.account
    account.apiKey = settings.twilio?.apiKey ?? account.apiKey
    let twilio = try FakeTwilio(account, onMessage: { say(requests.received($0)) })
    try await twilio.serving { url in
      let server = try self.server(twilio: url)
      try await server.run { _ in
        say(introduction + "\n" + requests.next())
        readLines { say(requests.next()) }
      }
    }
    say("\nstopped")
  }

  /// Fresh secrets and a fresh store, in a folder of the build.
  private func requests() throws(ConfigurationError) -> DemoRequests {
    try? FileManager.default.removeItem(atPath: Self.folder)
    let webhook = settings.webhook
    let names = Set(webhook.secrets + webhook.verifySecrets + webhook.callbackSecrets).sorted()
    let made = try SecretMaking.make(webhookSecrets: names)
    let plain = [settings.twilio?.apiSecret].compactMap { $0 }.map { ($0, "fake-secret") }
    _ = try SecretMaking.write(made + plain, to: Self.folder + "/secrets")
    func secret(_ names: [String]) throws(ConfigurationError) -> WebhookSecret {
      guard let value = made.first(where: { names.contains($0.name) }).flatMap({ WebhookSecret($0.value) })
      else { throw ConfigurationError(["the demo signs as Standard Webhooks does; this policy does not"]) }
      return value
    }
    return DemoRequests(
      origin: origin, path: URL(string: webhook.url)?.path ?? "/", trigger: try secret(webhook.secrets),
      verify: try secret(webhook.verifySecrets))
  }

  private func server(twilio: String) throws -> BridgeServer {
    var options = BridgeOptions()
    options.table = table
    options.listen = "127.0.0.1:\(main)"
    options.adminListen = "127.0.0.1:\(admin)"
    options.publicURL = origin
    options.store = Self.folder + "/store.sqlite"
    options.secrets = Self.folder + "/secrets"
    options.twilioURL = twilio
    options.maxHolds = "100"
    let log = Self.folder + "/bridge.log"
    guard FileManager.default.createFile(atPath: log, contents: nil),
      let file = FileHandle(forWritingAtPath: log)
    else { throw ConfigurationError(["`\(log)` cannot be written"]) }
    let metrics = MetricsExposition()
    metrics.bootstrap()
    return try BridgeServer(
      BridgeConfiguration(options), environment: [:], metrics: metrics,
      logger: Logger(label: "postern-bridge") { label in
        JSONLogHandler(label: label) { file.write(Data($0)) }
      })
  }

  private var introduction: String {
    """

    The bridge, with a Twilio that is a fake: nothing leaves this machine, no account is needed.

      policy    \(settings.policy), environment \(settings.environment), from \(table)
      bridge    \(origin)
      metrics   http://127.0.0.1:\(admin)/metrics
      log       \(Self.folder)/bridge.log

    Paste the commands into another terminal, in order. They are signed, and good for five minutes;
    press Return here for another sign-in, Ctrl-C to end.

    """
  }
}

/// Prints a text at once.
@Sendable func say(_ text: String) {
  Console.output(text + "\n")
}

/// Calls a body for each line that is typed, until there is no more.
@Sendable func readLines(_ body: @escaping @Sendable () -> Void) {
  Thread.detachNewThread {
    while readLine() != nil { body() }
  }
}
#endif
