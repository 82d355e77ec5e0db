#if Server
import Foundation
import GRDB
import NIOConcurrencyHelpers

/// Writes that wait while another is being made durable share the next transaction, and so one `fsync`. Each runs in a
/// savepoint of its own; a caller goes on after the commit that holds its write, never before.
final class GroupCommit: Sendable {
  /// How a group behaves.
  struct Bounds: Sendable {
    /// How many writes share a transaction at most.
    var group = 256
    /// How long a write may wait for its turn.
    var patience: Duration
    /// After this long without a pause the lock is let go for a moment, so that other processes have their turn.
    var turn: Duration = .milliseconds(50)
    /// Where this many came together the next ones will too: they are waited for.
    var crowd = 4
    /// How long, in seconds.
    var gathering = 0.002
  }

  private struct Queue {
    var waiting: [QueuedWrite] = []
    var isDraining = false
    var isClosed = false
  }

  private let pool: DatabasePool
  private let bodies: ChallengeBodies
  private let bounds: Bounds
  private let queue = NIOLockedValueBox(Queue())

  init(_ pool: DatabasePool, _ bodies: ChallengeBodies, _ bounds: Bounds) {
    self.pool = pool
    self.bodies = bodies
    self.bounds = bounds
  }

  /// How many writes wait for their turn.
  var waiting: Int { queue.withLockedValue { $0.waiting.count } }

  /// Runs a body, and returns when its transaction is durable.
  /// - Throws: what the body throws; `StoreError`.
  func perform<Result: Sendable>(
    _ body: @escaping @Sendable (SQLiteTransaction) throws -> Result
  ) async throws -> Result {
    let outcome = FirstOutcome<Swift.Result<Result, any Error>>()
    add(QueuedWrite(body, bodies, outcome))
    return try await outcome.value().get()
  }

  /// Refuses what comes from now on; what waits is still written.
  func close() {
    queue.withLockedValue { $0.isClosed = true }
  }

  private func add(_ write: QueuedWrite) {
    let (isClosed, starts) = queue.withLockedValue { queue in
      if queue.isClosed { return (true, false) }
      queue.waiting.append(write)
      let starts = !queue.isDraining
      queue.isDraining = true
      return (false, starts)
    }
    if isClosed { return write.fail(StoreError.unavailable("the store is closed")) }
    if starts { pool.asyncWriteWithoutTransaction { self.drain($0) } }
  }

  /// The writes of the next transaction; nil when none waits, and nobody drains any more.
  private func next() -> [QueuedWrite]? {
    queue.withLockedValue { queue in
      if queue.waiting.isEmpty {
        queue.isDraining = false
        return nil
      }
      // What is handed out shares no storage with what waits.
      let rest = Array(queue.waiting.dropFirst(bounds.group))
      let group = rest.isEmpty ? queue.waiting : Array(queue.waiting.prefix(bounds.group))
      queue.waiting = rest
      return group
    }
  }

  private func drain(_ database: Database) {
    var turnBegan = ContinuousClock.now
    while let group = next() {
      commit(group, database)
      if group.count >= bounds.crowd {
        // The lock is free meanwhile.
        Thread.sleep(forTimeInterval: bounds.gathering)
        turnBegan = .now
      } else if ContinuousClock.now - turnBegan > bounds.turn {
        Thread.sleep(forTimeInterval: 0.002)
        turnBegan = .now
      }
    }
  }

  private func commit(_ group: [QueuedWrite], _ database: Database) {
    var answers: [QueuedWrite.Answer] = []
    let shared = SQLiteTransaction.Group()
    do {
      try database.inTransaction(.immediate) {
        let latest = ContinuousClock.now - bounds.patience
        for write in group {
          if write.since < latest {
            answers.append { _ in write.fail(StoreError.unavailable("waited too long for the store")) }
            continue
          }
          answers.append(write.run(database, shared))
          // A full disk, for one, can end the transaction for all.
          guard database.isInsideTransaction else {
            throw StoreError.unavailable("another write ended the transaction")
          }
        }
        return .commit
      }
      for answer in answers { answer(nil) }
    } catch {
      let error = StoreError.reading(error)
      for answer in answers { answer(error) }
      for write in group.dropFirst(answers.count) { write.fail(error) }
    }
  }
}

/// A write that waits for its turn.
struct QueuedWrite: Sendable {
  /// Lets the caller go on, once it is known whether the transaction holds: nil, or why not.
  typealias Answer = ((any Error)?) -> Void

  let since = ContinuousClock.now
  /// Runs the body in a savepoint.
  let run: @Sendable (Database, SQLiteTransaction.Group) -> Answer
  /// Lets the caller go on without having run the body.
  let fail: @Sendable (any Error) -> Void

  init<Result: Sendable>(
    _ body: @escaping @Sendable (SQLiteTransaction) throws -> Result, _ bodies: ChallengeBodies,
    _ outcome: FirstOutcome<Swift.Result<Result, any Error>>
  ) {
    run = { database, group in
      let result = Swift.Result {
        try Self.inSavepoint(SQLiteTransaction(database, bodies, group), database, body)
      }
      return { failure in
        if let failure, case .success = result {
          outcome.settle(.failure(failure))
        } else {
          outcome.settle(result)
        }
      }
    }
    fail = { outcome.settle(.failure($0)) }
  }

  /// As GRDB's own, with statements that are prepared once.
  private static func inSavepoint<Result>(
    _ transaction: SQLiteTransaction, _ database: Database, _ body: (SQLiteTransaction) throws -> Result
  ) throws -> Result {
    defer { transaction.end() }
    do {
      try database.cachedStatement(sql: "SAVEPOINT one").execute()
      let result = try body(transaction)
      guard database.isInsideTransaction else {
        throw StoreError.unavailable("a write ended the transaction")
      }
      try database.cachedStatement(sql: "RELEASE one").execute()
      return result
    } catch {
      // The counter is undone too.
      transaction.group.mark = nil
      if database.isInsideTransaction { try undo(database) }
      throw StoreError.reading(error)
    }
  }

  /// Where that fails too, nothing of the transaction may hold.
  private static func undo(_ database: Database) throws {
    do {
      try database.cachedStatement(sql: "ROLLBACK TO one").execute()
      try database.cachedStatement(sql: "RELEASE one").execute()
    } catch {
      try database.rollback()
    }
  }
}
#endif
