/// One line of source, or the part of a long line that matters, with secrets already masked.
public struct ExcerptLine: Sendable, Hashable {
  /// From 1.
  public let number: Int
  /// The text without the line's end; each secret is `***`. Control characters are as they were.
  public let text: String
  /// First marked scalar of `text`, from 0.
  public let markStart: Int
  /// Behind the last marked scalar of `text`, `markStart` … count of scalars.
  public let markEnd: Int
  /// Whether the line begins before `text`.
  public let isCutBefore: Bool
  /// Whether the line goes on behind `text`.
  public let isCutAfter: Bool
}

/// A place of a finding, as any output needs it.
public struct ReportedPlace: Sendable, Hashable {
  /// Path as given, lines, columns in Unicode scalars, all from 1.
  public let position: SourcePosition
  /// First column, from 1, in UTF-16 code units.
  public let utf16Column: Int
  /// Column behind the last one, from 1, in UTF-16 code units.
  public let utf16EndColumn: Int
  /// The lines of the place, at least one; of many lines the first four and the last.
  public let lines: [ExcerptLine]
  /// Whether `lines` has all lines of the place.
  public let hasAllLines: Bool

  /// The marked text itself, secrets masked; nil when it is empty, or not whole in `lines`.
  public var snippet: String? {
    guard hasAllLines, !lines.contains(where: { $0.isCutBefore || $0.isCutAfter }) else { return nil }
    let parts = lines.map { line in
      String(
        String.UnicodeScalarView(line.text.unicodeScalars.prefix(line.markEnd).dropFirst(line.markStart)))
    }
    let text = parts.joined(separator: "\n")
    return text.isEmpty ? nil : text
  }
}

/// Takes places and their lines out of the files of one policy.
struct Excerpter {
  /// Bytes of a line that are kept; the rest of a longer one is cut.
  private static let window = 1024
  /// Of those, bytes before the mark.
  private static let lead = 256

  private let sources: SourceMap
  /// Secrets by file, sorted and apart.
  private let masked: [FileID: [Range<Int>]]
  private var indexes: [FileID: ColumnIndex] = [:]

  /// - Parameter masked: bytes that no excerpt may show, in any order.
  init(_ sources: SourceMap, masked: [SourceRange]) {
    self.sources = sources
    var ranges: [FileID: [Range<Int>]] = [:]
    for range in masked.sorted(by: { ($0.file, $0.start) < ($1.file, $1.start) })
    where range.start < range.end {
      let bytes = Int(range.start)..<Int(range.end)
      if let last = ranges[range.file]?.last, bytes.lowerBound <= last.upperBound {
        ranges[range.file]?.removeLast()
        ranges[range.file]?.append(last.lowerBound..<max(last.upperBound, bytes.upperBound))
      } else {
        ranges[range.file, default: []].append(bytes)
      }
    }
    self.masked = ranges
  }

  /// The place of a range with its lines.
  mutating func place(_ range: SourceRange) -> ReportedPlace {
    let file = sources[range.file]
    let index = indexes[range.file] ?? ColumnIndex(file)
    indexes[range.file] = index
    let start = index.place(of: range.start)
    let end = index.place(of: range.end)
    // A range that ends with a line's end is shown on that line.
    let isAtLineStart = end.column == 1 && end.line > start.line
    let last = isAtLineStart ? end.line - 1 : end.line
    let isLong = last - start.line >= 6
    let numbers = isLong ? Array(start.line..<(start.line + 4)) + [last] : Array(start.line...last)
    return ReportedPlace(
      position: SourcePosition(
        file: file.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column),
      utf16Column: start.utf16Column, utf16EndColumn: end.utf16Column,
      lines: numbers.map { line($0, of: file, index, masked[range.file] ?? [], mark: range) },
      hasAllLines: !isLong)
  }

  private func line(
    _ number: Int, of file: SourceFile, _ index: ColumnIndex, _ masked: [Range<Int>], mark: SourceRange
  ) -> ExcerptLine {
    let whole = index.bytes(ofLine: number - 1)
    let markStart = min(max(Int(mark.start), whole.lowerBound), whole.upperBound)
    let markEnd = min(max(Int(mark.end), markStart), whole.upperBound)
    let shown = Self.shownPart(of: whole, around: markStart, in: file.bytes)
    var secrets = masked.filter { $0.overlaps(shown) }[...]
    var text: [UInt8] = []
    text.reserveCapacity(shown.count)
    var count = 0
    var marked = (start: 0, end: 0)
    var offset = shown.lowerBound
    while offset < shown.upperBound {
      var next = offset + 1
      var scalars = 1
      let byte = file.bytes[offset]
      if let secret = secrets.first, secret.contains(offset) {
        secrets.removeFirst()
        next = min(secret.upperBound, shown.upperBound)
        scalars = 3
        text += [0x2A, 0x2A, 0x2A]
      } else if byte < 0x80 {
        text.append(byte)
      } else {
        while next < shown.upperBound, file.bytes[next] & 0xC0 == 0x80 { next += 1 }
        let repaired = String(decoding: file.bytes[offset..<next], as: UTF8.self)
        scalars = repaired.unicodeScalars.count
        text += Array(repaired.utf8)
      }
      if offset <= markStart { marked.start = next <= markStart ? count + scalars : count }
      count += scalars
      if offset < markEnd { marked.end = count }
      offset = next
    }
    return ExcerptLine(
      number: number, text: String(decoding: text, as: UTF8.self), markStart: marked.start,
      markEnd: max(marked.start, marked.end),
      isCutBefore: shown.lowerBound > whole.lowerBound, isCutAfter: shown.upperBound < whole.upperBound)
  }

  /// The part of a line that is kept, cut between scalars.
  private static func shownPart(of line: Range<Int>, around mark: Int, in bytes: [UInt8]) -> Range<Int> {
    guard line.count > window else { return line }
    var low = max(line.lowerBound, min(mark - lead, line.upperBound - window))
    var high = min(line.upperBound, low + window)
    for _ in 0..<3 {
      if low > line.lowerBound, bytes[low] & 0xC0 == 0x80 { low -= 1 }
      if high < line.upperBound, bytes[high] & 0xC0 == 0x80 { high += 1 }
    }
    return low..<high
  }
}
