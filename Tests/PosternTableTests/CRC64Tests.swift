import Testing

@testable import PosternTable

@Suite("CRC-64/XZ")
struct CRC64Tests {
  @Test(
    "published vectors",
    arguments: [
      ("123456789", UInt64(0x995D_C9BB_DF19_39FA)), ("", 0),
      ("This is a test of the emergency broadcast system.", 0x27DB_187F_C15B_BC72),
    ])
  func vectors(text: String, expected: UInt64) {
    #expect(CRC64.checksum(Array(text.utf8)) == expected)
  }

  @Test("the same in one piece, and byte by byte")
  func pieces() {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var crc = CRC64()
    for byte in bytes { [byte].withUnsafeBytes { crc.update($0) } }
    #expect(crc.value == CRC64.checksum(bytes))
  }
}
