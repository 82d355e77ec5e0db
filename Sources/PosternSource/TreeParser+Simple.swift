import PosternDiagnostics

/// Simple YAML, as nearly all policies are written: mappings and lists by indentation or in brackets, texts of one line,
/// `!secret`. It is read here, in a fraction of libyaml's time. Whatever else stands in a file, and every fault, is
/// libyaml's: the file is then read again from its start, so that a file means what libyaml says, and no finding is made
/// twice. Tests hold both readings equal, node by node. See Documentation/Decisions/0018-simple-yaml.md.
extension TreeParser {
  /// Reads the file, which is ASCII, if it is simple.
  /// - Returns: false when it is not, or has a fault; what was read then counts for nothing.
  mutating func readSimple() -> Bool {
    guard cursor.isASCII, cursor.base == 0 else { return false }
    beginText()
    let text = readable
    do throws(NotSimple) {
      try document(text.span)
    } catch {
      return false
    }
    return diagnostics.isEmpty && !isBroken
  }

  private mutating func document(_ text: Span<UInt8>) throws(NotSimple) {
    var at = SimpleCursor(text)
    try at.skip(text)
    try blockMapping(text, &at)
    guard at.isAtEnd else { throw NotSimple() }
  }

  // MARK: By indentation

  /// A mapping whose first key stands here. Ends before what stands further left.
  private mutating func blockMapping(_ text: Span<UInt8>, _ at: inout SimpleCursor) throws(NotSimple) {
    let column = at.column
    try begin(.mappingStart, at)
    repeat {
      try key(text, &at)
      try value(text, &at, under: column)
    } while at.column == column
    // What stands further right would go on with the last text.
    guard at.column < column else { throw NotSimple() }
    end(.mappingEnd, at)
  }

  /// A list whose first `-` stands here.
  /// - Parameter isIndentless: whether it stands in the column of the key it belongs to.
  private mutating func blockSequence(
    _ text: Span<UInt8>, _ at: inout SimpleCursor, isIndentless: Bool
  ) throws(NotSimple) {
    let column = at.column
    try begin(.sequenceStart, at)
    repeat {
      at.index += 1
      try at.skip(text)
      guard at.column > column else { throw NotSimple() }
      try blockNode(text, &at)
    } while at.column == column && at.isAtDash(text)
    guard at.column < column || isIndentless && at.column == column else { throw NotSimple() }
    end(.sequenceEnd, at)
  }

  /// What stands behind a key's colon, or in the lines below.
  /// - Parameter column: that of the key.
  private mutating func value(
    _ text: Span<UInt8>, _ at: inout SimpleCursor, under column: Int
  ) throws(NotSimple) {
    let line = at.line
    try at.skip(text)
    if at.line == line, !at.isAtEnd {
      try inlineNode(text, &at, isFlow: false)
      try at.endLine(text)
    } else if at.column > column {
      try blockNode(text, &at)
    } else {
      guard at.column == column, at.isAtDash(text) else { throw NotSimple() }
      try blockSequence(text, &at, isIndentless: true)
    }
  }

  private mutating func blockNode(_ text: Span<UInt8>, _ at: inout SimpleCursor) throws(NotSimple) {
    if at.isAtDash(text) {
      try blockSequence(text, &at, isIndentless: false)
    } else if at.endOfKey(text) != nil {
      try blockMapping(text, &at)
    } else {
      try inlineNode(text, &at, isFlow: false)
      try at.endLine(text)
    }
  }

  // MARK: In brackets

  private mutating func flowSequence(_ text: Span<UInt8>, _ at: inout SimpleCursor) throws(NotSimple) {
    try begin(.sequenceStart, at, isFlow: true)
    at.index += 1
    try at.skip(text)
    if !at.isAt(0x5D, text) { try inlineNode(text, &at, isFlow: true) }
    try at.skip(text)
    while at.isAt(0x2C, text) {
      at.index += 1
      try at.skip(text)
      try inlineNode(text, &at, isFlow: true)
      try at.skip(text)
    }
    guard at.isAt(0x5D, text) else { throw NotSimple() }
    end(.sequenceEnd, at, isFlow: true)
    at.index += 1
  }

  private mutating func flowMapping(_ text: Span<UInt8>, _ at: inout SimpleCursor) throws(NotSimple) {
    try begin(.mappingStart, at, isFlow: true)
    at.index += 1
    try at.skip(text)
    if !at.isAt(0x7D, text) { try flowEntry(text, &at) }
    while at.isAt(0x2C, text) {
      at.index += 1
      try at.skip(text)
      try flowEntry(text, &at)
    }
    guard at.isAt(0x7D, text) else { throw NotSimple() }
    end(.mappingEnd, at, isFlow: true)
    at.index += 1
  }

  private mutating func flowEntry(_ text: Span<UInt8>, _ at: inout SimpleCursor) throws(NotSimple) {
    try key(text, &at)
    try at.skip(text)
    try inlineNode(text, &at, isFlow: true)
    try at.skip(text)
  }

  // MARK: Nodes

  /// A node that begins on the line at hand and is no collection by indentation.
  private mutating func inlineNode(
    _ text: Span<UInt8>, _ at: inout SimpleCursor, isFlow: Bool
  ) throws(NotSimple) {
    guard !at.isAtEnd else { throw NotSimple() }
    switch text[at.index] {
    case 0x5B: try flowSequence(text, &at)
    case 0x7B: try flowMapping(text, &at)
    case 0x22, 0x27: try addQuoted(at.quoted(text))
    case 0x21:
      let start = at.index
      try at.secretTag(text)
      try add(at.plain(text, isFlow: isFlow), from: start, [.plain, .secret])
    default:
      let place = try at.plain(text, isFlow: isFlow)
      try add(place, from: place.lowerBound, .plain)
    }
  }

  /// A key and its colon.
  private mutating func key(_ text: Span<UInt8>, _ at: inout SimpleCursor) throws(NotSimple) {
    guard let end = at.endOfKey(text) else { throw NotSimple() }
    try add(at.index..<end, from: at.index, .plain)
    at.index = end + 1
  }

  private mutating func begin(
    _ kind: YAMLEventKind, _ at: SimpleCursor, isFlow: Bool = false
  ) throws(NotSimple) {
    let event = YAMLEvent(
      kind: kind, start: at.index, end: at.index + (isFlow ? 1 : 0), startLine: at.line, endLine: at.line,
      isFlow: isFlow)
    guard hasRoom else { throw NotSimple() }
    open(event, anchor: nil)
  }

  private mutating func end(_ kind: YAMLEventKind, _ at: SimpleCursor, isFlow: Bool = false) {
    let event = YAMLEvent(
      kind: kind, start: at.index, end: at.index + (isFlow ? 1 : 0), startLine: at.line, endLine: at.line)
    close(event)
  }
}
