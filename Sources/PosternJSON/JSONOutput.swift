/// A growing buffer of bytes that JSON is written into; made once and used again, it no longer allocates.
///
/// Everything it takes is text or known ASCII, so that what it holds is UTF-8 as long as `append(bytes:)` and
/// `append(quotedBytes:)` are given UTF-8.
@safe public struct JSONOutput: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes written so far.
  public private(set) var count: Int

  /// An empty buffer with room for that many bytes.
  public init(capacity: Int = 256) {
    let capacity = max(capacity, 64)
    unsafe self.storage = .allocate(capacity: capacity)
    self.capacity = capacity
    self.count = 0
  }

  deinit {
    unsafe storage.deallocate()
  }

  /// Forgets the bytes, keeps the room.
  public mutating func removeAll() {
    count = 0
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: storage, count: count))
  }

  /// Lends the bytes for the length of the call.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try unsafe body(UnsafeRawBufferPointer(start: storage, count: count))
  }

  private mutating func reserve(_ additional: Int) {
    if count + additional > capacity { grow(count + additional) }
  }

  @inline(never)
  private mutating func grow(_ needed: Int) {
    let larger = max(needed, capacity * 2)
    let next = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe next.update(from: storage, count: count)
    unsafe storage.deallocate()
    unsafe storage = next
    capacity = larger
  }

  /// Adds what was written before, once more.
  mutating func append(copyOf range: Range<Int>) {
    reserve(range.count)
    unsafe (storage + count).update(from: storage + range.lowerBound, count: range.count)
    count += range.count
  }

  /// Adds one byte as it is.
  public mutating func append(byte: UInt8) {
    reserve(1)
    unsafe storage[count] = byte
    count += 1
  }

  /// Adds LF and spaces.
  public mutating func append(lineWithIndent spaces: Int) {
    reserve(spaces + 1)
    unsafe storage[count] = 0x0A
    if spaces > 0 { unsafe (storage + count + 1).update(repeating: 0x20, count: spaces) }
    count += spaces + 1
  }

  /// Adds a literal as it is.
  public mutating func append(ascii text: StaticString) {
    guard text.hasPointerRepresentation else { return append(text: "\(text)") }
    unsafe append(bytes: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Adds bytes as they are.
  public mutating func append(bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    unsafe (storage + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// Adds text as it is, without quotes.
  public mutating func append(text: String) {
    var text = text
    text.withUTF8 { unsafe append(bytes: $0) }
  }

  /// Adds text as a JSON string, with quotes and escapes.
  public mutating func append(quoted text: String) {
    var text = text
    text.withUTF8 { unsafe append(quotedBytes: $0) }
  }

  /// Adds UTF-8 bytes as a JSON string, with quotes and escapes.
  public mutating func append(quotedBytes bytes: UnsafeBufferPointer<UInt8>) {
    append(byte: 0x22)
    reserve(bytes.count + 1)
    guard let base = bytes.baseAddress else { return append(byte: 0x22) }
    var done = 0
    var index = 0
    while true {
      index = unsafe PlainBytes.end(base, from: index, to: bytes.count)
      if index == bytes.count { break }
      let byte = unsafe base[index]
      index += 1
      if byte >= 0x80 { continue }
      unsafe append(bytes: UnsafeBufferPointer(start: base + done, count: index - 1 - done))
      appendEscape(byte)
      done = index
    }
    unsafe append(bytes: UnsafeBufferPointer(start: base + done, count: bytes.count - done))
    append(byte: 0x22)
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(byte: 0x5C)
    switch byte {
    case 0x22, 0x5C: append(byte: byte)
    case 0x08: append(byte: 0x62)
    case 0x0C: append(byte: 0x66)
    case 0x0A: append(byte: 0x6E)
    case 0x0D: append(byte: 0x72)
    case 0x09: append(byte: 0x74)
    default:
      append(ascii: "u00")
      append(byte: 0x30 + byte >> 4)
      append(byte: byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
    }
  }

  /// Adds an integer in decimal.
  public mutating func append(integer value: Int) {
    var rest = value.magnitude
    reserve(20)
    if value < 0 { append(byte: 0x2D) }
    var digits = 1
    var power: UInt = 10
    while rest >= power {
      digits += 1
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { break }
      power = next
    }
    for place in stride(from: count + digits - 1, through: count, by: -1) {
      unsafe storage[place] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    }
    count += digits
  }
}
