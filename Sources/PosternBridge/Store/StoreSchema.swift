#if Server
import GRDB

/// The tables of a store, and what a file must be to be one.
enum StoreSchema {
  /// Raised whenever an older program could misread a store.
  static let version = 2
  /// In SQLite's header: `Pstn`.
  static let applicationID = 0x5073_746E

  /// Whom a store belongs to.
  struct Binding: Sendable, Equatable {
    var policy: String
    var environment: String
  }

  /// Looks at a file before anything in it is changed.
  /// - Returns: its version; 0 when it is empty still.
  /// - Throws: `StoreError.tooNew`, `.foreign`, `.unreadable`.
  static func check(_ database: Database, _ binding: Binding) throws -> Int {
    let tables = try integer(database, "SELECT count(*) FROM sqlite_master")
    let id = try integer(database, "PRAGMA application_id")
    let schema = try integer(database, "PRAGMA user_version")
    if tables == 0, id == 0, schema == 0 { return 0 }
    guard id == applicationID else { throw StoreError.unreadable("an SQLite file, but no store") }
    guard schema <= version else { throw StoreError.tooNew(version: Int(schema)) }
    guard schema >= 1 else { throw StoreError.unreadable("schema version \(schema)") }
    let made = try found(in: database)
    guard made == binding else {
      throw StoreError.foreign(
        "made for policy `\(made.policy)`, environment `\(made.environment)`; not for `\(binding.policy)`, "
          + "`\(binding.environment)`")
    }
    return Int(schema)
  }

  /// Makes an older store one of this version, in a transaction that the caller has begun. Older programs that have it
  /// open go on with it; they do not open it again.
  static func migrate(_ database: Database, from old: Int) throws {
    guard old < version else { return }
    // Indexes of version 1 that only an operator's erasure and the removal of what has run out asked for, and each login
    // paid for.
    try database.execute(
      sql: """
        DROP INDEX IF EXISTS challenges_user; DROP INDEX IF EXISTS challenges_phone;
        DROP INDEX IF EXISTS challenges_email; DROP INDEX IF EXISTS registrations_until;
        PRAGMA user_version = \(version)
        """)
  }

  /// Makes the tables, in a transaction that the caller has begun.
  static func create(_ database: Database, _ binding: Binding) throws {
    try database.execute(sql: tables)
    try database.execute(
      sql: "INSERT INTO settings (name, value) VALUES ('store.policy', ?), ('store.environment', ?)",
      arguments: [binding.policy, binding.environment])
    try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }

  private static func found(in database: Database) throws -> Binding {
    func text(_ name: String) throws -> String {
      let row = try Row.fetchOne(
        database, sql: "SELECT value FROM settings WHERE name = ?", arguments: [name])
      guard let text = row.flatMap({ String.fromDatabaseValue($0[0]) }) else {
        throw StoreError.unreadable("the setting `\(name)` is missing")
      }
      return text
    }
    return Binding(policy: try text("store.policy"), environment: try text("store.environment"))
  }

  private static func integer(_ database: Database, _ sql: String) throws -> Int64 {
    guard let row = try Row.fetchOne(database, sql: sql), let value = Int64.fromDatabaseValue(row[0]) else {
      throw StoreError.unreadable("no answer to `\(sql)`")
    }
    return value
  }

  /// `seq` is the value of the counter when the row was changed last: whoever has seen one misses no later
  /// change, since writers follow one another. `ordinal` numbers the events of a key by time without gaps, so
  /// that the nth newest is found by its number. `secrets` has what is sealed, under a challenge's row: see
  /// `ChallengeTexts`.
  private static let tables = """
    CREATE TABLE counter (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT;
    INSERT INTO counter (id, seq) VALUES (1, 0);
    CREATE TABLE challenges (
      row INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, auth_request_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,
      seq INTEGER NOT NULL, state TEXT NOT NULL, wake_at INTEGER, delete_at INTEGER NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX challenges_seq ON challenges (seq);
    CREATE INDEX challenges_wake ON challenges (wake_at) WHERE wake_at IS NOT NULL;
    CREATE INDEX challenges_delete ON challenges (delete_at);
    CREATE TABLE secrets (row INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TRIGGER challenges_gone AFTER DELETE ON challenges BEGIN
      DELETE FROM secrets WHERE row = old.row;
    END;
    CREATE TABLE registrations (
      space TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, until INTEGER NOT NULL,
      PRIMARY KEY (space, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE events (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, ordinal INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX events_ordinal ON events (key, ordinal, at);
    CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """
}
#endif
