#if Server
import GRDB

extension SQLiteTransaction {
  func register(
    _ value: String, as name: String, in space: RegistrySpace, until: Moment, now: Moment
  ) throws -> String? {
    if let standing = try registered(name, in: space, now: now) { return standing }
    try execute(
      "INSERT OR REPLACE INTO registrations (space, name, value, until) VALUES (?, ?, ?, ?)",
      [space.rawValue, name, value, until.milliseconds])
    return nil
  }

  func registered(_ name: String, in space: RegistrySpace, now: Moment) throws -> String? {
    try row(
      "SELECT value FROM registrations WHERE space = ? AND name = ? AND until > ?",
      [space.rawValue, name, now.milliseconds])?.value(0)
  }

  func unregister(_ name: String, in space: RegistrySpace, ifValue value: String) throws -> Bool {
    try execute(
      "DELETE FROM registrations WHERE space = ? AND name = ? AND value = ?", [space.rawValue, name, value])
      > 0
  }

  func setting(_ name: String) throws -> String? {
    try row("SELECT value FROM settings WHERE name = ?", [name])?.value(0)
  }

  func setSetting(_ name: String, _ value: String) throws {
    try execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [name, value])
  }
}
#endif
