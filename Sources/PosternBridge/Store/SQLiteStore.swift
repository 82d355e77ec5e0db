#if Server
import Foundation
import GRDB

/// The embedded store: one SQLite file, for any number of processes on one machine.
///
/// Write-ahead log, `synchronous = FULL`: what was answered survives the loss of power. `secure_delete`: what was erased
/// is overwritten, and gone from every file after `removeExpired`.
public final class SQLiteStore: ChallengeStore {
  /// How a store behaves; the defaults are right for a server.
  public struct Options: Sendable {
    /// How long to wait for another process's lock.
    public var busyTimeout: Duration = .seconds(1)
    /// How long a write may wait for its turn.
    public var patience: Duration = .seconds(1)
    /// Run on every new connection; for tests.
    var prepare: @Sendable (Database) throws -> Void = { _ in }

    public init() {}
  }

  let pool: DatabasePool
  private let bodies: ChallengeBodies
  let commits: GroupCommit
  let path: String
  /// Of the file that is open.
  let number: UInt64?

  /// How many events that no window reaches any more go in one transaction; likewise rows.
  private static let batch = 500
  /// How long an event can matter: the longest interval of a limit is a day.
  private static let eventLife: Int64 = 25 * 3600

  /// Opens the store at a path, or makes it.
  /// - Throws: `StoreError`; then nothing was changed.
  public static func open(
    path: String, policy: String, environment: String, options: Options = Options()
  ) async throws -> SQLiteStore {
    try await offload {
      try SQLiteStore(path: path, .init(policy: policy, environment: environment), options)
    }
  }

  private init(path: String, _ binding: StoreSchema.Binding, _ options: Options) throws {
    self.path = path
    do {
      try StoreFile.create(at: path)
      try StoreFile.restrict(path)
      let configuration = Self.configuration(options)
      // Looked at before the pool is made, which changes the file.
      let first = try DatabaseQueue(path: path, configuration: configuration)
      let version = try first.read { try StoreSchema.check($0, binding) }
      if version == 0 { try Self.useWriteAheadLog(first) }
      try first.close()
      pool = try DatabasePool(path: path, configuration: configuration)
      number = StoreFile.number(path)
      let pageSize = try pool.writeWithoutTransaction { database in
        // The pool has set it to NORMAL, with which a commit can be lost when power is.
        // What the log holds is moved into the file in small portions: whoever commits then waits for it.
        try database.execute(
          sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 1000")
        try database.inTransaction(.immediate) {
          switch try StoreSchema.check(database, binding) {
          case 0: try StoreSchema.create(database, binding)
          case let version: try StoreSchema.migrate(database, from: version)
          }
          return .commit
        }
        return try Int.fetchOne(database, sql: "PRAGMA page_size")
      }
      bodies = ChallengeBodies(pageSize: pageSize ?? 65_536)
    } catch {
      throw StoreError.opening(error)
    }
    commits = GroupCommit(pool, bodies, .init(patience: options.patience))
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await commits.perform { try body($0) }
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await read { (transaction: SQLiteTransaction) in try body(transaction) }
  }

  public func changes(after mark: Int64) async throws -> (ids: [String], mark: Int64) {
    try await read { (transaction: SQLiteTransaction) in
      let rows = try transaction.rows("SELECT id, seq FROM challenges WHERE seq > ? ORDER BY seq", [mark])
      return (try rows.map { try $0.value(0) }, try rows.last?.value(1) ?? mark)
    }
  }

  public func removeExpired(at now: Moment) async throws -> Int {
    let removed = try await removeBatches(
      "DELETE FROM challenges WHERE row IN (SELECT row FROM challenges WHERE delete_at <= ? LIMIT ?)", now
    )
    try await removeRegistrations(until: now)
    try await removeEvents(until: now.adding(seconds: -Self.eventLife))
    bodies.forget()
    try await overwrite()
    return removed
  }

  public func backup(to path: String) async throws {
    let source = self.path
    try await Self.offload {
      do {
        try StoreFile.inPrivateFolder(beside: path) { file in
          let database = try DatabaseQueue(path: source, configuration: Self.configuration(Options()))
          // One read transaction: whole, and without what was erased.
          try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [file]) }
          try database.close()
          try StoreFile.publish(file, as: path)
        }
      } catch {
        throw StoreError.reading(error)
      }
    }
  }

  public func close() async throws {
    commits.close()
    try await Self.offload { [pool] in
      do { try pool.close() } catch { throw StoreError.reading(error) }
    }
  }
}

extension SQLiteStore {
  private func read<Result: Sendable>(
    _ body: @escaping @Sendable (SQLiteTransaction) throws -> Result
  ) async throws -> Result {
    do {
      return try await pool.read { [bodies] database in
        let transaction = SQLiteTransaction(database, bodies)
        defer { transaction.end() }
        return try body(transaction)
      }
    } catch {
      throw StoreError.reading(error)
    }
  }

  /// Runs a statement that takes a moment and a number of rows until it finds fewer.
  private func removeBatches(_ sql: String, _ moment: Moment) async throws -> Int {
    var removed = 0
    while true {
      let count = try await commits.perform { try $0.execute(sql, [moment.milliseconds, Self.batch]) }
      removed += count
      if count < Self.batch { return removed }
    }
  }

  /// Looks at every registration, beside the writers, and removes what it finds.
  private func removeRegistrations(until now: Moment) async throws {
    var last = ("", "")
    while true {
      let after = last
      let found = try await read { (transaction: SQLiteTransaction) in
        try transaction.rows(
          """
          SELECT space, name FROM registrations WHERE (space, name) > (?, ?) AND until <= ?
            ORDER BY space, name LIMIT ?
          """, [after.0, after.1, now.milliseconds, Self.batch]
        ).map { (space: try $0.value(0, as: String.self), name: try $0.value(1, as: String.self)) }
      }
      guard let end = found.last else { return }
      try await commits.perform { transaction in
        for key in found {
          try transaction.execute(
            "DELETE FROM registrations WHERE space = ? AND name = ? AND until <= ?",
            [key.space, key.name, now.milliseconds])
        }
      }
      last = end
    }
  }

  /// Events come in the order of their ids, nearly: looks from the first on until a batch has nothing to remove.
  private func removeEvents(until moment: Moment) async throws {
    var last = Int64.min
    while true {
      let after = last
      let seen = try await commits.perform { transaction -> Int64? in
        let ids = try transaction.rows(
          "SELECT id FROM events WHERE id > ? ORDER BY id LIMIT ?", [after, Self.batch]
        ).map { try $0.value(0, as: Int64.self) }
        guard let end = ids.last else { return nil }
        let removed = try transaction.execute(
          "DELETE FROM events WHERE id > ? AND id <= ? AND at <= ?", [after, end, moment.milliseconds])
        return removed == 0 ? nil : end
      }
      guard let seen else { return }
      last = seen
    }
  }

  /// Moves the log into the file and empties it, so that no older page is left in it. While another process reads for
  /// long, the next time does it.
  private func overwrite() async throws {
    do {
      try await pool.barrierWriteWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    } catch DatabaseError.SQLITE_BUSY {
    } catch {
      throw StoreError.reading(error)
    }
  }

  private static func configuration(_ options: Options) -> Configuration {
    var configuration = Configuration()
    configuration.label = "store"
    configuration.foreignKeysEnabled = false
    configuration.maximumReaderCount = 4
    configuration.busyMode = .callback(waiting(options.busyTimeout))
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")
      try options.prepare(database)
    }
    return configuration
  }

  /// Asks again each millisecond at first: SQLite's own waits grow to 100 ms, and lose against a busy process.
  private static func waiting(_ timeout: Duration) -> @Sendable (Int) -> Bool {
    let milliseconds = timeout / .milliseconds(1)
    return { tries in
      let waited = tries < 100 ? Double(tries) : 100 + Double(tries - 100) * 5
      guard waited < milliseconds else { return false }
      Thread.sleep(forTimeInterval: tries < 100 ? 0.001 : 0.005)
      return true
    }
  }

  /// The change of the journal's mode does not wait for locks as statements do.
  private static func useWriteAheadLog(_ database: DatabaseQueue) throws {
    let pages = "PRAGMA page_size = \(ChallengeTexts.pageSize); "
    for _ in 0..<50 {
      do {
        return try database.writeWithoutTransaction {
          try $0.execute(sql: pages + "PRAGMA journal_mode = WAL")
        }
      } catch DatabaseError.SQLITE_BUSY {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  /// Runs what blocks away from the tasks' threads.
  private static func offload<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Swift.Result(catching: body)) }
    }
  }
}
#endif
