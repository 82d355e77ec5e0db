/// Writes a report of tests as JUnit XML: one suite a policy and environment, one case a test.
public struct TestJUnitRenderer: Sendable {
  public init() {}

  /// The document, ending with LF.
  public func text(_ report: TestReport) -> String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="postern test" tests="\#(report.tests)" failures="\#(report.failed)" errors="0">"#,
    ]
    for suite in report.suites {
      let name = JUnitRenderer.quote("\(suite.folder) \(suite.environment)")
      lines.append(
        "  <testsuite name=\(name) tests=\"\(suite.cases.count)\" failures=\"\(suite.failed)\""
          + " errors=\"0\" skipped=\"0\">")
      for test in suite.cases { lines += testCase(test, className: name) }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.map { $0 + "\n" }.joined()
  }

  private func testCase(_ test: TestReport.Case, className: String) -> [String] {
    let position = test.place.position
    let open =
      "    <testcase classname=\(className) name=\(JUnitRenderer.quote(test.name))"
      + " file=\(JUnitRenderer.quote(position.file)) line=\"\(position.line)\""
    guard let failure = test.failure else { return [open + "/>"] }
    let diff = failure.differences.map {
      "\($0.place.position.text)\n- \($0.expected.text)\n+ \($0.actual.text)\n"
    }
    let notes = failure.notes.map { "note: \($0)\n" }
    let body = JUnitRenderer.escape((diff + notes).joined() + "\n" + failure.explanation)
    return [
      open + ">",
      "      <failure type=\"expectation\" message=\(JUnitRenderer.quote(failure.message))>\(body)</failure>",
      "    </testcase>",
    ]
  }
}

extension TestReport.Failure {
  /// In one line, such as `expected send: sms; decided deny: country-blocked`.
  var message: String {
    differences.map { "expected \($0.expected.text); decided \($0.actual.text)" }.joined(separator: "; ")
  }
}
