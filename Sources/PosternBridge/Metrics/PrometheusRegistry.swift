#if Server
import NIOConcurrencyHelpers

/// Every series that was ever recorded, and its text for a scrape. Series of one name are bounded: what comes beyond
/// goes into one with every label `other`.
final class PrometheusRegistry: Sendable {
  static let maximumSeries = 2000

  struct Key: Hashable, Sendable {
    var name: String
    /// As they are written, sorted by name: `{a="b"}`.
    var labels: [Label]
  }

  struct Label: Hashable, Sendable, Comparable {
    var name: String
    var value: String

    static func < (left: Self, right: Self) -> Bool { left.name < right.name }
  }

  private struct State {
    var series: [Key: PrometheusSeries] = [:]
    var counts: [String: Int] = [:]
  }

  private let state = NIOLockedValueBox(State())

  init() {}

  /// The series of a name and its labels; made when it is not there.
  func series(_ name: String, _ dimensions: [(String, String)], kind: MetricFamily.Kind) -> PrometheusSeries {
    let name = Self.cleaned(name)
    let labels = dimensions.map { Label(name: Self.cleaned($0.0), value: $0.1) }.sorted()
    let key = Key(name: name, labels: labels)
    return state.withLockedValue { state in
      if let found = state.series[key] { return found }
      guard state.counts[name, default: 0] < Self.maximumSeries else {
        let other = Key(name: name, labels: labels.map { Label(name: $0.name, value: "other") })
        return Self.find(other, kind, in: &state)
      }
      return Self.find(key, kind, in: &state)
    }
  }

  private static func find(_ key: Key, _ kind: MetricFamily.Kind, in state: inout State) -> PrometheusSeries {
    if let found = state.series[key] { return found }
    let series = PrometheusSeries(kind, bounds: MetricFamily.bounds(key.name))
    state.series[key] = series
    state.counts[key.name, default: 0] += 1
    return series
  }

  /// Text exposition format 0.0.4, families and series in a fixed order.
  func text() -> String {
    let series = state.withLockedValue { $0.series }
    var families: [String: [(key: Key, series: PrometheusSeries)]] = [:]
    for (key, value) in series { families[key.name, default: []].append((key, value)) }
    let known = Dictionary(uniqueKeysWithValues: MetricFamily.all.map { ($0.name, $0) })
    var text = ""
    for name in Set(families.keys).union(known.keys).sorted() {
      let list = (families[name] ?? []).sorted {
        PrometheusText.labels($0.key.labels) < PrometheusText.labels($1.key.labels)
      }
      guard let kind = list.first?.series.kind ?? known[name]?.kind else { continue }
      if let help = known[name]?.help { text += "# HELP \(name) \(help)\n" }
      text += "# TYPE \(name) \(kind.rawValue)\n"
      for (key, series) in list where series.kind == kind { text += series.text(name, key.labels) }
    }
    return text
  }

  /// A name of `[a-zA-Z_:][a-zA-Z0-9_:]*`.
  private static func cleaned(_ name: String) -> String {
    // Nearly all are.
    let isClean = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    if isClean, !name.isEmpty { return name }
    var result = ""
    for scalar in name.unicodeScalars {
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
      let isDigit = ("0"..."9").contains(scalar)
      if isDigit && result.isEmpty { result = "_" }
      result.unicodeScalars.append(isLetter || isDigit ? scalar : "_")
    }
    return result.isEmpty ? "_" : result
  }
}

/// Writes parts of the text format.
enum PrometheusText {
  /// `{a="b",c="d"}`; nothing without labels.
  static func labels(_ labels: [PrometheusRegistry.Label]) -> String {
    if labels.isEmpty { return "" }
    return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
  }

  /// A value as Go reads it.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return value.description
  }

  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
#endif
