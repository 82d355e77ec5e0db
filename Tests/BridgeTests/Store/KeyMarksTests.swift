#if Server
import Foundation
import TestSupport
import Testing

@testable import PosternBridge

/// A store is opened with the keys that it was written under, or with keys that lead on from them.
@Suite struct KeyMarksTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static func keys(
    _ store: UInt8, _ hash: UInt8, previousStore: UInt8? = nil, previousHash: UInt8? = nil
  ) throws -> StoreKeys {
    func bytes(_ byte: UInt8) -> Data { Data(repeating: byte, count: StoreKeys.length) }
    return try StoreKeys(
      store: bytes(store), previousStore: previousStore.map(bytes), hash: bytes(hash),
      previousHash: previousHash.map(bytes))
  }

  @Test func otherKeysAreRefusedByName() async throws {
    let store = try await SQLiteStore.sample(at: folder.file("s"))
    try await store.agree(with: Self.keys(1, 2))
    for (keys, name) in [
      (try Self.keys(3, 2), "postern-store-key"), (try Self.keys(1, 3), "postern-hash-key"),
      (try Self.keys(2, 1), "postern-store-key"), (try Self.keys(1, 3, previousHash: 4), "postern-hash-key"),
    ] {
      await #expect {
        try await store.agree(with: keys)
      } throws: { error in
        guard case StoreError.foreign(let text) = error else { return false }
        return text.contains("`\(name)`") && text.contains("`\(name).previous`")
      }
    }
    // What was refused has changed nothing.
    try await store.agree(with: Self.keys(1, 2))
    try await store.close()
  }

  @Test func changedKeysLeadOnOneAfterTheOther() async throws {
    let store = try await SQLiteStore.sample(at: folder.file("s"))
    try await store.agree(with: Self.keys(1, 2))
    try await store.agree(with: Self.keys(3, 2, previousStore: 1))
    try await store.agree(with: Self.keys(3, 4, previousHash: 2))
    try await store.agree(with: Self.keys(5, 6, previousStore: 3, previousHash: 4))
    try await store.agree(with: Self.keys(5, 6))
    await #expect(throws: StoreError.self) { try await store.agree(with: Self.keys(1, 2)) }
    try await store.close()
  }
}
#endif
