/// Thrown at what simple YAML does not have: libyaml then reads the file.
struct NotSimple: Error {}

/// A place in a file of simple YAML, and what stands there. Tokens end where libyaml ends them, or `NotSimple` is thrown.
struct SimpleCursor {
  var index = 0
  /// The line, from 0, and where it begins.
  private(set) var line = 0
  private var lineStart = 0
  /// Bytes of the file.
  private let end: Int

  /// Keys are shorter than the 1,024 characters in which libyaml looks for their colon.
  private static let longestKey = 1_000

  init(_ text: Span<UInt8>) {
    end = text.count
  }

  var isAtEnd: Bool { index >= end }

  /// The column, from 0; -1 at the end of the file.
  var column: Int { isAtEnd ? -1 : index - lineStart }

  /// Moves over blanks, comments and ends of lines.
  @inline(__always)
  mutating func skip(_ text: Span<UInt8>) throws(NotSimple) {
    while index < end {
      switch text[index] {
      case 0x20: index += 1
      case 0x0A:
        index += 1
        line += 1
        lineStart = index
      case 0x23: try skipComment(text)
      default: return
      }
    }
  }

  private mutating func skipComment(_ text: Span<UInt8>) throws(NotSimple) {
    guard index == lineStart || text[index - 1] == 0x20 else { throw NotSimple() }
    while index < end, Self.isPrintable(text[index]) { index += 1 }
    guard index == end || text[index] == 0x0A else { throw NotSimple() }
  }

  /// Moves to the next line that has more than a comment: nothing else may stand on this one.
  mutating func endLine(_ text: Span<UInt8>) throws(NotSimple) {
    let before = line
    try skip(text)
    guard line > before || isAtEnd else { throw NotSimple() }
  }

  /// Whether a byte stands here.
  @inline(__always)
  func isAt(_ byte: UInt8, _ text: Span<UInt8>) -> Bool { index < end && text[index] == byte }

  /// Whether the `-` of a list's item stands here.
  func isAtDash(_ text: Span<UInt8>) -> Bool { isAt(0x2D, text) && isBlank(text, index + 1) }

  /// The end of the key that stands here, which is directly followed by a colon and a blank; nil where none is.
  @inline(__always)
  func endOfKey(_ text: Span<UInt8>) -> Int? {
    guard index < end, Self.isWordByte(text[index]) else { return nil }
    var last = index + 1
    while last < end, Self.isWordByte(text[last]) || text[last] == 0x2D || text[last] == 0x2E { last += 1 }
    guard last < end, text[last] == 0x3A, isBlank(text, last + 1), last - index <= Self.longestKey else {
      return nil
    }
    return last
  }

  /// Moves over an unquoted text of one line.
  /// - Parameter isFlow: whether it stands in brackets or braces.
  /// - Returns: where it stands, without blanks behind it.
  @inline(__always)
  mutating func plain(_ text: Span<UInt8>, isFlow: Bool) throws(NotSimple) -> Range<Int> {
    guard index < end, Self.beginsPlain(text[index]) else { throw NotSimple() }
    let start = index
    var next = index + 1
    index = next
    scan: while next < end {
      let byte = text[next]
      switch byte {
      case 0x20:
        next += 1
        if next < end, text[next] == 0x23 { break scan }
        continue
      case 0x0A: break scan
      case 0x3A: guard !isFlow, !isBlank(text, next + 1) else { throw NotSimple() }
      case 0x2C, 0x5D, 0x7D: if isFlow { break scan }
      case 0x3F, 0x5B, 0x7B: if isFlow { throw NotSimple() }
      default: guard Self.isPrintable(byte) else { throw NotSimple() }
      }
      next += 1
      index = next
    }
    return start..<index
  }

  /// Moves over a quoted text of one line without escapes.
  /// - Returns: where it stands, with its quotes.
  mutating func quoted(_ text: Span<UInt8>) throws(NotSimple) -> Range<Int> {
    let start = index
    let quote = text[start]
    index += 1
    while index < end, text[index] != quote {
      guard Self.isPrintable(text[index]), text[index] != 0x5C else { throw NotSimple() }
      index += 1
    }
    guard index < end else { throw NotSimple() }
    index += 1
    // Two quotes in a row are one in the text.
    if index < end, text[index] == quote { throw NotSimple() }
    return start..<index
  }

  /// Moves over `!secret` and the blanks behind it.
  mutating func secretTag(_ text: Span<UInt8>) throws(NotSimple) {
    for byte in "!secret ".utf8 {
      guard isAt(byte, text) else { throw NotSimple() }
      index += 1
    }
    while isAt(0x20, text) { index += 1 }
  }

  private func isBlank(_ text: Span<UInt8>, _ place: Int) -> Bool {
    place >= end || text[place] == 0x20 || text[place] == 0x0A
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x5F }

  /// Letters, digits, `_`.
  @inline(__always)
  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F
  }

  /// What is no indicator, and no part of one: letters, digits, `_`, `/`, `+`, `$`, `~`.
  private static func beginsPlain(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == 0x2F || byte == 0x2B || byte == 0x24 || byte == 0x7E
  }
}
