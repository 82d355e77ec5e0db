/// Turns libyaml's positions, which count Unicode scalars, into byte offsets: a cursor that moves from the last
/// answer to the next, since positions come nearly in order. In a text of ASCII alone both are the same.
struct TextCursor {
  private let bytes: [UInt8]
  /// Length of the byte order mark that libyaml does not see: 0 or 3.
  let base: Int
  let isASCII: Bool
  private var scalar = 0
  private var byte: Int

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8], skipping base: Int) {
    self.bytes = bytes
    self.base = base
    self.byte = base
    var union: UInt8 = 0
    let text = bytes.span
    for index in base..<max(base, text.count) { union |= text[index] }
    self.isASCII = union < 0x80
  }

  /// The byte offset of the Unicode scalar with that number, counted from the first behind the byte order
  /// mark; the file's size when there is none.
  @inline(__always) mutating func byteOffset(_ target: Int) -> Int {
    isASCII ? min(base + target, bytes.count) : move(to: target)
  }

  private mutating func move(to target: Int) -> Int {
    while scalar < target, byte < bytes.count {
      byte += 1
      while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      scalar += 1
    }
    while scalar > target, byte > base {
      byte -= 1
      while byte > base, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
      scalar -= 1
    }
    return byte
  }
}
