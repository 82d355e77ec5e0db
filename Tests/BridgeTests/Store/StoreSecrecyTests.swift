#if Server
import Foundation
import GRDB
import Testing

@testable import PosternBridge

/// What is erased from a row is in no file any more.
@Suite struct StoreSecrecyTests {
  /// A number that stands nowhere else.
  static func marker(_ index: Int) -> String { "+55119\(8_000_000 + index * 7)" }

  static func challenge(_ index: Int, padding: Int) -> Challenge {
    var challenge = Challenge.sample("\(index)")
    challenge.trigger.sealedPhone = Data(marker(index).utf8)
    challenge.trigger.sealedPayee = Data((0..<padding).map { UInt8(truncatingIfNeeded: $0 &+ index) })
    challenge.deleteAt = .at(index % 2 == 0 ? 0 : 1_000_000)
    return challenge
  }

  /// Whether bytes have any marker, as text or in the base64 of JSON.
  static func hasMarker(_ bytes: Data) -> Bool {
    ["+55119", "KzU1MTE5"].contains { bytes.range(of: Data($0.utf8)) != nil }
  }

  /// Paddings within a page, over several pages, and of all sizes; pages of now, and of earlier stores.
  @Test(arguments: [(0, 2048), (5000, 2048), (-1, 2048), (0, 4096), (-1, 4096)])
  func erasedNumbersAreInNoFile(padding: Int, pageSize: Int) async throws {
    let folder = try TemporaryFolder()
    let empty = try DatabaseQueue(path: folder.file("s"))
    try await empty.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA page_size = \(pageSize); PRAGMA journal_mode = WAL")
    }
    try empty.close()
    let store = try await SQLiteStore.sample(at: folder.file("s"))
    let count = 300
    // Interleaved, so that rows move between pages while they are erased.
    for start in stride(from: 0, to: count, by: 20) {
      try await store.write { (transaction) throws in
        for index in start..<start + 20 {
          let size = padding >= 0 ? padding : (index &* 7919) % 3000
          try transaction.insert(Self.challenge(index, padding: size))
        }
      }
      try await store.write { (transaction) throws in
        for index in stride(from: start, to: start + 20, by: 3) {
          guard var challenge = try transaction.challenge(id: "id-\(index)") else { continue }
          challenge.trigger.locale = String(repeating: "x", count: (index &* 31) % 900)
          #expect(try transaction.update(&challenge))
        }
      }
    }
    #expect(Self.hasMarker(try folder.bytes()))
    #expect(try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_size") } == pageSize)

    // The odd ones end, the even ones go.
    try await store.write { (transaction) throws in
      for index in stride(from: 1, to: count, by: 2) {
        guard var challenge = try transaction.challenge(id: "id-\(index)") else { continue }
        challenge.trigger.sealedPhone = nil
        if index % 3 == 0 { challenge.trigger.sealedPayee = nil }
        if index % 5 == 0 { challenge.trigger.sealedEmail = nil }
        #expect(try transaction.update(&challenge))
      }
    }
    #expect(try await store.removeExpired(at: .at(0)) == count / 2)
    #expect(!Self.hasMarker(try folder.bytes()))
    try await store.close()
  }
}
#endif
