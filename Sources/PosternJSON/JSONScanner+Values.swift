extension JSONScanner {
  /// Reads a string.
  /// - Complexity: linear in its length; nothing is copied unless it has escapes.
  public mutating func readText() throws(JSONError) -> JSONText {
    if byte(at: offset) != 0x22 { try expect(.string) }
    let start = offset + 1
    var index = start
    while true {
      index = unsafe PlainBytes.end(base, from: index, to: size)
      let byte = self.byte(at: index)
      if byte == 0x22 {
        offset = index + 1
        return JSONText(start: start, count: index - start, isDecoded: false)
      }
      if byte == 0x5C { return try decodeText(from: start, upTo: index) }
      if index == size { throw JSONError(.unexpectedEnd, at: size) }
      if byte < 0x20 { throw JSONError(.controlCharacter, at: index) }
      index = try scalarEnd(index)
    }
  }

  /// Reads a number and returns its text.
  public mutating func readNumber() throws(JSONError) -> JSONText {
    try expect(.number)
    let start = offset
    if byte(at: offset) == 0x2D { offset += 1 }
    if byte(at: offset) == 0x30 { offset += 1 } else { try readDigits(since: start) }
    if byte(at: offset) == 0x2E {
      offset += 1
      try readDigits(since: start)
    }
    if byte(at: offset) | 0x20 == 0x65 {
      offset += 1
      if byte(at: offset) == 0x2B || byte(at: offset) == 0x2D { offset += 1 }
      try readDigits(since: start)
    }
    if (0x30...0x39).contains(byte(at: offset)) { throw JSONError(.invalidNumber, at: start) }
    return JSONText(start: start, count: offset - start, isDecoded: false)
  }

  private mutating func readDigits(since start: Int) throws(JSONError) {
    let first = offset
    while (0x30...0x39).contains(byte(at: offset)) { offset += 1 }
    if offset > first { return }
    if offset == size { throw JSONError(.unexpectedEnd, at: offset) }
    throw JSONError(.invalidNumber, at: start)
  }

  /// Reads `true` or `false`.
  public mutating func readBool() throws(JSONError) -> Bool {
    try expect(.bool)
    let isTrue = byte(at: offset) == 0x74
    try readWord(isTrue ? "true" : "false")
    return isTrue
  }

  /// Reads `null`.
  public mutating func readNull() throws(JSONError) {
    try expect(.null)
    try readWord("null")
  }

  private mutating func readWord(_ word: StaticString) throws(JSONError) {
    for index in 0..<word.utf8CodeUnitCount {
      let wanted = unsafe word.utf8Start[index]
      if offset == size { throw JSONError(.unexpectedEnd, at: offset) }
      if byte(at: offset) != wanted { throw JSONError(.unexpectedCharacter, at: offset) }
      offset += 1
    }
  }

  // MARK: - Bytes

  /// The next byte that is no white space.
  @inline(__always)
  mutating func current() throws(JSONError) -> UInt8 {
    if offset < size {
      let byte = unsafe base[offset]
      if byte > 0x20 { return byte }
    }
    skipBlanks()
    if offset == size { throw JSONError(.unexpectedEnd, at: offset) }
    return unsafe base[offset]
  }

  @inline(never)
  mutating func skipBlanks() {
    while offset < size {
      let byte = unsafe base[offset]
      if byte > 0x20 || !(byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09) { return }
      offset += 1
    }
  }

  /// The byte there; 0, which begins nothing, behind the end.
  @inline(__always)
  func byte(at index: Int) -> UInt8 {
    index < size ? unsafe base[index] : 0
  }

  @inline(never)
  mutating func expect(_ kind: JSONKind) throws(JSONError) {
    if try nextKind() != kind { throw JSONError(.expected(kind), at: offset) }
  }
}
