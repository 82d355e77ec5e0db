#if Server
import Foundation
import GRDB
import Testing

@testable import PosternBridge

/// Several processes on one file; a process that is killed while it writes.
@Suite struct SQLiteStoreProcessTests {
  /// In another process: claims the challenges `0 ..< 100` and adds events, and leaves when it has tried them all.
  static func claimAll(path: String, owner: String) async throws {
    let store = try await SQLiteStore.sample(at: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<100 {
        group.addTask {
          _ = try await store.write { (transaction) throws in
            _ = try transaction.addEvent("tries", at: .at(0))
            var claim = Challenge.sample("\(index)").inState(.sending)
            claim.lease = Lease(owner: owner, until: .at(1), effect: .send)
            if try transaction.update(&claim) { _ = try transaction.addEvent("claims", at: .at(0)) }
          }
        }
      }
      try await group.waitForAll()
    }
    try await store.close()
  }

  @Test func twoProcessesClaimEachChallengeOnce() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("s")
    let store = try await SQLiteStore.sample(at: path)
    try await store.write { (transaction) throws in
      for index in 0..<100 { try transaction.insert(.sample("\(index)")) }
    }
    let mark = try await store.changes(after: 0).mark
    async let other: Void = {
      _ = await #expect(processExitsWith: .success) { [path = path as String] in
        try await SQLiteStoreProcessTests.claimAll(path: path, owner: "child")
      }
    }()
    async let another: Void = {
      _ = await #expect(processExitsWith: .success) { [path = path as String] in
        try await SQLiteStoreProcessTests.claimAll(path: path, owner: "other child")
      }
    }()
    _ = await (other, another)
    #expect(try await store.read { try $0.countEvents("claims", after: .at(-1)) } == 100)
    #expect(try await store.read { try $0.countEvents("tries", after: .at(-1)) } == 200)
    // What others changed is seen here.
    #expect(try await Set(store.changes(after: mark).ids).count == 100)
    let owners = try await store.read { (transaction) throws in
      try (0..<100).map { try transaction.challenge(id: "id-\($0)")?.lease?.owner }
    }
    #expect(owners.allSatisfy { $0 == "child" || $0 == "other child" })
    try await store.close()
  }

  /// In another process: writes pairs from many tasks, notes each that was answered, and is killed in the middle.
  static func writeUntilKilled(path: String, notes: String) async throws {
    let store = try await SQLiteStore.sample(at: path)
    _ = FileManager.default.createFile(atPath: notes, contents: nil)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<400 {
        group.addTask {
          try await store.write { (transaction) throws in
            try transaction.insert(.sample("\(index)-a"))
            try transaction.insert(.sample("\(index)-b"))
          }
          try file.write(contentsOf: Data("\(index)\n".utf8))
          if index == 150 { kill(getpid(), SIGKILL) }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test(arguments: 0..<3)
  func whatWasAnsweredOutlivesAKill(_ round: Int) async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("s")
    let notes = folder.file("notes")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, notes = notes as String] in
      try await SQLiteStoreProcessTests.writeUntilKilled(path: path, notes: notes)
    }
    let answered = try String(contentsOfFile: notes, encoding: .utf8).split(separator: "\n")
    #expect(!answered.isEmpty)
    let store = try await SQLiteStore.sample(at: path)
    #expect(
      try await store.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    for index in answered {
      #expect(try await store.read { try $0.challenge(id: "id-\(index)-b") } != nil)
    }
    // Pairs are whole.
    let ids = try await store.changes(after: 0).ids
    #expect(Set(ids.map { $0.dropLast(2) }).count * 2 == ids.count)
    try await store.write { try $0.insert(.sample("after")) }
    try await store.close()
  }
}
#endif
