/// Quick looks at whole files, eight bytes at a time.
extension Span<UInt8> {
  /// Where a byte stands first, from a place on; nil where it does not.
  /// - Complexity: linear, with about one instruction a byte.
  package func place(of byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index + 8 <= count {
      let found = word(at: index).places(of: byte)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// Eight bytes from a place on, the first one lowest. They must be there.
  @inlinable @inline(__always) package func word(at index: Int) -> UInt64 {
    let bytes = extracting(index..<index + 8)
    guard bytes.count >= 8 else { return 0 }
    let low =
      UInt64(bytes[0]) | UInt64(bytes[1]) << 8 | UInt64(bytes[2]) << 16 | UInt64(bytes[3]) << 24
    let high =
      UInt64(bytes[4]) << 32 | UInt64(bytes[5]) << 40 | UInt64(bytes[6]) << 48 | UInt64(bytes[7]) << 56
    return low | high
  }
}

extension UInt64 {
  @inlinable package static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// The bytes that are equal to one: bit 7 of each of them.
  @inlinable @inline(__always) package func places(of byte: UInt8) -> UInt64 {
    (self ^ (Self.ones &* UInt64(byte))).zeroBytes
  }

  /// The bytes that are zero: bit 7 of each of them.
  @inlinable @inline(__always) package var zeroBytes: UInt64 {
    let low = Self.ones &* 0x7F
    return ~(((self & low) &+ low) | self | low)
  }
}
