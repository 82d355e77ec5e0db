/// The eight working variables of FIPS 180-4 §6.2, a … h, and what a block does to them.
///
/// Every word is a variable of its own, none an element of an array: so they stay in registers.
struct Words: Sendable {
  private var a, b, c, d, e, f, g, h: UInt32

  /// FIPS 180-4 §5.3.3.
  static let initial = Words(
    a: 0x6a09_e667, b: 0xbb67_ae85, c: 0x3c6e_f372, d: 0xa54f_f53a, e: 0x510e_527f, f: 0x9b05_688c,
    g: 0x1f83_d9ab, h: 0x5be0_cd19)

  /// The 32 bytes of the digest, most significant first.
  var bytes: [UInt8] {
    [a, b, c, d, e, f, g, h].flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  /// Takes a block of 64 bytes.
  mutating func take(_ block: borrowing Span<UInt8>) {
    precondition(block.count == 64)
    var words = Schedule(block)
    var next = self
    next.rounds(words, at: 0)
    for first in [16, 32, 48] {
      words.advance()
      next.rounds(words, at: first)
    }
    a &+= next.a
    b &+= next.b
    c &+= next.c
    d &+= next.d
    e &+= next.e
    f &+= next.f
    g &+= next.g
    h &+= next.h
  }

  /// Sixteen rounds, with sixteen words of the schedule.
  @inline(__always)
  private mutating func rounds(_ words: Schedule, at first: Int) {
    let constants = Self.constants
    round(constants[first] &+ words.w0)
    round(constants[first + 1] &+ words.w1)
    round(constants[first + 2] &+ words.w2)
    round(constants[first + 3] &+ words.w3)
    round(constants[first + 4] &+ words.w4)
    round(constants[first + 5] &+ words.w5)
    round(constants[first + 6] &+ words.w6)
    round(constants[first + 7] &+ words.w7)
    round(constants[first + 8] &+ words.w8)
    round(constants[first + 9] &+ words.w9)
    round(constants[first + 10] &+ words.w10)
    round(constants[first + 11] &+ words.w11)
    round(constants[first + 12] &+ words.w12)
    round(constants[first + 13] &+ words.w13)
    round(constants[first + 14] &+ words.w14)
    round(constants[first + 15] &+ words.w15)
  }

  @inline(__always)
  private mutating func round(_ word: UInt32) {
    let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let t1 = h &+ s1 &+ (g ^ e & (f ^ g)) &+ word
    let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    let t2 = s0 &+ (a & b | c & (a | b))
    (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
  }

  /// FIPS 180-4 §4.2.2.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

/// Sixteen words of the message schedule of FIPS 180-4 §6.2.2.
private struct Schedule {
  private(set) var w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15: UInt32

  /// A block's own words.
  @inline(__always)
  init(_ block: borrowing Span<UInt8>) {
    w0 = Self.word(block, 0)
    w1 = Self.word(block, 4)
    w2 = Self.word(block, 8)
    w3 = Self.word(block, 12)
    w4 = Self.word(block, 16)
    w5 = Self.word(block, 20)
    w6 = Self.word(block, 24)
    w7 = Self.word(block, 28)
    w8 = Self.word(block, 32)
    w9 = Self.word(block, 36)
    w10 = Self.word(block, 40)
    w11 = Self.word(block, 44)
    w12 = Self.word(block, 48)
    w13 = Self.word(block, 52)
    w14 = Self.word(block, 56)
    w15 = Self.word(block, 60)
  }

  @inline(__always)
  private static func word(_ block: borrowing Span<UInt8>, _ place: Int) -> UInt32 {
    UInt32(block[place]) &<< 24 | UInt32(block[place + 1]) &<< 16 | UInt32(block[place + 2]) &<< 8
      | UInt32(block[place + 3])
  }

  /// The next sixteen.
  @inline(__always)
  mutating func advance() {
    w0 = next(w0, w1, w9, w14)
    w1 = next(w1, w2, w10, w15)
    w2 = next(w2, w3, w11, w0)
    w3 = next(w3, w4, w12, w1)
    w4 = next(w4, w5, w13, w2)
    w5 = next(w5, w6, w14, w3)
    w6 = next(w6, w7, w15, w4)
    w7 = next(w7, w8, w0, w5)
    w8 = next(w8, w9, w1, w6)
    w9 = next(w9, w10, w2, w7)
    w10 = next(w10, w11, w3, w8)
    w11 = next(w11, w12, w4, w9)
    w12 = next(w12, w13, w5, w10)
    w13 = next(w13, w14, w6, w11)
    w14 = next(w14, w15, w7, w12)
    w15 = next(w15, w0, w8, w13)
  }

  /// The word behind sixteen others, of which these are the first, the second, the tenth and the fifteenth.
  @inline(__always)
  private func next(_ first: UInt32, _ second: UInt32, _ tenth: UInt32, _ fifteenth: UInt32) -> UInt32 {
    let s0 = rotate(second, 7) ^ rotate(second, 18) ^ second &>> 3
    let s1 = rotate(fifteenth, 17) ^ rotate(fifteenth, 19) ^ fifteenth &>> 10
    return first &+ s0 &+ tenth &+ s1
  }
}

@inline(__always)
private func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 {
  word &>> places | word &<< (32 - places)
}
