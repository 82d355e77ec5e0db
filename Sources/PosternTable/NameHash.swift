/// The hash under which a name table files a name: eight bytes a step, multiplied and folded.
///
/// A table's seed is chosen by its encoder so that no name is far from its place; a reader verifies that.
public enum NameHash {
  /// How many slots a look-up may visit.
  public static let longestProbe = 24

  @inlinable
  @inline(__always)
  static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The hash of a name's bytes.
  @inlinable
  @inline(__always)
  public static func hash(_ base: UnsafeRawPointer, count: Int, seed: UInt32) -> UInt32 {
    let first: UInt64 = 0x9E37_79B9_7F4A_7C15
    let second: UInt64 = 0xD6E8_FEB8_6659_FD93
    var state = (UInt64(seed) &+ 1) &* first ^ (UInt64(truncatingIfNeeded: count) &* second)
    if count >= 8 {
      var index = 0
      while index &+ 8 <= count {
        state = unsafe fold(state ^ word(base, index), first)
        index &+= 8
      }
      if index < count { state = unsafe fold(state ^ word(base, count &- 8), second) }
    } else if count >= 4 {
      let low = unsafe UInt64(half(base, 0))
      let high = unsafe UInt64(half(base, count &- 4))
      state = fold(state ^ (low | high << 32), first)
    } else if count > 0 {
      let low = unsafe UInt64(base.load(fromByteOffset: 0, as: UInt8.self))
      let middle = unsafe UInt64(base.load(fromByteOffset: count >> 1, as: UInt8.self))
      let high = unsafe UInt64(base.load(fromByteOffset: count &- 1, as: UInt8.self))
      state = fold(state ^ (low | middle << 8 | high << 16), first)
    }
    state = fold(state ^ second, first)
    return UInt32(truncatingIfNeeded: state ^ (state >> 32))
  }

  /// The hash of a name.
  public static func hash(_ name: [UInt8], seed: UInt32) -> UInt32 {
    // One byte more, so that there is an address for the empty name, too.
    let padded = name + [0]
    return unsafe padded.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe hash(base, count: name.count, seed: seed)
    }
  }

  @inlinable
  @inline(__always)
  static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inlinable
  @inline(__always)
  static func half(_ base: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
