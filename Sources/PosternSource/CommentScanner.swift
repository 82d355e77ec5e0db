import PosternDiagnostics

/// Finds the real comments of a file that begin with `postern:`: libyaml drops comments, so they are looked for in
/// the bytes, outside of all scalars.
struct CommentScanner {
  private static let mark = Array("postern:".utf8)

  let file: FileID
  let source: SourceFile
  /// The bytes of scalars, ascending; of a block scalar, those below its first line.
  private var scalars: [Range<Int>] = []
  /// The line that was looked at last, and where its comment begins.
  private var lastLine: (line: Int, hash: Int?) = (-1, nil)
  /// The lines of comments alone that were looked at last: comments above each other speak of one line.
  private var lastLines = 0..<0

  /// A comment that speaks to Postern.
  struct Comment {
    /// From `postern:` to its end, without blanks at either side.
    var text: String
    var range: SourceRange
    /// The line it speaks of, from 1.
    var appliesTo: Int
  }

  init(file: FileID, source: SourceFile) {
    self.file = file
    self.source = source
  }

  /// Every place where `postern:` stands, in comments or not.
  func marks() -> [Int] {
    let bytes = source.bytes.span
    var found: [Int] = []
    var index = 0
    let length = Self.mark.count
    while index + length <= bytes.count {
      if bytes[index] == UInt8(ascii: "p"), isMark(bytes, index) { found.append(index) }
      index += 1
    }
    return found
  }

  private func isMark(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    for place in Self.mark.indices where bytes[start + place] != Self.mark[place] { return false }
    return true
  }

  /// Takes in where the file has scalars.
  mutating func exclude(scalarsOf parsed: ParsedFile, in tree: SyntaxTree) {
    for index in parsed.nodes {
      let node = tree.nodes[index]
      guard node.flags.kind == .scalar, !node.flags.contains(.alias), node.start < node.end else { continue }
      var start = Int(node.start)
      if node.flags.contains(.block) { start = endOfLine(start) }
      if start < Int(node.end) { scalars.append(start..<Int(node.end)) }
    }
    scalars.sort { $0.lowerBound < $1.lowerBound }
  }

  /// The comment that has nothing but blanks and `#` before the mark; nil when there is none.
  /// - Complexity: over all marks of a file, in their order: linear in the file's size.
  mutating func comment(at mark: Int) -> Comment? {
    let bytes = source.bytes
    let line = lineIndex(mark)
    if lastLine.line != line { lastLine = (line, startOfComment(line)) }
    guard let hash = lastLine.hash, hash < mark,
      bytes[hash..<mark].allSatisfy({ $0 == 0x23 || isBlank($0) })
    else { return nil }
    var end = endOfLine(mark)
    while end > mark, isBlank(bytes[end - 1]) { end -= 1 }
    let range = SourceRange(
      file: file, start: UInt32(truncatingIfNeeded: mark), end: UInt32(truncatingIfNeeded: end))
    var target = line
    if lastLines.contains(line) {
      target = lastLines.upperBound
    } else if isCommentLine(line) {
      repeat { target += 1 } while isCommentLine(target)
      lastLines = line..<target
    }
    return Comment(
      text: String(decoding: bytes[mark..<end], as: UTF8.self), range: range, appliesTo: target + 1)
  }

  /// Where the first comment of a line, from 0, begins.
  private func startOfComment(_ line: Int) -> Int? {
    let start = Int(source.lineStarts[line])
    var index = start
    while index < source.bytes.count, source.bytes[index] != 0x0A, source.bytes[index] != 0x0D {
      if isComment(index, from: start) { return index }
      index += 1
    }
    return nil
  }

  /// Whether a comment begins at this byte: a `#` that begins a line or follows a blank, outside of scalars.
  private func isComment(_ index: Int, from lineStart: Int) -> Bool {
    guard source.bytes[index] == 0x23 else { return false }
    let isFirst = index == lineStart || index == 3 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return (isFirst || isBlank(source.bytes[index - 1])) && !isInScalar(index)
  }

  /// Whether a line, from 0, has a comment and nothing else.
  private func isCommentLine(_ line: Int) -> Bool {
    guard line < source.lineStarts.count else { return false }
    var index = Int(source.lineStarts[line])
    if index == 0, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    let start = index
    while index < source.bytes.count, isBlank(source.bytes[index]) { index += 1 }
    return index < source.bytes.count && isComment(index, from: start)
  }

  private func isInScalar(_ offset: Int) -> Bool {
    var low = 0
    var high = scalars.count
    while low < high {
      let middle = (low + high) / 2
      if scalars[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < scalars.count && scalars[low].contains(offset)
  }

  private func lineIndex(_ offset: Int) -> Int {
    var low = 0
    var high = source.lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(source.lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func endOfLine(_ start: Int) -> Int {
    source.bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.bytes.count
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
