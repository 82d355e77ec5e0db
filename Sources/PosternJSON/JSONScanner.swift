/// A text or a number of the scanned bytes: where it stands, or where the scanner keeps it without its escapes.
/// Valid until the scanner opens the next bytes.
public struct JSONText: Sendable, Hashable {
  let start: Int
  /// Bytes, UTF-8, after escapes are read.
  public let count: Int
  let isDecoded: Bool

  /// Whether it has no bytes.
  public var isEmpty: Bool { count == 0 }
}

/// Reads JSON piece by piece, checks all of it, and lends texts instead of copying them.
///
/// One scanner reads many texts one after the other (`open`, then the pieces, then `finish`); after the first
/// few it no longer allocates. Every reading function skips white space first, and throws `JSONError`; after an
/// error only `open` may be called. Strictly RFC 8259; keys given twice are found in every object, also in those
/// that are skipped, and are compared after their escapes are read.
///
/// The bytes given to `open` must live, unchanged, until the last call that reads them.
@safe public struct JSONScanner: ~Copyable {
  /// How deep arrays and objects may nest unless said otherwise.
  public static let defaultDepthLimit = 128

  /// The first byte to be read; anything when there are none.
  var base: UnsafePointer<UInt8>
  /// Count of bytes to be read.
  var size = 0
  /// The next byte to be read, 0 … count.
  public internal(set) var offset = 0
  private let depthLimit: Int
  var scratch: UnsafeMutablePointer<UInt8>
  var scratchCapacity = 256
  var scratchCount = 0
  /// One for each array and object that is open, outermost first; room for `depthLimit`.
  private var frames: UnsafeMutablePointer<Frame>
  private var depth = 0
  /// Keys of all open objects, outermost first.
  var keys: UnsafeMutablePointer<Key>
  var keyCapacity = 32
  var keyCount = 0

  private struct Frame {
    var isFirst: Bool
    let firstKey: Int
  }

  struct Key {
    /// Made of the first bytes and the length, so that most comparisons end here.
    let tag: UInt64
    let text: JSONText
    let offset: Int
  }

  /// A scanner that has nothing to read yet. The limit is brought into 1 … 512.
  public init(depthLimit: Int = JSONScanner.defaultDepthLimit) {
    self.depthLimit = min(max(depthLimit, 1), 512)
    unsafe self.scratch = .allocate(capacity: scratchCapacity)
    unsafe self.base = UnsafePointer(scratch)
    unsafe self.frames = .allocate(capacity: self.depthLimit)
    unsafe self.keys = .allocate(capacity: keyCapacity)
  }

  deinit {
    unsafe scratch.deallocate()
    unsafe frames.deallocate()
    unsafe keys.deallocate()
  }

  /// Begins with other bytes.
  public mutating func open(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe self.base = bytes.baseAddress ?? UnsafePointer(scratch)
    size = bytes.count
    offset = 0
    scratchCount = 0
    depth = 0
    keyCount = 0
  }

  /// Reads an array of bytes with a scanner of its own.
  public static func scan<Result>(
    _ bytes: [UInt8], depthLimit: Int = JSONScanner.defaultDepthLimit,
    _ body: (inout JSONScanner) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
      var scanner = JSONScanner(depthLimit: depthLimit)
      unsafe scanner.open(buffer)
      return try body(&scanner)
    }
  }

  // MARK: - Structure

  /// The kind of the value that begins next; reads nothing but white space.
  public mutating func nextKind() throws(JSONError) -> JSONKind {
    switch try current() {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x2D, 0x30...0x39: return .number
    case 0x74, 0x66: return .bool
    case 0x6E: return .null
    default:
      let isMark = offset == 0 && byte(at: 0) == 0xEF && byte(at: 1) == 0xBB && byte(at: 2) == 0xBF
      throw JSONError(isMark ? .byteOrderMark : .unexpectedCharacter, at: offset)
    }
  }

  /// Steps into an object; then `nextKey`, and a value for each key, until it returns nil.
  public mutating func enterObject() throws(JSONError) {
    try enter(.object)
  }

  /// Steps into an array; then `nextElement`, and a value each time it is true.
  public mutating func enterArray() throws(JSONError) {
    try enter(.array)
  }

  private mutating func enter(_ kind: JSONKind) throws(JSONError) {
    try expect(kind)
    if depth == depthLimit { throw JSONError(.tooDeep, at: offset) }
    offset += 1
    unsafe (frames + depth).initialize(to: Frame(isFirst: true, firstKey: keyCount))
    depth += 1
  }

  /// The next key of the object entered last, its colon read too; nil behind the last member.
  public mutating func nextKey() throws(JSONError) -> JSONText? {
    guard try nextItem(closing: 0x7D) else { return nil }
    if byte(at: offset) != 0x22 { throw JSONError(.unexpectedCharacter, at: offset) }
    let start = offset
    let key = try readText()
    try note(key, at: start, since: unsafe frames[depth - 1].firstKey)
    if try current() != 0x3A { throw JSONError(.unexpectedCharacter, at: offset) }
    offset += 1
    return key
  }

  /// Whether the array entered last has another element.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextItem(closing: 0x5D)
  }

  private mutating func nextItem(closing: UInt8) throws(JSONError) -> Bool {
    precondition(depth > 0, "nothing was entered")
    let byte = try current()
    let frame = unsafe frames[depth - 1]
    if byte == closing {
      if keyCount - frame.firstKey > Self.fewKeys { try compareManyKeys(from: frame.firstKey) }
      keyCount = frame.firstKey
      depth -= 1
      offset += 1
      return false
    }
    if frame.isFirst {
      unsafe frames[depth - 1].isFirst = false
      return true
    }
    if byte != 0x2C { throw JSONError(.unexpectedCharacter, at: offset) }
    offset += 1
    if try current() == closing { throw JSONError(.unexpectedCharacter, at: offset) }
    return true
  }

  /// Reads the end: only white space may follow.
  public mutating func finish() throws(JSONError) {
    skipBlanks()
    if offset < size { throw JSONError(.trailingData, at: offset) }
  }

  /// Reads over the next value, whatever it is, and checks it like any other.
  public mutating func skipValue() throws(JSONError) {
    switch try nextKind() {
    case .object:
      try enterObject()
      while try nextKey() != nil { try skipValue() }
    case .array:
      try enterArray()
      while try nextElement() { try skipValue() }
    case .string: _ = try readText()
    case .number: _ = try readNumber()
    case .bool: _ = try readBool()
    case .null: try readNull()
    }
  }
}
