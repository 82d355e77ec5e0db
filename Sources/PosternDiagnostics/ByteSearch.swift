/// Quick looks at whole files.
extension Span<UInt8> {
  /// Where a byte stands first, from a place on; nil where it does not. Made for bytes that are rare.
  /// - Complexity: linear; many bytes at a time where the byte is not.
  package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index < count {
      let end = Swift.min(index + 256, count)
      var found: UInt8 = 0
      for place in index..<end { found |= self[place] == byte ? 1 : 0 }
      if found != 0 {
        for place in index..<end where self[place] == byte { return place }
      }
      index = end
    }
    return nil
  }

  /// Whether all bytes from a place on are ASCII.
  package func isASCII(from start: Int) -> Bool {
    var union: UInt8 = 0
    for index in start..<Swift.max(start, count) { union |= self[index] }
    return union < 0x80
  }
}
