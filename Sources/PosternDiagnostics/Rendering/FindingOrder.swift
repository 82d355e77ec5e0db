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
      [policy] + environments + [help ?? ""] + notes + otherExamples
      + related.map { $0.message + $0.place.position.text }
    let theirs =
      [other.policy] + other.environments + [other.help ?? ""] + other.notes + other.otherExamples
      + other.related.map { $0.message + $0.place.position.text }
    return mine.lexicographicallyPrecedes(theirs, by: precedesInBytes)
  }
}
