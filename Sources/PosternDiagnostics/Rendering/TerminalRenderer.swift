/// Shows a report to people, in the manner of rustc:
///
/// ```text
/// error[PST0401]: unknown group
///   --> policies/acme/policy.yaml:52:24
///    |
/// 52 |       when: { group: admin }
///    |                      ^^^^^ `admin` is not declared
///    |
///    = help: did you mean `admins`?
/// ```
///
/// All text of the policy is made safe first: it cannot send commands to the terminal.
public struct TerminalRenderer: Sendable {
  /// Whether to write ANSI colours.
  public let colour: Bool
  /// Columns that a line of source may take; longer ones are cut around what is marked. At least 20.
  public let width: Int

  public init(colour: Bool = false, width: Int = 120) {
    self.colour = colour
    self.width = max(width, 20)
  }

  /// All findings, each followed by an empty line; empty when there are none.
  public func text(_ report: CheckReport) -> String {
    // One behind the other: `joined` looks through every conformance of the program at its first call.
    var all = ""
    for finding in report.findings {
      all += text(finding)
      all += "\n"
    }
    return all
  }

  /// One finding, ending with LF.
  public func text(_ finding: CheckReport.Finding) -> String {
    let paint = Painter(colour: colour)
    let label = paint(finding.severity.style, "\(finding.severity.rawValue)[\(finding.code)]")
    var lines = [label + paint(.title, ": " + SafeText.of(finding.title))]
    let marks = marks(of: finding)
    let highest = marks.flatMap { $0.place.lines.map(\.number) }.max() ?? 1
    let gutter = String(repeating: " ", count: String(highest).count)
    var files: [String] = []
    for mark in marks where !files.contains(mark.place.position.file) {
      files.append(mark.place.position.file)
    }
    for (index, file) in files.enumerated() {
      let here = marks.filter { $0.place.position.file == file }
      if index > 0 { lines.append(paint(.gutter, "\(gutter) |")) }
      let arrow = paint(.gutter, index == 0 ? "\(gutter)--> " : "\(gutter)::: ")
      lines.append(arrow + SafeText.of(here[0].place.position.text))
      var snippet = Snippet(marks: here, gutter: gutter.count, width: width, paint: paint)
      lines += snippet.render()
    }
    let remarks = remarks(of: finding)
    if !remarks.isEmpty { lines.append(paint(.gutter, "\(gutter) |")) }
    for (kind, text) in remarks {
      let indent = String(repeating: " ", count: gutter.count + 5 + kind.count)
      let body = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { SafeText.of(String($0)) }.joined(separator: "\n" + indent)
      lines.append("\(gutter) " + paint(.gutter, "= ") + paint(.help, "\(kind):") + " " + body)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func marks(of finding: CheckReport.Finding) -> [Snippet.Mark] {
    let primary = Snippet.Mark(
      place: finding.place, label: SafeText.of(finding.message), sign: "^", style: finding.severity.style)
    return [primary]
      + finding.related.map {
        Snippet.Mark(place: $0.place, label: SafeText.of($0.message), sign: "-", style: .related)
      }
  }

  private func remarks(of finding: CheckReport.Finding) -> [(String, String)] {
    var remarks: [(String, String)] = []
    if let help = finding.help { remarks.append(("help", help)) }
    remarks += finding.notes.map { ("note", $0) }
    if finding.isPartial {
      let names = finding.environments.map { "`\($0)`" }.joined(separator: ", ")
      let noun = finding.environments.count == 1 ? "environment" : "environments"
      remarks.append(("note", "only in the \(noun) \(names)"))
    }
    return remarks
  }
}
