#if Server
import CoreMetrics
import Testing

@testable import PosternBridge

@Suite struct PrometheusTests {
  let registry = PrometheusRegistry()
  var factory: PrometheusFactory { PrometheusFactory(registry: registry) }

  func lines(_ name: String) -> [String] {
    registry.text().split(separator: "\n").map(String.init).filter { $0.contains(name) }
  }

  @Test func writesCounters() {
    let counter = factory.makeCounter(
      label: "postern_sends_total", dimensions: [("country", "BR"), ("channel", "sms")])
    counter.increment(by: 2)
    counter.increment(by: -1)
    factory.makeCounter(label: "postern_sends_total", dimensions: [("channel", "sms"), ("country", "BR")])
      .increment(by: 1)
    #expect(
      lines("postern_sends_total") == [
        "# HELP postern_sends_total Codes asked of Twilio, by country, channel and outcome.",
        "# TYPE postern_sends_total counter", #"postern_sends_total{channel="sms",country="BR"} 3"#,
      ])
  }

  @Test func writesGaugesAndHistograms() {
    let gauge = factory.makeRecorder(label: "postern_holds", dimensions: [], aggregate: false)
    gauge.record(Int64(7))
    gauge.record(4.5)
    #expect(lines("postern_holds").last == "postern_holds 4.5")
    let timer = factory.makeTimer(label: "postern_store_write_seconds", dimensions: [("a", "b\"\\\n")])
    timer.recordNanoseconds(1_000_000)
    timer.recordNanoseconds(20_000_000_000)
    let written = lines("postern_store_write_seconds")
    #expect(written.contains(#"postern_store_write_seconds_bucket{a="b\"\\\n",le="0.001"} 1"#))
    #expect(written.contains(#"postern_store_write_seconds_bucket{a="b\"\\\n",le="10"} 1"#))
    #expect(written.contains(#"postern_store_write_seconds_bucket{a="b\"\\\n",le="+Inf"} 2"#))
    #expect(written.contains(#"postern_store_write_seconds_sum{a="b\"\\\n"} 20.001"#))
    #expect(written.contains(#"postern_store_write_seconds_count{a="b\"\\\n"} 2"#))
  }

  @Test func seriesOfOneNameAreBounded() {
    for number in 0..<(PrometheusRegistry.maximumSeries + 50) {
      factory.makeCounter(label: "many", dimensions: [("n", String(number))]).increment(by: 1)
    }
    let written = lines("many{")
    #expect(written.count == PrometheusRegistry.maximumSeries + 1)
    #expect(written.contains(#"many{n="other"} 50"#))
  }

  @Test func namesAreMadeFitAndTheOrderIsFixed() {
    factory.makeCounter(label: "9 bad-näme", dimensions: [("la bel", "x")]).increment(by: 1)
    #expect(lines("bad_n").contains(#"_9_bad_n_me{la_bel="x"} 1"#))
    #expect(registry.text() == registry.text())
    let types = lines("# TYPE").map { $0.split(separator: " ")[2] }
    #expect(types == types.sorted())
    #expect(Set(types).isSuperset(of: MetricFamily.all.map { Substring($0.name) }))
  }

  @Test func everyFamilyIsNamedByItsKind() {
    #expect(Set(MetricFamily.all.map(\.name)).count == MetricFamily.all.count)
    for family in MetricFamily.all {
      #expect(family.name.hasSuffix("_total") == (family.kind == .counter), "\(family.name)")
      #expect(family.name.hasSuffix("_seconds") == (family.kind == .histogram), "\(family.name)")
    }
  }
}
#endif
