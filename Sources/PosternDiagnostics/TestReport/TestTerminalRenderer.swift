/// Shows a report of tests to people: every test by name, what no test touches, then each failure with its place, the
/// difference, and how the decision came about.
public struct TestTerminalRenderer: Sendable {
  /// Whether to write ANSI colours.
  public let colour: Bool
  /// Columns that a line of source may take.
  public let width: Int

  private var paint: Painter { Painter(colour: colour) }

  public init(colour: Bool = false, width: Int = 120) {
    self.colour = colour
    self.width = max(width, 20)
  }

  /// The same colours and width as for findings.
  public init(like renderer: TerminalRenderer) {
    self.init(colour: renderer.colour, width: renderer.width)
  }

  /// All of it, ending with LF.
  public func text(_ report: TestReport) -> String {
    var lines: [String] = []
    for folder in report.folders {
      let suites = report.suites.filter { $0.folder == folder }
      if !lines.isEmpty { lines.append("") }
      lines.append(paint(.title, SafeText.of(folder)) + " in " + list(suites.map(\.environment)))
      let gaps = TestGapsText(colour: colour)
      lines += tests(suites) + gaps.coverage(suites) + gaps.mutants(suites)
    }
    for failed in FailedTest.all(of: report) { lines += [""] + failure(failed) }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: - Names

  private func tests(_ suites: [TestReport.Suite]) -> [String] {
    var order: [(name: String, place: SourcePosition)] = []
    var passed: [String: [String]] = [:]
    var failed: [String: [String]] = [:]
    for suite in suites {
      for test in suite.cases {
        if passed[test.name] == nil, failed[test.name] == nil {
          order.append((test.name, test.place.position))
        }
        if test.failure == nil {
          passed[test.name, default: []].append(suite.environment)
        } else {
          failed[test.name, default: []].append(suite.environment)
        }
      }
    }
    order.sort { a, b in
      a.place.file == b.place.file
        ? (a.place.line, a.place.column) < (b.place.line, b.place.column)
        : precedesInBytes(a.place.file, b.place.file)
    }
    return order.map { test in
      line(test.name, passed: passed[test.name] ?? [], failed: failed[test.name] ?? [], of: suites.count)
    }
  }

  private func line(_ name: String, passed: [String], failed: [String], of all: Int) -> String {
    let name = SafeText.of(name)
    if failed.isEmpty {
      let only = passed.count == all ? "" : "  (in \(list(passed)))"
      return "  " + paint(.help, "✓") + " " + name + only
    }
    if failed.count == all { return "  " + paint(.error, "✗") + " " + name }
    var line = "  " + paint(.error, "✗") + " \(name)  (fails in \(list(failed))"
    if !passed.isEmpty { line += "; passes in \(list(passed))" }
    return line + ")"
  }

  private func list(_ names: [String]) -> String { names.map { SafeText.of($0) }.joined(separator: ", ") }

  // MARK: - Failures

  private func failure(_ failed: FailedTest) -> [String] {
    let places = "  (\(SafeText.of(failed.folder)) in \(list(failed.environments)))"
    var lines = [paint(.error, "failed") + paint(.title, ": " + SafeText.of(failed.name)) + places]
    let marks = failed.failure.differences.map {
      Snippet.Mark(place: $0.place, label: "expected", sign: "^", style: .error)
    }
    let highest = marks.flatMap { $0.place.lines.map(\.number) }.max() ?? 1
    let gutter = String(highest).count
    let blank = String(repeating: " ", count: gutter)
    let start = marks.first?.place.position.text ?? failed.place.position.text
    lines.append(paint(.gutter, "\(blank)--> ") + SafeText.of(start))
    var snippet = Snippet(marks: marks, gutter: gutter, width: width, paint: paint)
    lines += snippet.render()
    lines.append(paint(.gutter, "\(blank) |"))
    for (sign, text) in failed.diff {
      lines.append("\(blank) " + paint(sign == "-" ? .error : .help, "\(sign) \(SafeText.of(text))"))
    }
    for note in failed.failure.notes {
      lines.append("\(blank) " + paint(.gutter, "= ") + paint(.help, "note:") + " " + note)
    }
    lines.append("")
    lines += failed.failure.explanation.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.isEmpty ? "" : "    " + $0 }
    return lines
  }
}
