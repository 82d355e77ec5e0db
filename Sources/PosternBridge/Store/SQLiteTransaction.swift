#if Server
import Foundation
import GRDB

/// What one body may do to the database, and only while it runs.
final class SQLiteTransaction {
  /// What the writes of one group share.
  final class Group {
    /// The mark of all that it changes; nil: none has changed anything.
    var mark: Int64?
  }

  private var database: Database?
  let bodies: ChallengeBodies
  let group: Group
  /// What is sealed of the challenges that were read or written here, as it stands in the store now.
  var secrets: [String: (secrets: ChallengeTexts.Secrets, text: String?)] = [:]

  /// The newest event of the keys that were asked for here; an inner nil: there is none.
  var newestEvents: [String: (ordinal: Int64, at: Moment)?] = [:]

  init(_ database: Database, _ bodies: ChallengeBodies, _ group: Group = Group()) {
    self.database = database
    self.bodies = bodies
    self.group = group
  }

  /// From now on nothing can be done by it.
  func end() {
    database = nil
  }

  /// Runs a few statements; errors of SQLite become the store's.
  func run<Result>(_ body: (Database) throws -> Result) throws -> Result {
    guard let database else { throw StoreError.unavailable("a transaction was used after its end") }
    do {
      return try body(database)
    } catch {
      throw StoreError.reading(error)
    }
  }

  /// Runs one statement that answers nothing.
  /// - Returns: how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: StatementArguments) throws -> Int {
    try run { database in
      try database.cachedStatement(sql: sql).execute(arguments: arguments)
      return database.changesCount
    }
  }

  /// The number of the row that was added last.
  func lastRow() throws -> Int64 { try run { $0.lastInsertedRowID } }

  /// Runs one query.
  func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
    try run { try Row.fetchAll($0.cachedStatement(sql: sql), arguments: arguments) }
  }

  /// Runs one query and reads the first row, which must not leave the body.
  func row<Result>(
    _ sql: String, _ arguments: StatementArguments, _ read: (Row) throws -> Result
  ) throws -> Result? {
    try run { database in
      let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
      return try rows.next().map(read)
    }
  }
}

extension Row {
  /// A column, checked: a damaged row is an error.
  /// - Throws: `StoreError.unreadable`.
  func value<Value: DatabaseValueConvertible>(_ column: Int, as type: Value.Type = Value.self) throws -> Value
  {
    guard let value = Value.fromDatabaseValue(self[column]) else {
      throw StoreError.unreadable("a column has another type than its table's")
    }
    return value
  }

  /// A column that may be empty.
  func optional<Value: DatabaseValueConvertible>(
    _ column: Int, as type: Value.Type = Value.self
  ) throws -> Value? {
    let found: DatabaseValue = self[column]
    return found.isNull ? nil : try value(column, as: type)
  }

  /// A column of milliseconds that may be empty.
  func moment(_ column: Int) throws -> Moment? {
    try optional(column, as: Int64.self).map(Moment.init(milliseconds:))
  }
}
#endif
