extension Diagnostic {
  /// One list out of the runs of several environments: what is the same in some of them comes once, with their
  /// names, sorted. What a run without an environment found does not depend on one.
  ///
  /// The request that shows a finding may differ from one environment to another: then the first environment's is
  /// shown, and says where it is from; the others are kept beside it.
  ///
  /// All runs must speak of the same `SourceMap`. The result is in order of first appearance; `CheckReport`
  /// brings it into the order of the source.
  public static func merge(
    _ runs: [(environment: String?, diagnostics: [Diagnostic])]
  ) -> [Diagnostic] {
    var order: [Diagnostic] = []
    var merged: [Diagnostic: Merged] = [:]
    for (environment, diagnostics) in runs {
      for diagnostic in diagnostics {
        let core = diagnostic.withoutExample
        if merged[core] == nil { order.append(core) }
        merged[core, default: Merged()].add(diagnostic, of: environment)
      }
    }
    return order.compactMap { merged[$0]?.finding }
  }

  /// What makes it the same finding in another environment: all but the request that shows it, and what is masked.
  private var withoutExample: Diagnostic {
    var core = self
    core.message = messageWithoutExample ?? message
    core.notes.removeLast(exampleCount)
    core.exampleCount = 0
    core.environments = []
    core.masked = []
    return core
  }

  /// The lines of its example; where the message names the request, the message too.
  fileprivate var exampleLines: [String] {
    (messageWithoutExample == nil ? [] : [message]) + notes.suffix(exampleCount)
  }
}

/// One finding in the making, out of those of several environments.
private struct Merged {
  /// The same finding with different examples, in order of first appearance, with the environments of each.
  private var variants: [(finding: Diagnostic, environments: Set<String>)] = []
  private var masked: Set<SourceRange> = []
  private var isIndependent = false

  mutating func add(_ diagnostic: Diagnostic, of environment: String?) {
    masked.formUnion(diagnostic.masked)
    var names = Set(diagnostic.environments)
    if let environment {
      names.insert(environment)
    } else if names.isEmpty {
      isIndependent = true
    }
    if let index = variants.firstIndex(where: { $0.finding.exampleLines == diagnostic.exampleLines }) {
      variants[index].environments.formUnion(names)
    } else {
      variants.append((diagnostic, names))
    }
  }

  var finding: Diagnostic? {
    guard
      let shown = variants.firstIndex(where: { !$0.finding.exampleLines.isEmpty }) ?? variants.indices.first
    else { return nil }
    var finding = variants[shown].finding
    finding.masked = masked.sorted { ($0.file, $0.start, $0.end) < ($1.file, $1.start, $1.end) }
    finding.environments =
      isIndependent
      ? [] : variants.reduce(into: Set()) { $0.formUnion($1.environments) }.sorted(by: precedesInBytes)
    guard variants.count > 1 else { return finding }
    finding.notes.removeLast(finding.exampleCount)
    // The message still has the request that it names.
    let above = finding.messageWithoutExample == nil ? [] : ["the request above shows it"]
    let lines = Self.told(
      above + variants[shown].finding.notes.suffix(finding.exampleCount), of: variants[shown].environments)
    finding.notes += lines
    finding.exampleCount = lines.count
    finding.otherExamples = variants.indices.filter { $0 != shown }.flatMap { index in
      Self.told(variants[index].finding.exampleLines, of: variants[index].environments)
    }
    return finding
  }

  private static func told(_ lines: [String], of environments: Set<String>) -> [String] {
    guard !environments.isEmpty else { return lines }
    let names = environments.sorted(by: precedesInBytes).map { "`\($0)`" }.joined(separator: ", ")
    return lines.map { "in \(names): \($0)" }
  }
}
