/// Writes the failures of a report of tests as workflow commands of GitHub Actions, one annotation a line, each at the
/// first expectation that does not hold.
public struct TestGitHubRenderer: Sendable {
  public init() {}

  /// All failures; empty when there are none.
  public func text(_ report: TestReport) -> String {
    FailedTest.all(of: report).map { text($0) + "\n" }.joined()
  }

  private func text(_ failed: FailedTest) -> String {
    let place = failed.failure.differences.first?.place ?? failed.place
    var properties = [("file", place.position.file), ("line", "\(place.position.line)")]
    if place.position.line == place.position.endLine {
      properties += [
        ("endLine", "\(place.position.line)"), ("col", "\(place.utf16Column)"),
        ("endColumn", "\(place.utf16EndColumn)"),
      ]
    } else {
      properties.append(("endLine", "\(place.lines.last?.number ?? place.position.endLine)"))
    }
    properties.append(("title", "test failed: \(failed.name)"))
    let list = properties.map { "\($0.0)=\(GitHubRenderer.escape($0.1, inProperty: true))" }
      .joined(separator: ",")
    var lines = ["in " + failed.environments.joined(separator: ", ")]
    lines += failed.diff.map { "\($0.sign) \($0.text)" } + failed.failure.notes.map { "note: \($0)" }
    lines += ["", failed.failure.explanation]
    var message = lines.joined(separator: "\n")
    while message.hasSuffix("\n") { message.removeLast() }
    return "::error \(list)::\(GitHubRenderer.escape(message, inProperty: false))"
  }
}
