/// Finds the end of a run of bytes that stand in a JSON string for themselves, eight at a time.
enum PlainBytes {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// The first index in `start ..< end` of a byte that is below 0x20, `"`, `\\`, or not ASCII; `end` when there
  /// is none.
  @inline(__always)
  static func end(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    let base = unsafe UnsafeRawPointer(bytes)
    while index + 8 <= end {
      let word = UInt64(littleEndian: unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marks = (below(word, 0x20) | equal(word, 0x22) | equal(word, 0x5C) | word) & (ones &* 0x80)
      if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < end {
      let byte = unsafe bytes[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x80 { return index }
      index += 1
    }
    return end
  }

  /// The high bit of each byte that is below `limit`; a borrow can mark only bytes behind the first one marked.
  @inline(__always)
  private static func below(_ word: UInt64, _ limit: UInt64) -> UInt64 {
    (word &- ones &* limit) & ~word
  }

  @inline(__always)
  private static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    below(word ^ ones &* byte, 1)
  }
}
