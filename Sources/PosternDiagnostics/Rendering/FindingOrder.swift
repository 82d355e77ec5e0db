extension Diagnostic {
  /// One list out of the runs of several environments: what is the same in some of them comes once, with their
  /// names, sorted. What a run without an environment found does not depend on one.
  ///
  /// All runs must speak of the same `SourceMap`. The result is in order of first appearance; `CheckReport`
  /// brings it into the order of the source.
  public static func merge(
    _ runs: [(environment: String?, diagnostics: [Diagnostic])]
  ) -> [Diagnostic] {
    var order: [Diagnostic] = []
    var names: [Diagnostic: Set<String>] = [:]
    var masked: [Diagnostic: Set<SourceRange>] = [:]
    var independent: Set<Diagnostic> = []
    for (environment, diagnostics) in runs {
      for var diagnostic in diagnostics {
        // What is masked may differ from one environment to another, and the finding is still the same.
        let known = diagnostic.environments
        let places = diagnostic.masked
        diagnostic.environments = []
        diagnostic.masked = []
        if names[diagnostic] == nil { order.append(diagnostic) }
        names[diagnostic, default: []].formUnion(known)
        masked[diagnostic, default: []].formUnion(places)
        if let environment {
          names[diagnostic, default: []].insert(environment)
        } else if known.isEmpty {
          independent.insert(diagnostic)
        }
      }
    }
    return order.map { diagnostic in
      var merged = diagnostic
      merged.masked = (masked[diagnostic] ?? []).sorted {
        ($0.file, $0.start, $0.end) < ($1.file, $1.start, $1.end)
      }
      if !independent.contains(diagnostic) {
        merged.environments = (names[diagnostic] ?? []).sorted(by: precedesInBytes)
      }
      return merged
    }
  }
}

/// Order of UTF-8 bytes, which no locale and no Unicode version changes.
func precedesInBytes(_ a: String, _ b: String) -> Bool {
  a.utf8.lexicographicallyPrecedes(b.utf8)
}

extension CheckReport.Finding {
  /// Whether it comes before another: by path in byte order, line, column, then code and message; what is still
  /// equal, by all the rest, so that the order is total.
  func precedes(_ other: CheckReport.Finding) -> Bool {
    let a = place.position
    let b = other.place.position
    if a.file != b.file { return precedesInBytes(a.file, b.file) }
    if (a.line, a.column) != (b.line, b.column) { return (a.line, a.column) < (b.line, b.column) }
    if code != other.code { return precedesInBytes(code, other.code) }
    if message != other.message { return precedesInBytes(message, other.message) }
    if (a.endLine, a.endColumn) != (b.endLine, b.endColumn) {
      return (a.endLine, a.endColumn) < (b.endLine, b.endColumn)
    }
    let mine =
      [policy] + environments + [help ?? ""] + notes + related.map { $0.message + $0.place.position.text }
    let theirs =
      [other.policy] + other.environments + [other.help ?? ""] + other.notes
      + other.related.map { $0.message + $0.place.position.text }
    return mine.lexicographicallyPrecedes(theirs, by: precedesInBytes)
  }
}
