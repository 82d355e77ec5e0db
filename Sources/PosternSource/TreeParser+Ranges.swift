import PosternDiagnostics

extension TreeParser {
  var fileEnd: UInt32 { UInt32(truncatingIfNeeded: bytes.count) }

  /// A range of bytes, given in libyaml's positions.
  mutating func range(_ start: Int, _ end: Int) -> SourceRange {
    let first = cursor.byteOffset(start)
    let last = end == start ? first : cursor.byteOffset(end)
    return range(bytes: first, last)
  }

  func range(bytes start: Int, _ end: Int) -> SourceRange {
    SourceRange(
      file: file, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }

  /// A block scalar's range without the blank lines that follow it.
  func trimmed(_ place: SourceRange) -> SourceRange {
    var end = Int(place.end)
    while end > Int(place.start) + 1, isBlank(bytes[end - 1]) || isBreak(bytes[end - 1]) { end -= 1 }
    var headerEnd = Int(place.start)
    while headerEnd < bytes.count, !isBreak(bytes[headerEnd]) { headerEnd += 1 }
    guard end <= headerEnd else { return range(bytes: Int(place.start), end) }
    // No content: the indicators alone, without a comment behind them.
    end = Int(place.start)
    while end < headerEnd, !isBlank(bytes[end]) { end += 1 }
    return range(bytes: Int(place.start), end)
  }

  /// Looks at the anchor and the tag before a node: takes `!secret`, reports other tags.
  /// - Returns: the node's range without its anchor; a secret's begins at its tag.
  mutating func settleProperties(
    of event: YAMLEvent, _ place: SourceRange, isEmpty: Bool, flags: inout NodeFlags
  ) -> SourceRange {
    var index = Int(place.start)
    var tag: SourceRange?
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x26 {
        index = endOfAnchor(index)
      } else if byte == 0x21 {
        let end = endOfTag(index)
        tag = range(bytes: index, end)
        index = end
      } else if byte == 0x23 {
        while index < bytes.count, !isBreak(bytes[index]) { index += 1 }
      } else if isBlank(byte) || isBreak(byte) {
        index += 1
      } else {
        break
      }
    }
    var start = isEmpty ? place.end : UInt32(truncatingIfNeeded: index)
    if event.hasTag, let tag {
      if bytes[Int(tag.start)..<Int(tag.end)].elementsEqual("!secret".utf8) {
        if event.kind == .scalar {
          flags.insert(.secret)
          start = tag.start
        } else {
          report(.secretCollection(at: tag))
          flags.insert(.broken)
        }
      } else {
        report(.unknownTag(text(tag), at: tag))
        if event.kind == .scalar { flags.insert(.broken) }
      }
    }
    return SourceRange(file: file, start: start, end: max(start, place.end))
  }

  /// The end of an anchor that begins at `start`: libyaml takes letters, digits, `-` and `_`.
  private func endOfAnchor(_ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != 0x2E, isNameByte(bytes[index]) { index += 1 }
    return index
  }

  /// The end of a tag that begins at `start`.
  private func endOfTag(_ start: Int) -> Int {
    var index = start + 1
    let isVerbatim = index < bytes.count && bytes[index] == 0x3C
    while index < bytes.count, !isBlank(bytes[index]), !isBreak(bytes[index]) {
      if !isVerbatim, [0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains(bytes[index]) { break }
      index += 1
    }
    return index
  }

  /// The source text of a range.
  func text(_ place: SourceRange) -> String {
    String(decoding: bytes[Int(place.start)..<min(Int(place.end), bytes.count)], as: UTF8.self)
  }

  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
