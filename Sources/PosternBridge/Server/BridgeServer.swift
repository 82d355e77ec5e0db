#if Server
import AsyncHTTPClient
import Hummingbird
import HummingbirdTLS
public import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOSSL
import ServiceLifecycle
import UnixSignals

/// One process of the bridge, from its configuration to its end.
public struct BridgeServer: Sendable {
  /// The ports that were bound.
  public struct Ports: Sendable, Equatable {
    public var main: Int
    public var admin: Int
  }

  let prepared: PreparedBridge
  let registry: PrometheusRegistry
  let environment: [String: String]
  let clock: any BridgeClock
  let logger: Logger

  /// Reads table and secrets and checks everything that can be checked before a port is opened.
  /// - Throws: `ConfigurationError`.
  public init(
    _ configuration: BridgeConfiguration, environment: [String: String], metrics: MetricsExposition,
    clock: any BridgeClock = SystemClock(), logger: Logger
  ) throws(ConfigurationError) {
    prepared = try PreparedBridge(configuration, environment: environment)
    registry = metrics.registry
    self.environment = environment
    self.clock = clock
    self.logger = logger
  }

  /// What an operator should know though it hinders nothing.
  public var warnings: [String] { prepared.warnings }

  /// Opens the store, writes to it, and closes it again.
  /// - Throws: `StoreError`.
  public func checkStore() async throws {
    try await openStore().close()
  }

  /// A store that can be read only is none to serve from.
  private func openStore() async throws -> SQLiteStore {
    let store = try await prepared.openStore()
    do {
      try await store.proveWritable()
    } catch {
      try? await store.close()
      throw error
    }
    return store
  }

  /// Serves until SIGTERM or SIGINT; then stops accepting, answers who is held, and finishes what runs.
  /// - Parameter ready: called when both listeners are bound.
  /// - Throws: `StoreError`, and what keeps a port from being bound.
  public func run(ready: @escaping @Sendable (Ports) async -> Void = { _ in }) async throws {
    for warning in warnings { logger.warning("\(warning)") }
    let store = try await openStore()
    let outbound = OutboundClients()
    let http = TwilioClient.makeHTTPClient()
    do {
      try await serve(store, outbound, http, ready)
    } catch {
      try? await close(store, outbound, http)
      throw error
    }
    try await close(store, outbound, http)
  }

  /// The store remembers keys that have become current.
  private func agree(_ store: SQLiteStore) async {
    do {
      try await store.agree(with: prepared.keys.store)
    } catch {
      logger.error("the store and the keys do not agree", metadata: ["why": "\(error)"])
    }
  }

  private func close(_ store: SQLiteStore, _ outbound: OutboundClients, _ http: HTTPClient) async throws {
    await outbound.shutdown()
    try? await http.shutdown()
    try await store.close()
  }

  private func serve(
    _ store: SQLiteStore, _ outbound: OutboundClients, _ http: HTTPClient,
    _ ready: @escaping @Sendable (Ports) async -> Void
  ) async throws {
    let table = prepared.table
    let blocks = BlockSource(path: prepared.configuration.blockFile, logger: logger)
    let circuit = Circuit(clock: clock)
    let steady = steadyClock()
    let metered = MeteredStore(inner: store, clock: clock)
    let engine = engine(metered, blocks, try verify(http, circuit), steady)
    let callbacks = CallbackSender(
      secrets: prepared.secrets, settings: { table.current.settings }, clients: outbound, clock: clock,
      logger: logger)
    let notifier = SystemdNotifier(environment: environment)
    let started = Started { ports in
      await notifier.send("READY=1")
      await ready(ports)
    }
    let services: [any Service] = [
      StoreKeeping(store: store, clock: clock, logger: logger),
      EngineRunning(engine: engine, callbacks: callbacks),
      Reloading(prepared: prepared, blocks: blocks, clock: clock, logger: logger) {
        circuit.reset()
        Task { await agree(store) }
      },
      SystemdWatching(notifier: notifier, clock: clock),
      adminApplication(store, circuit, started), try mainApplication(engine, outbound, started, steady),
    ]
    var group = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(30)
    try await ServiceGroup(configuration: group).run()
  }

  private func engine(
    _ store: any ChallengeStore, _ blocks: BlockSource, _ verify: any VerifyAPI, _ clock: any BridgeClock
  ) -> ChallengeEngine {
    let table = prepared.table
    let keys = prepared.keys
    var options = EngineOptions(
      publicURL: prepared.configuration.publicOrigin(table.current.settings), owner: PageTokens.random())
    options.answerWithin = prepared.configuration.answerWithin
    options.keep = prepared.configuration.keep
    return ChallengeEngine(
      EngineParts(
        table: { table.current }, store: store, verify: verify, clock: clock,
        keys: keys.store, tokens: keys.page, blocks: { BlockList(blocks.current) },
        observer: ChallengeRecords(logger: logger, clock: clock)),
      options)
  }

  /// The clock of challenges, which is never set back.
  private func steadyClock() -> SteadyClock {
    let logger = logger
    return SteadyClock(clock) { step in
      BridgeMetrics.clockStep()
      logger.error("the clock was set", metadata: ["milliseconds": "\(step)"])
    }
  }

  /// Twilio, kept within what the account bears.
  private func verify(_ http: HTTPClient, _ circuit: Circuit) throws -> any VerifyAPI {
    let secrets = prepared.secrets
    let table = prepared.table
    // Key and secret are those of the moment; without an account there is no secret, and nothing is sent.
    let client = TwilioClient(
      http: http, endpoint: try TwilioEndpoint(prepared.configuration.twilioURL),
      apiKey: table.current.settings.twilio?.apiKey ?? "",
      secret: { (table.current.settings.twilio?.apiSecret).flatMap { secrets.values($0).first } })
    let guarded = GuardedVerifyAPI(
      MeteredVerifyAPI(inner: client, clock: clock), circuit: circuit,
      bound: CallBound(clock: clock))
    return Retrying(guarded, clock: clock)
  }
}
#endif
