extension JSONScanner {
  /// The bytes of a text; valid until the next reading call.
  public func lend(_ text: JSONText) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: pointer(to: text), count: text.count)
  }

  /// Where the bytes of a text begin.
  @inline(__always)
  func pointer(to text: JSONText) -> UnsafePointer<UInt8> {
    unsafe text.isDecoded ? UnsafePointer(scratch) + text.start : base + text.start
  }

  /// Whether a text is exactly that literal of more than one scalar.
  public func equals(_ text: JSONText, _ literal: StaticString) -> Bool {
    guard literal.hasPointerRepresentation, text.count == literal.utf8CodeUnitCount else { return false }
    return unsafe Self.isEqual(pointer(to: text), literal.utf8Start, text.count)
  }

  /// Whether two runs of bytes are the same, compared eight at a time.
  @inline(__always)
  static func isEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index + 8 <= count {
      let x = unsafe UnsafeRawPointer(a).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let y = unsafe UnsafeRawPointer(b).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if x != y { return false }
      index += 8
    }
    while index < count {
      if unsafe a[index] != b[index] { return false }
      index += 1
    }
    return true
  }

  /// A copy of a text.
  public func string(_ text: JSONText) -> String {
    unsafe String(decoding: lend(text), as: UTF8.self)
  }

  // MARK: - Escapes and UTF-8

  /// Reads the rest of a string that has an escape, and keeps the decoded bytes.
  mutating func decodeText(from start: Int, upTo escape: Int) throws(JSONError) -> JSONText {
    let kept = scratchCount
    keep(from: start, to: escape)
    var index = escape
    while index < size {
      let byte = unsafe base[index]
      if byte == 0x22 {
        offset = index + 1
        return JSONText(start: kept, count: scratchCount - kept, isDecoded: true)
      }
      if byte < 0x20 { throw JSONError(.controlCharacter, at: index) }
      if byte == 0x5C {
        index = try decodeEscape(index)
      } else {
        let next = byte < 0x80 ? index + 1 : try scalarEnd(index)
        keep(from: index, to: next)
        index = next
      }
    }
    throw JSONError(.unexpectedEnd, at: size)
  }

  /// Keeps what the escape at `index` means and returns the index behind it.
  private mutating func decodeEscape(_ index: Int) throws(JSONError) -> Int {
    if index + 1 >= size { throw JSONError(.unexpectedEnd, at: size) }
    switch byte(at: index + 1) {
    case 0x22: keep(scalar: 0x22)
    case 0x5C: keep(scalar: 0x5C)
    case 0x2F: keep(scalar: 0x2F)
    case 0x62: keep(scalar: 0x08)
    case 0x66: keep(scalar: 0x0C)
    case 0x6E: keep(scalar: 0x0A)
    case 0x72: keep(scalar: 0x0D)
    case 0x74: keep(scalar: 0x09)
    case 0x75:
      let unit = try hexadecimal(at: index + 2)
      guard unit & 0xF800 == 0xD800 else {
        keep(scalar: unit)
        return index + 6
      }
      guard unit < 0xDC00, byte(at: index + 6) == 0x5C, byte(at: index + 7) == 0x75 else {
        throw JSONError(.loneSurrogate, at: index)
      }
      let low = try hexadecimal(at: index + 8)
      if low & 0xFC00 != 0xDC00 { throw JSONError(.loneSurrogate, at: index) }
      keep(scalar: 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
      return index + 12
    default: throw JSONError(.invalidEscape, at: index)
    }
    return index + 2
  }

  private func hexadecimal(at index: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for place in index..<(index + 4) {
      if place >= size { throw JSONError(.unexpectedEnd, at: size) }
      let byte = unsafe base[place]
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw JSONError(.invalidEscape, at: index - 2)
      }
    }
    return value
  }

  /// The index behind the scalar of two to four bytes at `index`, as RFC 3629 §4 allows them.
  func scalarEnd(_ index: Int) throws(JSONError) -> Int {
    let first = byte(at: index)
    let second = byte(at: index + 1)
    let length: Int
    let range: ClosedRange<UInt8>
    switch first {
    case 0xC2...0xDF: (length, range) = (2, 0x80...0xBF)
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (length, range) = (3, 0x80...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, range) = (4, 0x80...0xBF)
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    default: throw JSONError(.invalidUTF8, at: index)
    }
    var isValid = range.contains(second)
    for place in stride(from: index + 2, to: index + length, by: 1) where byte(at: place) & 0xC0 != 0x80 {
      isValid = false
    }
    if !isValid { throw JSONError(.invalidUTF8, at: index) }
    return index + length
  }

  // MARK: - Kept bytes

  private mutating func keep(from start: Int, to end: Int) {
    reserve(end - start)
    for index in start..<end {
      unsafe scratch[scratchCount] = base[index]
      scratchCount += 1
    }
  }

  private mutating func keep(scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    reserve(4)
    for byte in UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
      unsafe scratch[scratchCount] = byte
      scratchCount += 1
    }
  }

  private mutating func reserve(_ additional: Int) {
    if scratchCount + additional <= scratchCapacity { return }
    scratchCapacity = max(scratchCount + additional, scratchCapacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: scratchCapacity)
    unsafe larger.update(from: scratch, count: scratchCount)
    unsafe scratch.deallocate()
    unsafe scratch = larger
  }
}
