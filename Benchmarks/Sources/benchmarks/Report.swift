/// What has been found out: printed line by line, and whether anything is beyond its bound.
struct Report {
  private(set) var failures: [String] = []

  func section(_ title: String) { print("\n\(title)") }

  /// A ratio of two things measured side by side.
  mutating func ratio(_ name: String, _ comparison: Comparison, bound: Double?, in unit: Unit) {
    let times = "\(unit.text(comparison.ours)) against \(unit.text(comparison.theirs))"
    line(
      name, "\(Self.decimal(comparison.ratio, 2)) ×", limit: bound.map { "\(Self.decimal($0, 1)) ×" } ?? "",
      note: times)
    judge(name, comparison.ratio <= bound ?? .infinity)
  }

  /// A figure with a bound.
  mutating func figure(_ name: String, _ value: Double, bound: Double, in unit: Unit, note: String = "") {
    line(name, unit.text(value), limit: unit.text(bound), note: note)
    judge(name, value <= bound)
  }

  /// A figure that may not be below a bound.
  mutating func figure(
    _ name: String, _ value: Double, atLeast bound: Double, in unit: Unit, note: String = ""
  ) {
    line(name, unit.text(value), limit: "\(unit.text(bound)) or more", note: note)
    judge(name, value >= bound)
  }

  /// A figure of no bound.
  func figure(_ name: String, _ value: Double, in unit: Unit, note: String = "") {
    line(name, unit.text(value), limit: "", note: note)
  }

  /// Something that could not be measured.
  mutating func fault(_ name: String, _ reason: String) {
    line(name, reason, limit: "", note: "")
    failures.append("\(name): \(reason)")
  }

  private mutating func judge(_ name: String, _ holds: Bool) {
    if !holds { failures.append("\(name): beyond its bound") }
  }

  private func line(_ name: String, _ value: String, limit: String, note: String) {
    let head = "  \(Self.padded(name, 52))\(Self.padded(value, 12, right: true))"
    let bound = limit.isEmpty ? "" : "bound \(limit)"
    print("\(head)   \(Self.padded(bound, 24))\(note)")
  }

  private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return right ? space + text : text + space
  }

  static func decimal(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let scale = [1.0, 10, 100, 1000][places]
    let scaled = Int((value * scale).rounded())
    guard places > 0 else { return grouped(scaled) }
    let rest = String(abs(scaled) % Int(scale))
    return "\(scaled / Int(scale))." + String(repeating: "0", count: places - rest.count) + rest
  }

  private static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var groups: [String] = []
    while digits.count > 3 {
      groups.append(String(digits.suffix(3)))
      digits.removeLast(3)
    }
    return ([digits] + groups.reversed()).joined(separator: ",")
  }
}

/// How a figure is shown.
enum Unit {
  /// Given in nanoseconds.
  case nanoseconds, microseconds, milliseconds
  /// Given in bytes.
  case kilobytes
  /// Given as they are.
  case count

  func text(_ value: Double) -> String {
    switch self {
    case .nanoseconds: "\(Report.decimal(value, 1)) ns"
    case .microseconds: "\(Report.decimal(value / 1e3, 1)) µs"
    case .milliseconds: "\(Report.decimal(value / 1e6, 2)) ms"
    case .kilobytes: "\(Report.decimal(value / 1e3, 0)) KB"
    case .count: Report.decimal(value, 0)
    }
  }
}
