import PosternDiagnostics

extension TreeParser {
  /// Says in a user's words why libyaml stopped, at the place that a user would mend.
  mutating func reportProblem(_ problem: YAMLProblem) {
    if problem.isUnreadable {
      let start = min(cursor.base + problem.offset, bytes.count)
      let place = range(bytes: start, min(start + 1, bytes.count))
      let isControl = problem.problem == "control characters are not allowed"
      fail(isControl ? .controlCharacter(at: place) : .notUTF8(isUTF16: false, at: place))
      return
    }
    fail(.yamlSyntax(problem.problem, at: word(at: problem.offset), related: []))
  }

  /// The word at one of libyaml's positions.
  mutating func word(at offset: Int) -> SourceRange {
    let start = cursor.byteOffset(offset)
    return range(bytes: start, endOfWord(start))
  }
}
