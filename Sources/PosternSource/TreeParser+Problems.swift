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
    let offset = cursor.byteOffset(problem.offset)
    let context = problem.contextOffset.map { cursor.byteOffset($0) } ?? offset
    let place = range(bytes: offset, endOfWord(offset))
    let byte = offset < bytes.count ? bytes[offset] : 0
    switch (problem.problem, problem.context) {
    case (let text, _) where text.hasPrefix("did not find expected ',' or "):
      reportInBrackets(offset, opened: context)
    case ("did not find expected key", _) where byte == 0x3A: fail(.emptyKey(at: one(offset)))
    case ("did not find expected key", _): reportBadLine(offset, opened: context, isList: false)
    case ("did not find expected '-' indicator", _): reportBadLine(offset, opened: context, isList: true)
    case ("found unexpected end of stream", _), ("found unexpected document indicator", _):
      fail(.unclosedQuote(character(context), at: one(context), end: range(bytes: offset, offset)))
    case (let text, _) where text.hasPrefix("found a tab character"): fail(.tabIndentation(at: one(offset)))
    case ("found character that cannot start any token", _):
      fail(
        byte == 0x09
          ? .tabIndentation(at: one(offset)) : .reservedCharacter(character(offset), at: one(offset)))
    case ("found unknown escape character", _):
      let escape = range(bytes: offset, endOfScalar(offset + 1))
      fail(.unknownEscape(text(escape), at: escape))
    case ("did not find expected hexdecimal number", _), ("found invalid Unicode character escape code", _):
      let escape = numericEscape(digitsAt: offset)
      fail(.unknownEscape(text(escape), at: escape))
    case ("mapping values are not allowed in this context", _): fail(.strayColon(at: one(offset)))
    case ("could not find expected ':'", _):
      fail(.missingColon(at: range(bytes: context, min(endOfText(context), max(offset, context)))))
    case ("did not find expected <document start>", _): fail(.contentAfterEnd(at: place))
    case (_, "while scanning a directive"), (_, "while scanning a %YAML directive"),
      (_, "while scanning a %TAG directive"):
      fail(.directive(at: range(bytes: context, endOfText(context))))
    case ("found undefined tag handle", _):
      let tag = range(bytes: context, endOfWord(context))
      fail(.unknownTag(text(tag), at: tag))
    case ("did not find expected node content", _) where byte == 0x5D || byte == 0x7D:
      fail(.strayBracket(character(offset), at: one(offset)))
    case ("did not find expected node content", "while parsing a flow node") where byte == 0x3A:
      fail(.emptyKey(at: one(offset)))
    case ("did not find expected node content", "while parsing a flow node")
    where byte != 0x2C && opensBracket:
      let opened = frames.last { $0.isFlow }.map { Int(tree.nodes[Int($0.node.raw)].start) }
      reportInBrackets(offset, opened: opened ?? context)
    default:
      let related = context == offset ? [] : [range(bytes: context, endOfWord(context))]
      fail(.yamlSyntax(libyaml: problem.problem, at: place, related: related))
    }
  }

  /// An escape such as `\\ud83d`, by the place of its digits.
  private func numericEscape(digitsAt start: Int) -> SourceRange {
    let begin = max(start - 2, 0)
    let digits = start > 0 && bytes[start - 1] == UInt8(ascii: "x") ? 2 : 4
    var end = start
    while end < min(start + digits, bytes.count), UnicodeScalar(bytes[end]).properties.isASCIIHexDigit {
      end += 1
    }
    return range(bytes: begin, end)
  }

  private var opensBracket: Bool { frames.contains { $0.isFlow } }

  /// A part of a list or mapping in brackets that is followed by neither a comma nor the closing bracket.
  private mutating func reportInBrackets(_ offset: Int, opened: Int) {
    if offset > 0, offset < bytes.count, bytes[offset] == 0x7B, bytes[offset - 1] == 0x24 {
      reportUnquotedVariable(brace: offset)
      return
    }
    if reportRunawayQuote(before: offset) { return }
    let opening = character(opened)
    let closing = opening == "[" ? "]" : "}"
    let isOutdented = column(indentationOf: offset) <= column(indentationOf: opened)
    if offset == bytes.count || (isOutdented && startOfLine(offset) > opened) {
      fail(
        .unclosedBracket(
          opening, closing: closing, at: one(opened),
          related: RelatedPlace.readUpTo(range(bytes: offset, endOfWord(offset)))))
    } else {
      let place = range(bytes: offset, endOfWord(offset))
      fail(
        .unclosedBracket(
          opening, closing: closing, at: place, related: RelatedPlace.bracketOpened(one(opened))))
    }
  }

  /// A line that is no part of the mapping or list it should belong to.
  private mutating func reportBadLine(_ offset: Int, opened: Int, isList: Bool) {
    if reportRunawayQuote(before: offset) { return }
    let place = range(bytes: offset, endOfWord(offset))
    let isWholeLine = bytes[startOfLine(offset)..<offset].allSatisfy { isBlank($0) }
    if isWholeLine {
      let head = range(bytes: opened, endOfWord(opened))
      fail(.indentation(isList: isList, at: place, opened: head))
    } else if offset < bytes.count, bytes[offset] == 0x5D || bytes[offset] == 0x7D {
      fail(.strayBracket(character(offset), at: one(offset)))
    } else {
      fail(.contentBehindValue(at: range(bytes: offset, endOfText(offset))))
    }
  }

  /// A quoted text of several lines with more behind it began, most likely, with a quote that was never closed.
  private mutating func reportRunawayQuote(before offset: Int) -> Bool {
    guard let last = tree.nodes.last, last.file == file.index, Int(last.end) <= offset,
      last.flags.isDisjoint(with: [.plain, .block, .mapping, .sequence]),
      bytes[Int(last.end)..<offset].allSatisfy({ isBlank($0) }),
      startOfLine(offset) > Int(last.start)
    else { return false }
    let start = Int(last.start)
    let end = range(bytes: Int(last.end) - 1, Int(last.end))
    fail(.unclosedQuote(character(start), at: one(start), end: end))
    return true
  }

  /// The Unicode scalar at a byte, as a text.
  private func character(_ offset: Int) -> String { text(one(offset)) }

  /// The Unicode scalar at a byte; nothing at the end of the file.
  private func one(_ offset: Int) -> SourceRange { range(bytes: offset, endOfScalar(offset)) }

  private func endOfScalar(_ offset: Int) -> Int {
    var end = min(offset + 1, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private func startOfLine(_ offset: Int) -> Int {
    var start = min(offset, bytes.count)
    while start > cursor.base, !isBreak(bytes[start - 1]) { start -= 1 }
    return start
  }

  private func column(indentationOf offset: Int) -> Int {
    let start = startOfLine(offset)
    return (bytes[start...].firstIndex { !isBlank($0) } ?? bytes.count) - start
  }

  /// The end of what stands on the line of `start`, without blanks behind it.
  private func endOfText(_ start: Int) -> Int {
    var end = bytes[start...].firstIndex { isBreak($0) } ?? bytes.count
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return end
  }
}
