import PosternDiagnostics

extension TreeParser {
  /// Looks at what stands before the document: UTF-16 is refused, and so are directives other than one
  /// `%YAML 1.1` or `%YAML 1.2`. libyaml never sees the others: it takes quadratic time over many of them.
  mutating func checkHead() {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      fail(.notUTF8(isUTF16: true, at: range(bytes: 0, 2)))
      return
    }
    if !cursor.isASCII, let separator = lineSeparator() {
      fail(separator)
      return
    }
    var index = cursor.base
    var directives = 0
    while index < bytes.count {
      let line = index
      index = endOfLine(line)
      if isBlankOrComment(line, index) {
        index = skipBreak(index)
        continue
      }
      guard bytes[line] == 0x25 else { return }
      directives += 1
      let words = bytes[line..<index].split { isBlank($0) }
      let isVersion =
        words.count >= 2 && words[0].elementsEqual("%YAML".utf8)
        && (words[1].elementsEqual("1.1".utf8) || words[1].elementsEqual("1.2".utf8))
        && (words.count == 2 || words[2].first == 0x23)
      if !isVersion || directives > 1 {
        fail(.directive(at: range(bytes: line, min(index, line + 80))))
        return
      }
      index = skipBreak(index)
    }
  }

  /// The first U+0085, U+2028 or U+2029: libyaml ends a line there, even a comment, where a reader sees none.
  private func lineSeparator() -> Diagnostic? {
    for index in bytes.indices {
      switch bytes[index] {
      case 0xC2 where bytes[index...].starts(with: [0xC2, 0x85]):
        return .lineSeparator("U+0085", escape: "\\N", at: range(bytes: index, index + 2))
      case 0xE2 where bytes[index...].starts(with: [0xE2, 0x80, 0xA8]):
        return .lineSeparator("U+2028", escape: "\\u2028", at: range(bytes: index, index + 3))
      case 0xE2 where bytes[index...].starts(with: [0xE2, 0x80, 0xA9]):
        return .lineSeparator("U+2029", escape: "\\u2029", at: range(bytes: index, index + 3))
      default: continue
      }
    }
    return nil
  }

  /// Looks at what stands behind the document, which libyaml is not asked to read.
  mutating func checkTail(_ event: YAMLEvent) {
    let place = range(event.start, event.end)
    var index = event.isImplicit ? Int(place.start) : Int(place.end)
    while index < bytes.count {
      let line = index
      index = endOfLine(line)
      let isEnd = bytes[line..<index].starts(with: [0x2E, 0x2E, 0x2E])
      if isEnd || isBlankOrComment(line, index) {
        index = skipBreak(index)
        continue
      }
      let first = bytes[line..<index].firstIndex { !isBlank($0) } ?? line
      let rest = range(bytes: first, endOfWord(first))
      if bytes[line] == 0x25 {
        fail(.directive(at: range(bytes: line, min(index, line + 80))))
        return
      }
      let isDocument = !event.isImplicit || bytes[first..<index].starts(with: [0x2D, 0x2D, 0x2D])
      fail(isDocument ? .secondDocument(at: rest) : .contentAfterEnd(at: rest))
      return
    }
  }

  /// Reports a fault after which the file is not read on.
  mutating func fail(_ diagnostic: Diagnostic) {
    report(diagnostic)
    isBroken = true
  }

  private func isBlankOrComment(_ start: Int, _ end: Int) -> Bool {
    guard let first = bytes[start..<end].first(where: { !isBlank($0) }) else { return true }
    return first == 0x23
  }

  private func endOfLine(_ start: Int) -> Int {
    bytes[start...].firstIndex { isBreak($0) } ?? bytes.count
  }

  private func skipBreak(_ index: Int) -> Int {
    guard index < bytes.count else { return index }
    let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
    return index + (isPair ? 2 : 1)
  }

  /// The end of what stands at `start` up to the next blank, one byte at least where there is one.
  func endOfWord(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, !isBlank(bytes[index]), !isBreak(bytes[index]) { index += 1 }
    return min(max(index, start + 1), bytes.count)
  }
}
