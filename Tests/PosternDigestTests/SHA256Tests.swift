import Testing

@testable import PosternDigest

/// Vectors of NIST: FIPS 180-4 examples and the byte-oriented SHAVS files.
@Suite struct SHA256Tests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let hex: String
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], _ hex: String) {
      self.name = name
      self.bytes = bytes
      self.hex = hex
    }
  }

  static let vectors = [
    Vector("empty", [], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    Vector("abc", Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    Vector("one byte", [0xD3], "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
    Vector(
      "four bytes", [0x74, 0xBA, 0x25, 0x21],
      "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"),
    Vector(
      "56 bytes, padding in a block of its own",
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    Vector(
      "112 bytes, two blocks",
      Array(
        ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu").utf8),
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"),
    Vector(
      "a million times a", [UInt8](repeating: 0x61, count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test(arguments: vectors) func digest(_ vector: Vector) {
    #expect(SHA256.digest(of: vector.bytes).hex == vector.hex)
  }

  /// Wherever the bytes are cut, and around each block border, the digest is the same.
  @Test func piecesMakeTheSameDigest() {
    for count in [0, 1, 55, 56, 63, 64, 65, 119, 127, 128, 129, 200] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      let whole = SHA256.digest(of: bytes)
      for cut in 0...count {
        var hash = SHA256()
        hash.update(bytes[..<cut])
        hash.update(bytes[cut...])
        #expect(hash.finish() == whole, "\(count) bytes cut at \(cut)")
      }
    }
  }

  @Test func textIsItsUTF8() {
    #expect(SHA256.digest(of: "åß") == SHA256.digest(of: [0xC3, 0xA5, 0xC3, 0x9F]))
    #expect(SHA256.digest(of: "åß").bytes.count == 32)
  }
}
