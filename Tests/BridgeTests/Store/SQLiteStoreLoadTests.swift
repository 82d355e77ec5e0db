#if Server
import Foundation
import GRDB
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

@Suite struct SQLiteStoreLoadTests {
  /// One instance writes without a pause; the other has its turn all the same.
  @Test func aBusyNeighbourLeavesTurns() async throws {
    let folder = try TemporaryFolder()
    let busy = try await SQLiteStore.sample(at: folder.file("s"))
    let quiet = try await SQLiteStore.sample(at: folder.file("s"))
    let isOver = NIOLockedValueBox(false)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<8 {
        group.addTask {
          var written = 0
          while !isOver.withLockedValue({ $0 }) {
            let name = "\(writer)-\(written)"
            try await busy.write { try $0.insert(.sample(name)) }
            written += 1
          }
          return written
        }
      }
      for index in 0..<20 { try await quiet.write { try $0.insert(.sample("\(index)")) } }
      isOver.withLockedValue { $0 = true }
      let others = try await group.reduce(0, +)
      #expect(try await quiet.changes(after: 0).ids.count == others + 20)
    }
    try await quiet.close()
    try await busy.close()
  }

  /// Writes that wait while another is being made share a transaction.
  @Test func manyWritesShareACommit() async throws {
    let folder = try TemporaryFolder()
    let commits = NIOLockedValueBox(0)
    var options = SQLiteStore.Options.patient
    options.prepare = { database in
      database.trace { event in
        if event.description.hasPrefix("COMMIT") { commits.withLockedValue { $0 += 1 } }
      }
    }
    let store = try await SQLiteStore.sample(at: folder.file("s"), options: options)
    let before = commits.withLockedValue { $0 }
    let isHeld = NIOLockedValueBox(false)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await store.write { _ in
          isHeld.withLockedValue { $0 = true }
          while isHeld.withLockedValue({ $0 }) { Thread.sleep(forTimeInterval: 0.002) }
        }
      }
      while !isHeld.withLockedValue({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
      for index in 0..<200 {
        group.addTask { try await store.write { try $0.insert(.sample("\(index)")) } }
      }
      while store.commits.waiting < 200 { try await Task.sleep(for: .milliseconds(2)) }
      isHeld.withLockedValue { $0 = false }
      try await group.waitForAll()
    }
    let made = commits.withLockedValue { $0 } - before
    #expect(made == 2)
    try await store.close()
  }

  /// No statement walks a whole table.
  @Test func everyStatementHasItsIndex() async throws {
    let folder = try TemporaryFolder()
    let seen = NIOLockedValueBox<Set<String>>([])
    var options = SQLiteStore.Options.patient
    options.prepare = { database in
      database.trace { event in
        let sql = event.expandedDescription
        _ = seen.withLockedValue { $0.insert(sql) }
      }
    }
    let store = try await SQLiteStore.sample(at: folder.file("s"), options: options)
    seen.withLockedValue { $0 = [] }
    try await store.write { (transaction) throws in
      var challenge = Challenge.sample("a")
      try transaction.insert(challenge)
      _ = try transaction.update(&challenge)
      _ = try transaction.challenge(authRequestID: "request-a")
      _ = try transaction.due(at: .at(100), limit: 5)
      _ = try transaction.nextWake()
      _ = try transaction.register("v", as: "n", in: .live, until: .at(9), now: .at(0))
      _ = try transaction.unregister("n", in: .live, ifValue: "v")
      let event = try transaction.addEvent("k", at: .at(5))
      _ = try transaction.addEvent("k", at: .at(4))
      _ = try transaction.addEvent("k", at: .at(3))
      _ = try transaction.event("k", fromNewest: 1, after: .at(0))
      _ = try transaction.countEvents("k", after: .at(0))
      try transaction.removeEvent(event)
      try transaction.removeEvents("k")
      try transaction.delete(id: "id-a")
    }
    _ = try await store.changes(after: 0)
    _ = try await store.removeExpired(at: .at(1_000_000))
    let statements = seen.withLockedValue { $0 }.filter { sql in
      ["SELECT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) } && !sql.contains("sqlite_master")
    }
    #expect(statements.count > 15)
    for sql in statements.sorted() {
      let plan = try await store.pool.read { database in
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
      }
      let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("USING") }
      #expect(scans == [], "\(sql)")
    }
    try await store.close()
  }
}
#endif
