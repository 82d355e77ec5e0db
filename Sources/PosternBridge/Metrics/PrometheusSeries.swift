#if Server
import CoreMetrics
import NIOConcurrencyHelpers

/// One series: a counter, a gauge or a histogram.
final class PrometheusSeries: Sendable {
  private struct State {
    var value = 0.0
    /// Observations in each bucket, the last one without a bound.
    var buckets: [UInt64] = []
    var count: UInt64 = 0
  }

  let kind: MetricFamily.Kind
  private let bounds: [Double]
  private let state: NIOLockedValueBox<State>

  init(_ kind: MetricFamily.Kind, bounds: [Double]) {
    self.kind = kind
    self.bounds = kind == .histogram ? bounds : []
    state = NIOLockedValueBox(
      State(buckets: kind == .histogram ? Array(repeating: 0, count: bounds.count + 1) : []))
  }

  /// A counter never falls; what would make it is passed over.
  func add(_ amount: Double) {
    guard amount.isFinite, kind == .gauge || amount >= 0 else { return }
    state.withLockedValue { $0.value += amount }
  }

  func put(_ value: Double) {
    state.withLockedValue { $0.value = value }
  }

  /// - Parameter value: seconds.
  func observe(_ value: Double) {
    guard value.isFinite else { return }
    let index = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLockedValue { state in
      state.value += value
      state.count &+= 1
      if index < state.buckets.count { state.buckets[index] &+= 1 }
    }
  }

  /// Its lines.
  func text(_ name: String, _ labels: [PrometheusRegistry.Label]) -> String {
    // With storage of its own, so that whoever observes meanwhile need not copy all of it.
    let state = state.withLockedValue { state in
      var copy = state
      copy.buckets = state.buckets.map { $0 }
      return copy
    }
    guard kind == .histogram else {
      return "\(name)\(PrometheusText.labels(labels)) \(PrometheusText.number(state.value))\n"
    }
    var text = ""
    var sum: UInt64 = 0
    for (index, count) in state.buckets.enumerated() {
      sum &+= count
      let bound = index < bounds.count ? PrometheusText.number(bounds[index]) : "+Inf"
      let all = PrometheusText.labels(labels + [PrometheusRegistry.Label(name: "le", value: bound)])
      text += "\(name)_bucket\(all) \(sum)\n"
    }
    let all = PrometheusText.labels(labels)
    return text
      + "\(name)_sum\(all) \(PrometheusText.number(state.value))\n\(name)_count\(all) \(state.count)\n"
  }
}

extension PrometheusSeries: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler,
  TimerHandler
{
  func increment(by amount: Int64) { add(Double(amount)) }
  func increment(by amount: Double) { add(amount) }
  func decrement(by amount: Double) { add(-amount) }
  func reset() { put(0) }
  func set(_ value: Int64) { put(Double(value)) }
  func set(_ value: Double) { put(value) }
  func record(_ value: Int64) { record(Double(value)) }
  func record(_ value: Double) { kind == .gauge ? put(value) : observe(value) }
  func recordNanoseconds(_ duration: Int64) { observe(Double(duration) / 1e9) }
}
#endif
