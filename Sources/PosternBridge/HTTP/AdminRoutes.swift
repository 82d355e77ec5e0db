#if Server
import Hummingbird
import NIOCore
import PosternJSON

/// The admin listener: health, readiness, metrics. Never on the public listener.
struct AdminRoutes: Sendable {
  var registry: PrometheusRegistry
  /// Brings gauges up to date before a scrape.
  var refresh: @Sendable () -> Void = {}
  /// What keeps the bridge from serving, in a few words each; empty when it serves.
  var obstacles: @Sendable () async -> [String]

  static let paths = ["/healthz", "/readyz", "/metrics"]

  func add(to router: Router<BridgeContext>) {
    router.get("/healthz") { _, _ in Response.json(.ok, ["status": "ok"]) }
    router.get("/readyz") { _, _ in
      let obstacles = await obstacles()
      let isReady = obstacles.isEmpty
      return Response.json(
        isReady ? .ok : .serviceUnavailable,
        ["status": .string(isReady ? "ready" : "not-ready"), "obstacles": .strings(obstacles)])
    }
    router.get("/metrics") { _, _ in
      refresh()
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: registry.text())))
    }
  }
}
#endif
