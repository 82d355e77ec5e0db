#if Server
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOConcurrencyHelpers
import NIOCore
import NIOSSL
import ServiceLifecycle

extension BridgeServer {
  /// The public listener: webhook side and page.
  func mainApplication(
    _ engine: ChallengeEngine, _ outbound: OutboundClients, _ started: Started, _ steady: any BridgeClock
  ) throws -> some Service {
    let table = prepared.table
    let configuration = prepared.configuration
    let fetcher = KeySetFetcher(clients: outbound)
    let router = Router(context: BridgeContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestHost())
    router.add(middleware: ContinueInvitation())
    router.add(
      middleware: UnmatchedRequests { path in
        let isWebhook = WebhookEndpoint(path: path, webhookURL: table.current.settings.webhook.url) != nil
        return isWebhook ? "POST" : PageRoutes.methods(of: path)
      })
    let branding = BrandingCache()
    let keys = prepared.keys
    PageRoutes(
      service: engine, clock: steady, publicURL: configuration.publicOrigin(table.current.settings),
      branding: { branding.branding(table.current.settings) }, tokens: { keys.page }
    ).add(to: router)
    WebhookRoutes(
      service: engine,
      authenticator: Authenticator(
        secrets: prepared.secrets, keySets: KeySetCache(clock: clock) { try await fetcher.fetch($0) }),
      settings: { table.current.settings.webhook },
      callers: CallerAddress(trusted: configuration.trustedProxies),
      holds: Holds(limit: configuration.maxHolds), clock: clock, logger: logger
    ).add(to: router)
    let application = Application(
      router: router, server: try server(configuration.tls),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.listen.host, port: configuration.listen.port), serverName: nil),
      onServerRunning: { await started.note(main: $0.localAddress?.port ?? 0) }, logger: logger)
    return Listening(application: application, address: configuration.listen, flag: "--listen")
  }

  /// The admin listener.
  func adminApplication(
    _ store: SQLiteStore, _ circuit: Circuit, _ started: Started
  ) -> some Service {
    let table = prepared.table
    let readiness = StoreReadiness(store, clock: clock)
    let router = Router(context: BridgeContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: UnmatchedRequests { AdminRoutes.paths.contains($0) ? "GET, HEAD" : nil })
    AdminRoutes(registry: registry, refresh: { BridgeMetrics.circuit(isOpen: circuit.state == .open) }) {
      var obstacles = table.current.servicesWithoutSID.map {
        "a plan uses the service `\($0)`, which has no SID"
      }
      if !started.isReady { obstacles.append("starting") }
      if let obstacle = await readiness.obstacle() { obstacles.append(obstacle) }
      return obstacles
    }.add(to: router)
    let listen = prepared.configuration.adminListen
    let application = Application(
      router: router, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(
        address: .hostname(listen.host, port: listen.port), serverName: nil),
      onServerRunning: { await started.note(admin: $0.localAddress?.port ?? 0) }, logger: logger)
    return Listening(application: application, address: listen, flag: "--admin-listen")
  }

  /// HTTP/1.1, in TLS when there is a certificate. Headers and the time for them are bounded before they are looked at.
  private func server(_ tls: BridgeConfiguration.TLS?) throws -> HTTPServerBuilder {
    let base = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [ConnectionWatch()], idleTimeout: .seconds(10),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 20 * 1024, maxHeaderListSize: 20 * 1024, maxHeaderFieldCount: 100)))
    guard let tls else { return base }
    let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let key = try NIOSSLPrivateKey(file: tls.key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    return try .tls(base, tlsConfiguration: configuration)
  }
}

/// Knows when both listeners are bound.
final class Started: Sendable {
  private let ports = NIOLockedValueBox<(main: Int?, admin: Int?)>((nil, nil))
  private let ready: @Sendable (BridgeServer.Ports) async -> Void

  init(_ ready: @escaping @Sendable (BridgeServer.Ports) async -> Void) {
    self.ready = ready
  }

  var isReady: Bool { ports.withLockedValue { $0.main != nil && $0.admin != nil } }

  func note(main: Int? = nil, admin: Int? = nil) async {
    let both = ports.withLockedValue { ports in
      if let main { ports.main = main }
      if let admin { ports.admin = admin }
      return ports
    }
    if let main = both.main, let admin = both.admin {
      await ready(BridgeServer.Ports(main: main, admin: admin))
    }
  }
}

/// Keeps the branding of the table in use: its stylesheet is written once.
final class BrandingCache: Sendable {
  private let kept = NIOLockedValueBox<(digest: String, branding: PageBranding)?>(nil)

  func branding(_ settings: BridgeSettings) -> PageBranding {
    if let kept = kept.withLockedValue({ $0 }), kept.digest == settings.digest { return kept.branding }
    let branding = PageBranding(settings)
    kept.withLockedValue { $0 = (settings.digest, branding) }
    return branding
  }
}
#endif
