#if Server
import Foundation
import Testing

@testable import PosternBridge

@Suite struct SealingTests {
  static func bytes(_ value: UInt8) -> Data { Data(repeating: value, count: 32) }

  static func keys(_ store: UInt8, previous: UInt8? = nil, hash: UInt8 = 9, previousHash: UInt8? = nil) throws
    -> StoreKeys
  {
    try StoreKeys(
      store: bytes(store), previousStore: previous.map(bytes), hash: bytes(hash),
      previousHash: previousHash.map(bytes))
  }

  @Test func opensOnlyWhereItWasSealed() throws {
    let keys = try Self.keys(1)
    let sealed = try keys.seal("+5511987654321", as: .phone, challenge: "c1")
    #expect(try keys.open(sealed, as: .phone, challenge: "c1") == "+5511987654321")
    #expect(sealed.range(of: Data("5511".utf8)) == nil)
    #expect(try keys.seal("+5511987654321", as: .phone, challenge: "c1") != sealed)
    for (field, challenge) in [(SealedField.phone, "c2"), (.email, "c1")] {
      #expect(throws: SealingError.unreadable) { try keys.open(sealed, as: field, challenge: challenge) }
    }
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: SealingError.unreadable) { try keys.open(changed, as: .phone, challenge: "c1") }
      #expect(throws: SealingError.unreadable) {
        try keys.open(sealed.prefix(index), as: .phone, challenge: "c1")
      }
    }
  }

  @Test func thePreviousKeyIsReadAndNotUsed() throws {
    let sealed = try Self.keys(1).seal("a@example.com", as: .email, challenge: "c")
    #expect(try Self.keys(2, previous: 1).open(sealed, as: .email, challenge: "c") == "a@example.com")
    #expect(throws: SealingError.unreadable) { try Self.keys(2).open(sealed, as: .email, challenge: "c") }
    let new = try Self.keys(2, previous: 1).seal("x", as: .email, challenge: "c")
    #expect(try Self.keys(2).open(new, as: .email, challenge: "c") == "x")
  }

  @Test func hashes() throws {
    let keys = try Self.keys(1, hash: 3, previousHash: 4)
    // HMAC-SHA256 of "5 phone +1" with a key of 32 bytes 0x03, by OpenSSL.
    #expect(
      keys.hash("+1", for: .phone)
        == "08e156fbf988171f10ff5bc5bd38ee09a8b06466780b8eabf3544410c8721a64")
    #expect(keys.hash("+1", for: .phone) != keys.hash("+1", for: .user))
    #expect(keys.hash("b c", for: .init("a")) != keys.hash("c", for: .init("a b")))
    #expect(
      keys.candidates("+1", for: .phone)
        == [keys.hash("+1", for: .phone), try Self.keys(1, hash: 4).hash("+1", for: .phone)])
    #expect(try Self.keys(1, hash: 3).candidates("+1", for: .phone).count == 1)
  }

  @Test func keysHave32BytesAndAreInNoDescription() throws {
    for count in [0, 31, 33] {
      #expect(throws: SealingError.keyLength(count)) {
        try StoreKeys(store: Data(count: count), hash: Self.bytes(1))
      }
    }
    let keys = try Self.keys(0x41)
    var dumped = ""
    dump(keys, to: &dumped)
    #expect("\(keys) \(String(reflecting: keys)) \(dumped)" == "StoreKeys StoreKeys - StoreKeys\n")
  }
}

@Suite struct MaskedAddressTests {
  @Test(arguments: [
    ("+5511987654321", "+55•••••••21"), ("+12025550123", "+1•••••••23"), ("+79161234567", "+7•••••••67"),
    ("+8613812345678", "+86•••••••78"), ("+35312345678", "+353•••••••78"), ("+2901234", "+290•••••••"),
    ("+290123456", "+290•••••••56"), ("+5", "+5•••••••"), ("", "+•••••••"), ("+1", "+1•••••••"),
  ])
  func numbers(_ number: String, _ masked: String) {
    #expect(MaskedAddress.phone(number) == masked)
  }

  @Test(arguments: [
    ("ann@example.com", "a•••@example.com"), ("a@example.com", "a•••@example.com"),
    ("\"a@b\"@c.example", "\"•••@c.example"),
    ("üx@example.com", "ü•••@example.com"), ("@example.com", "•••"), ("nothing", "•••"), ("", "•••"),
  ])
  func mail(_ address: String, _ masked: String) {
    #expect(MaskedAddress.email(address) == masked)
  }
}
#endif
