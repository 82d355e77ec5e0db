#if Server
import Foundation
import GRDB
import Testing

@testable import PosternBridge

@Suite struct SQLiteStoreContractTests {
  @Test(arguments: ChallengeStoreContract.all)
  func oneInstance(_ example: ContractCase) async throws {
    let folder = try TemporaryFolder()
    let store = try await SQLiteStore.sample(at: folder.file("s"))
    try await example.run(store, store)
    try await store.close()
  }

  /// Two instances share nothing but the file: what two processes do, in one.
  @Test(arguments: ChallengeStoreContract.all)
  func twoInstances(_ example: ContractCase) async throws {
    let folder = try TemporaryFolder()
    let one = try await SQLiteStore.sample(at: folder.file("s"))
    let two = try await SQLiteStore.sample(at: folder.file("s"))
    try await example.run(one, two)
    try await two.close()
    try await one.close()
  }
}

@Suite struct SQLiteStoreTests {
  let folder: TemporaryFolder
  var path: String { folder.file("s") }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Another connection to the file, that keeps to no rule of the store.
  func other() throws -> DatabaseQueue { try DatabaseQueue(path: path) }

  /// Changes the file behind the store's back.
  func alter(_ sql: String) throws {
    try other().writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  @Test func anotherPolicyOrEnvironmentIsRefused() async throws {
    try await SQLiteStore.sample(at: path).close()
    for (policy, environment) in [("acme", "test"), ("other", "prod")] {
      await #expect {
        _ = try await SQLiteStore.open(path: path, policy: policy, environment: environment)
      } throws: { error in
        guard case StoreError.foreign(let text) = error else { return false }
        return text.contains("`acme`") && text.contains("`prod`")
      }
    }
    try await SQLiteStore.sample(at: path).close()
  }

  @Test func aNewerVersionIsRefusedAndNotChanged() async throws {
    try await SQLiteStore.sample(at: path).close()
    try alter("PRAGMA user_version = 7")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    await #expect(throws: StoreError.tooNew(version: 7)) { try await SQLiteStore.sample(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func aStoreOfTheFirstVersionIsTakenOver() async throws {
    let store = try await SQLiteStore.sample(at: path)
    try await store.write { try $0.insert(.sample("a")) }
    try await store.close()
    try alter(
      """
      ALTER TABLE challenges ADD COLUMN user_key TEXT; ALTER TABLE challenges ADD COLUMN email_key TEXT;
      UPDATE challenges SET user_key = 'user-a';
      CREATE INDEX challenges_user ON challenges (user_key) WHERE user_key IS NOT NULL;
      CREATE INDEX challenges_email ON challenges (email_key) WHERE email_key IS NOT NULL;
      PRAGMA user_version = 1
      """)
    for _ in 0..<2 {
      let store = try await SQLiteStore.sample(at: path)
      #expect(try await store.read { try $0.challenge(id: "id-a") } == .sample("a"))
      #expect(try await store.read { try $0.all(personKey: "user-a") } == [.sample("a")])
      #expect(
        try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == StoreSchema.version)
      let indexes = try await store.pool.read { try Set($0.indexes(on: "challenges").map(\.name)) }
      #expect(indexes.isDisjoint(with: ["challenges_user", "challenges_phone", "challenges_email"]))
      try await store.close()
    }
  }

  @Test func whatIsNoStoreIsRefusedAndNotChanged() async throws {
    try alter("CREATE TABLE mine (a)")
    var before = try Data(contentsOf: URL(fileURLWithPath: path))
    await #expect(throws: StoreError.unreadable("an SQLite file, but no store")) {
      try await SQLiteStore.sample(at: path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)

    before = Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try before.write(to: URL(fileURLWithPath: path))
    await expect(.unreadable) { try await SQLiteStore.sample(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    await expect(.unreadable) { try await SQLiteStore.sample(at: folder.file("none/s")) }
    await expect(.unreadable) { try await SQLiteStore.sample(at: folder.path) }
  }

  @Test func onlyTheOwnerMayReadItsFiles() async throws {
    let store = try await SQLiteStore.sample(at: path)
    try await store.write { try $0.insert(.sample("a")) }
    #expect(try modes() == ["s": 0o600, "s-shm": 0o600, "s-wal": 0o600])
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try await SQLiteStore.sample(at: path).close()
    #expect(try modes()["s"] == 0o600)
    try await store.close()
    #expect(try modes() == ["s": 0o600])
  }

  @Test func whatMakesItDurable() async throws {
    let store = try await SQLiteStore.sample(at: path)
    for (pragma, value) in [("synchronous", 2), ("secure_delete", 1), ("temp_store", 2)] {
      #expect(
        try await store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(pragma)") }
          == value)
    }
    #expect(try await store.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    try await store.close()
  }

  @Test func aDamagedRowIsAnError() async throws {
    let store = try await SQLiteStore.sample(at: path)
    for damage in [
      "body = '{'", "body = ''", "body = '{\"id\":1}'", "version = 5", "id = 'id-x'",
      "body = replace(body, '\"new\"', '\"no state\"')", "body = replace(body, 'id-a', 'id-b')",
      "body = cast(x'ff00fe' AS TEXT)",
    ] {
      try await store.write { (transaction) throws in
        try transaction.delete(id: "id-a")
        try transaction.delete(id: "id-x")
        try transaction.insert(.sample("a"))
      }
      try alter("UPDATE challenges SET \(damage)")
      await expect(.unreadable, "\(damage)") {
        try await store.read { try $0.challenge(authRequestID: "request-a") }
      }
    }
    try await store.close()
  }

  @Test func damagedPagesAreAnError() async throws {
    let store = try await SQLiteStore.sample(at: path)
    try await store.write { (transaction) throws in
      for index in 0..<50 { try transaction.insert(.sample("\(index)")) }
    }
    try await store.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for index in 8192..<bytes.count { bytes[index] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: path))
    await expect(.unreadable) {
      let damaged = try await SQLiteStore.sample(at: path)
      for index in 0..<50 { _ = try await damaged.read { try $0.challenge(id: "id-\(index)") } }
    }
  }

  @Test func aLockedStoreIsUnavailableAndThenWorks() async throws {
    var options = SQLiteStore.Options()
    options.busyTimeout = .milliseconds(50)
    let store = try await SQLiteStore.sample(at: path, options: options)
    var lock = Configuration()
    lock.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: lock)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    await expect(.unavailable) { try await store.write { try $0.insert(.sample("a")) } }
    #expect(try await store.read { try $0.challenge(id: "id-a") } == nil)
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try await store.write { try $0.insert(.sample("a")) }
    try await store.close()
  }

  @Test func aFullDiskChangesNothingAndThenWorks() async throws {
    var options = SQLiteStore.Options.patient
    options.prepare = { try $0.execute(sql: "PRAGMA max_page_count = 120") }
    try await SQLiteStore.sample(at: path).close()
    let store = try await SQLiteStore.sample(at: path, options: options)
    var written = 0
    await expect(.unavailable) {
      while written < 1000 {
        let name = "\(written)"
        try await store.write { try $0.insert(.sample(name)) }
        written += 1
      }
    }
    #expect((1..<1000).contains(written))
    // In a group, the full disk refuses what does not fit, and whatever was answered as written is there.
    let results = await withTaskGroup(of: (Int, Bool).self) { group in
      for index in 2000..<2050 {
        group.addTask {
          (index, (try? await store.write { try $0.insert(.sample("\(index)")) }) != nil)
        }
      }
      return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    for (index, isWritten) in results {
      #expect(try await store.read { try $0.challenge(id: "id-\(index)") != nil } == isWritten)
    }
    #expect(try await store.removeExpired(at: .at(1_000_000)) >= written)
    try await store.write { try $0.insert(.sample("again")) }
    try await store.close()
  }

  @Test func whatMayNotBeWrittenIsUnavailable() async throws {
    try await SQLiteStore.sample(at: path).close()
    var options = SQLiteStore.Options.patient
    let store = try await SQLiteStore.sample(at: path)
    await expect(.unavailable) { try await store.read { try $0.insert(.sample("a")) } }
    try await store.close()
    options.prepare = { try $0.execute(sql: "PRAGMA query_only = ON") }
    await expect(.unavailable) {
      let store = try await SQLiteStore.sample(at: path, options: options)
      try await store.write { try $0.insert(.sample("a")) }
    }
  }

  @Test func aClosedStoreRefuses() async throws {
    let store = try await SQLiteStore.sample(at: path)
    try await store.write { try $0.insert(.sample("a")) }
    try await store.close()
    try await store.close()
    await expect(.unavailable) { try await store.write { try $0.insert(.sample("b")) } }
    await expect(.unavailable) { try await store.read { try $0.challenge(id: "id-a") } }
    await expect(.unavailable) { try await store.changes(after: 0) }
  }

  @Test func whatWaitsWhenItClosesIsStillWritten() async throws {
    let store = try await SQLiteStore.sample(at: path)
    let written = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<100 {
        group.addTask {
          do {
            try await store.write { try $0.insert(.sample("\(index)")) }
            return true
          } catch StoreError.unavailable {
            return false
          }
        }
      }
      group.addTask {
        try await store.close()
        return false
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    let again = try await SQLiteStore.sample(at: path)
    #expect(try await again.changes(after: 0).ids.count == written)
    try await again.close()
  }

  @Test func aBackupIsWholeAndAStore() async throws {
    let store = try await SQLiteStore.sample(at: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<50 {
        group.addTask {
          try await store.write { (transaction) throws in
            try transaction.insert(.sample("\(index)-a"))
            try transaction.insert(.sample("\(index)-b"))
          }
        }
      }
      group.addTask { [path = folder.file("copy")] in try await store.backup(to: path) }
      try await group.waitForAll()
    }
    #expect(try modes()["copy"] == 0o600)
    #expect(try modes().keys.filter { $0.contains("new") } == [])
    let copy = try await SQLiteStore.sample(at: folder.file("copy"))
    #expect(try await copy.changes(after: 0).ids.count % 2 == 0)
    try await copy.write { try $0.insert(.sample("later")) }
    try await copy.close()
    // A copy never replaces a file.
    await #expect(throws: StoreError.self) { try await store.backup(to: path) }
    #expect(try await store.changes(after: 0).ids.count == 100)
    try await store.close()
  }

  private func modes() throws -> [String: Int] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(into: [:]) {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file($1))
      $0[$1] = attributes[.posixPermissions] as? Int
    }
  }
}

/// The errors of a store without their texts.
enum StoreRefusal { case unavailable, unreadable }

/// Expects that a body is refused so.
func expect<Result>(
  _ refusal: StoreRefusal, _ comment: Comment? = nil, at location: SourceLocation = #_sourceLocation,
  _ body: () async throws -> Result
) async {
  do {
    _ = try await body()
    Issue.record(comment ?? "not refused", sourceLocation: location)
  } catch StoreError.unavailable where refusal == .unavailable {
  } catch StoreError.unreadable where refusal == .unreadable {
  } catch {
    Issue.record(error, comment, sourceLocation: location)
  }
}
#endif
