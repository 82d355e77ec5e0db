/// Writes a report as JUnit XML: one suite a policy, one case a finding; a policy without findings is one case
/// that passes.
public struct JUnitRenderer: Sendable {
  /// Whether warnings fail their case too; otherwise they are its output.
  public let strict: Bool

  public init(strict: Bool = false) {
    self.strict = strict
  }

  /// The document, ending with LF.
  public func text(_ report: CheckReport) -> String {
    let suites = report.policies.map { policy in
      (policy: policy, findings: report.findings.filter { $0.policy == policy.name })
    }
    let tests = suites.reduce(0) { $0 + max($1.findings.count, 1) }
    let failures = report.findings.count { fails($0) }
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="postern check" tests="\#(tests)" failures="\#(failures)" errors="0">"#,
    ]
    for suite in suites {
      let failed = suite.findings.count { fails($0) }
      lines.append(
        "  <testsuite name=\(Self.quote(suite.policy.folder)) tests=\"\(max(suite.findings.count, 1))\""
          + " failures=\"\(failed)\" errors=\"0\" skipped=\"0\">")
      if suite.findings.isEmpty {
        lines.append("    <testcase classname=\(Self.quote(suite.policy.folder)) name=\"check\"/>")
      }
      for finding in suite.findings { lines += testCase(finding, in: suite.policy) }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.map { $0 + "\n" }.joined()
  }

  private func fails(_ finding: CheckReport.Finding) -> Bool {
    strict || finding.severity == .error
  }

  private func testCase(_ finding: CheckReport.Finding, in policy: CheckReport.Policy) -> [String] {
    let position = finding.place.position
    let name = "\(finding.code) \(position.text)"
    let body = Self.escape("\(position.text): \(finding.title)\n\(finding.plainText)")
    let open =
      "    <testcase classname=\(Self.quote(policy.folder)) name=\(Self.quote(name))"
      + " file=\(Self.quote(position.file)) line=\"\(position.line)\">"
    guard fails(finding) else {
      return [open, "      <system-out>\(body)</system-out>", "    </testcase>"]
    }
    return [
      open,
      "      <failure type=\(Self.quote(finding.severity.rawValue)) message=\(Self.quote(finding.message))>\(body)</failure>",
      "    </testcase>",
    ]
  }

  /// An attribute's value with its quotes.
  static func quote(_ text: String) -> String {
    "\"\(escape(text))\""
  }

  /// Text of an element or attribute; what XML 1.0 §2.2 does not allow becomes U+FFFD, as does what is invisible or turns
  /// the direction of writing.
  static func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "\t": escaped.append(contentsOf: "&#9;".unicodeScalars)
      case "\r": escaped.append(contentsOf: "&#13;".unicodeScalars)
      case "\n": escaped.append(scalar)
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
      default: escaped.append(SafeText.of(scalar))
      }
    }
    return String(escaped)
  }
}
