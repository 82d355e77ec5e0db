#if Server
import Foundation

/// What has been found out: printed line by line, and what is beyond its bound.
struct LoadReport {
  private(set) var failures: [String] = []

  func section(_ title: String) { print("\n\(title)") }

  /// A figure that may not exceed a bound.
  mutating func figure(
    _ name: String, _ value: Double, atMost bound: Double?, _ unit: String, note: String = "",
    isJudged: Bool = true
  ) {
    line(name, value, bound.map { "≤ \(Self.text($0, unit))" }, unit, note)
    guard let bound, !(value <= bound) else { return }
    if isJudged {
      failures.append("\(name): \(Self.text(value, unit))")
    } else {
      print("    beyond its bound")
    }
  }

  /// A figure that may not be below a bound.
  mutating func figure(
    _ name: String, _ value: Double, atLeast bound: Double?, _ unit: String, note: String = ""
  ) {
    line(name, value, bound.map { "≥ \(Self.text($0, unit))" }, unit, note)
    if let bound, !(value >= bound) { failures.append("\(name): \(Self.text(value, unit))") }
  }

  /// Something that must hold.
  mutating func expect(_ name: String, _ holds: Bool, _ seen: String) {
    print("  " + name.padding(toLength: 46, withPad: " ", startingAt: 0) + (holds ? "yes" : "NO: \(seen)"))
    if !holds { failures.append("\(name): \(seen)") }
  }

  private func line(_ name: String, _ value: Double, _ bound: String?, _ unit: String, _ note: String) {
    let figure = Self.text(value, unit)
    let space = String(repeating: " ", count: max(1, 14 - figure.count))
    let head = "  " + name.padding(toLength: 46, withPad: " ", startingAt: 0) + space + figure
    print(head + "   " + (bound ?? "").padding(toLength: 20, withPad: " ", startingAt: 0) + note)
    fflush(nil)
  }

  private static func text(_ value: Double, _ unit: String) -> String {
    (value < 100 ? String(format: "%.2f", value) : String(format: "%.0f", value)) + " " + unit
  }
}
#endif
