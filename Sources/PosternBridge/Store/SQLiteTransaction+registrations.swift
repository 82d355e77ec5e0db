#if Server
import GRDB

extension SQLiteTransaction {
  func register(
    _ value: String, as name: String, in space: RegistrySpace, until: Moment, now: Moment
  ) throws -> String? {
    let count = try execute(
      """
      INSERT INTO registrations (space, name, value, until) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (space, name) DO UPDATE SET value = excluded.value, until = excluded.until
        WHERE until <= ?5
      """, [space.rawValue, name, value, until.milliseconds, now.milliseconds])
    return count > 0 ? nil : try registered(name, in: space, now: now)
  }

  func registered(_ name: String, in space: RegistrySpace, now: Moment) throws -> String? {
    try row(
      "SELECT value FROM registrations WHERE space = ? AND name = ? AND until > ?",
      [space.rawValue, name, now.milliseconds]
    ) { try $0.value(0) }
  }

  func unregister(_ name: String, in space: RegistrySpace, ifValue value: String) throws -> Bool {
    try execute(
      "DELETE FROM registrations WHERE space = ? AND name = ? AND value = ?", [space.rawValue, name, value])
      > 0
  }

  func removeRegistrations(in space: RegistrySpace, after: Moment) throws {
    try execute(
      "DELETE FROM registrations WHERE space = ? AND until > ?", [space.rawValue, after.milliseconds])
  }

  func setting(_ name: String) throws -> String? {
    try row("SELECT value FROM settings WHERE name = ?", [name]) { try $0.value(0) }
  }

  func setSetting(_ name: String, _ value: String) throws {
    try execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [name, value])
  }
}
#endif
