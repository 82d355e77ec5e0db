#if Server
import CoreMetrics

/// Takes over swift-metrics for this process, and writes what it counted for a scrape.
public struct MetricsExposition: Sendable {
  let registry = PrometheusRegistry()

  public init() {}

  /// Must be called once at most in a process.
  public func bootstrap() {
    MetricsSystem.bootstrap(PrometheusFactory(registry: registry))
  }

  /// Text exposition format 0.0.4.
  public var text: String { registry.text() }
}
#endif
