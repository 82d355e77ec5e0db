#if Server
import CoreMetrics

/// Gives swift-metrics the registry: timers and aggregating recorders become histograms, other recorders gauges.
struct PrometheusFactory: MetricsFactory {
  let registry: PrometheusRegistry

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    registry.series(label, dimensions, kind: .counter)
  }

  func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    registry.series(label, dimensions, kind: .counter)
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    registry.series(label, dimensions, kind: .gauge)
  }

  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    registry.series(label, dimensions, kind: aggregate ? .histogram : .gauge)
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    registry.series(label, dimensions, kind: .histogram)
  }

  // Series stay: a scrape must not lose what was counted.
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}
}
#endif
