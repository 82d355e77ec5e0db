#if Server
import Foundation
import GRDB

/// What one body may do to the database, and only while it runs.
final class SQLiteTransaction {
  private var database: Database?
  let bodies: ChallengeBodies

  init(_ database: Database, _ bodies: ChallengeBodies) {
    self.database = database
    self.bodies = bodies
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

  /// Runs one query.
  func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
    try run { try Row.fetchAll($0.cachedStatement(sql: sql), arguments: arguments) }
  }

  /// Runs one query and takes the first row.
  func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
    try run { try Row.fetchOne($0.cachedStatement(sql: sql), arguments: arguments) }
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
