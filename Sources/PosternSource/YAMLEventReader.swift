// The one file that touches C: libyaml is read here, and nowhere else.
private import CLibYAML

/// What one event of libyaml is, without its text.
enum YAMLEventKind: Sendable {
  case streamStart, streamEnd, documentStart, documentEnd
  case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
}

/// The style of a scalar.
enum YAMLScalarStyle: Sendable {
  case plain, quoted, block
}

/// One event of libyaml: positions count Unicode scalars from the first behind a byte order mark.
struct YAMLEvent: Sendable {
  var kind = YAMLEventKind.streamStart
  var start = 0
  var end = 0
  /// The lines of both, from 0; libyaml knows more line ends than LF and CR.
  var startLine = 0
  var endLine = 0
  var style = YAMLScalarStyle.plain
  /// Bytes of a scalar's text.
  var length = 0
  var isFlow = false
  /// Of the document's end: not written as `...`.
  var isImplicit = false
  var hasAnchor = false
  var hasTag = false
}

/// Why libyaml stopped. Its texts are compared, never shown.
struct YAMLProblem: Sendable {
  /// Of libyaml: `did not find expected key`.
  var problem: String
  /// Of libyaml: `while parsing a block mapping`; empty when it gives none.
  var context: String
  /// Where: in Unicode scalars, or for unreadable bytes in bytes; from the first behind a byte order mark.
  var offset: Int
  /// What `context` speaks of, in Unicode scalars; nil when libyaml gives none.
  var contextOffset: Int?
  /// Whether `offset` counts bytes: the text is not UTF-8, or holds a control character.
  var isUnreadable: Bool
}

/// Reads events of libyaml, one at a time, and owns everything C holds on to: the parser, which points into
/// itself, and the bytes it reads, which are handed over piece by piece and never copied as a whole.
@safe struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutablePointer<Input>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let started: Bool

  /// What is read, and how much of it libyaml has.
  private struct Input {
    let bytes: ArraySlice<UInt8>
    var position: Int

    /// Fills a buffer as far as there are bytes; returns how many they were, 0 at the end.
    mutating func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
      let piece = bytes[position...].prefix(buffer.count)
      unsafe piece.withUnsafeBufferPointer { source in
        if let base = source.baseAddress, let start = buffer.baseAddress {
          unsafe start.update(from: base, count: source.count)
        }
      }
      position += piece.count
      return piece.count
    }
  }

  /// - Parameter bytes: UTF-8 without byte order mark.
  init(_ bytes: ArraySlice<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe input = .allocate(capacity: 1)
    unsafe input.initialize(to: Input(bytes: bytes, position: bytes.startIndex))
    unsafe event = .allocate(capacity: 1)
    unsafe event.initialize(to: yaml_event_t())
    unsafe parser.initialize(to: yaml_parser_t())
    started = unsafe yaml_parser_initialize(parser) == 1
    guard started else { return }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input(
      parser,
      { data, buffer, size, count in
        guard let input = unsafe data?.assumingMemoryBound(to: Input.self), let buffer = unsafe buffer,
          let count = unsafe count
        else { return 0 }
        unsafe count.pointee = input.pointee.read(
          into: UnsafeMutableBufferPointer(start: buffer, count: size))
        return 1
      }, input)
  }

  deinit {
    if started {
      unsafe yaml_event_delete(event)
      unsafe yaml_parser_delete(parser)
    }
    unsafe event.deallocate()
    unsafe parser.deallocate()
    unsafe input.deinitialize(count: 1)
    unsafe input.deallocate()
  }

  /// Reads the next event into `result`.
  /// - Returns: false when libyaml found a fault: `problem` then says which.
  mutating func next(_ result: inout YAMLEvent) -> Bool {
    guard started else { return false }
    unsafe yaml_event_delete(event)
    guard unsafe yaml_parser_parse(parser, event) == 1 else { return false }
    unsafe result.start = event.pointee.start_mark.index
    unsafe result.end = event.pointee.end_mark.index
    unsafe result.startLine = event.pointee.start_mark.line
    unsafe result.endLine = event.pointee.end_mark.line
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT:
      result.kind = .scalar
      unsafe result.hasAnchor = event.pointee.data.scalar.anchor != nil
      unsafe result.hasTag = event.pointee.data.scalar.tag != nil
      unsafe result.length = event.pointee.data.scalar.length
      switch unsafe event.pointee.data.scalar.style {
      case YAML_PLAIN_SCALAR_STYLE: result.style = .plain
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: result.style = .block
      default: result.style = .quoted
      }
    case YAML_MAPPING_START_EVENT:
      result.kind = .mappingStart
      unsafe result.isFlow = event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      unsafe result.hasAnchor = event.pointee.data.mapping_start.anchor != nil
      unsafe result.hasTag = event.pointee.data.mapping_start.tag != nil
    case YAML_SEQUENCE_START_EVENT:
      result.kind = .sequenceStart
      unsafe result.isFlow = event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      unsafe result.hasAnchor = event.pointee.data.sequence_start.anchor != nil
      unsafe result.hasTag = event.pointee.data.sequence_start.tag != nil
    case YAML_MAPPING_END_EVENT: result.kind = .mappingEnd
    case YAML_SEQUENCE_END_EVENT: result.kind = .sequenceEnd
    case YAML_ALIAS_EVENT: result.kind = .alias
    case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT:
      result.kind = .documentEnd
      unsafe result.isImplicit = event.pointee.data.document_end.implicit != 0
    case YAML_STREAM_START_EVENT: result.kind = .streamStart
    default: result.kind = .streamEnd
    }
    return true
  }

  /// Adds the text of the last event, a scalar, to the end of `text`.
  func appendText(to text: inout [UInt8]) {
    guard unsafe event.pointee.type == YAML_SCALAR_EVENT else { return }
    unsafe text.append(
      contentsOf: UnsafeBufferPointer(
        start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length))
  }

  /// The name that the last event anchors or, for an alias, refers to.
  func anchorName() -> String {
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: return unsafe Self.string(event.pointee.data.scalar.anchor)
    case YAML_MAPPING_START_EVENT: return unsafe Self.string(event.pointee.data.mapping_start.anchor)
    case YAML_SEQUENCE_START_EVENT: return unsafe Self.string(event.pointee.data.sequence_start.anchor)
    case YAML_ALIAS_EVENT: return unsafe Self.string(event.pointee.data.alias.anchor)
    default: return ""
    }
  }

  /// Why `next` returned false.
  func problem() -> YAMLProblem {
    guard started else {
      return YAMLProblem(
        problem: "", context: "", offset: 0, contextOffset: nil, isUnreadable: false)
    }
    let context = unsafe parser.pointee.context == nil ? "" : String(cString: parser.pointee.context)
    let isUnreadable = unsafe parser.pointee.error == YAML_READER_ERROR
    return unsafe YAMLProblem(
      problem: parser.pointee.problem == nil ? "" : String(cString: parser.pointee.problem),
      context: context,
      offset: isUnreadable ? parser.pointee.problem_offset : parser.pointee.problem_mark.index,
      contextOffset: context.isEmpty || isUnreadable ? nil : parser.pointee.context_mark.index,
      isUnreadable: isUnreadable)
  }

  private static func string(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String {
    guard let name = unsafe name else { return "" }
    return unsafe String(cString: name)
  }
}
