#if Server
import GRDB

/// Events of a key are numbered by time, without gaps among those that any window can reach: the nth newest is a look-up.
extension SQLiteTransaction {
  func addEvent(_ key: String, at moment: Moment) throws -> Int64 {
    let ordinal = try makeRoom(key, at: moment)
    try execute(
      "INSERT INTO events (key, ordinal, at) VALUES (?, ?, ?)", [key, ordinal, moment.milliseconds])
    newestEvents[key] = nil
    return try lastRow()
  }

  func removeEvent(_ id: Int64) throws {
    let gone = try row("DELETE FROM events WHERE id = ? RETURNING key, ordinal", [id]) {
      (key: try $0.value(0, as: String.self), ordinal: try $0.value(1, as: Int64.self))
    }
    guard let gone else { return }
    newestEvents = [:]
    try shift(gone.key, from: gone.ordinal, by: -1)
  }

  func countEvents(_ key: String, after moment: Moment) throws -> Int {
    guard let newest = try newest(key) else { return 0 }
    // Halving, between an ordinal that is certainly not after the moment and the newest.
    var low = try oldestOrdinal(key) &- 1
    var high = newest.ordinal &+ 1
    while high > low, high &- low > 1 {
      let middle = low &+ (high &- low) / 2
      if let at = try self.moment(key, middle), at > moment { high = middle } else { low = middle }
    }
    return Int(newest.ordinal &+ 1 &- high)
  }

  func event(_ key: String, fromNewest place: Int, after moment: Moment) throws -> Moment? {
    guard place >= 0, let newest = try newest(key) else { return nil }
    if place == 0 { return newest.at > moment ? newest.at : nil }
    let (ordinal, overflow) = newest.ordinal.subtractingReportingOverflow(Int64(place))
    guard !overflow, let at = try self.moment(key, ordinal), at > moment else { return nil }
    return at
  }

  func removeEvents(_ key: String) throws {
    newestEvents[key] = nil
    try execute("DELETE FROM events WHERE key = ?", [key])
  }

  private func newest(_ key: String) throws -> (ordinal: Int64, at: Moment)? {
    if let known = newestEvents[key] { return known }
    let found = try row("SELECT ordinal, at FROM events WHERE key = ? ORDER BY ordinal DESC LIMIT 1", [key]) {
      (ordinal: try $0.value(0, as: Int64.self), at: Moment(milliseconds: try $0.value(1)))
    }
    newestEvents[key] = .some(found)
    return found
  }

  /// 0 when there is none.
  private func oldestOrdinal(_ key: String) throws -> Int64 {
    try row("SELECT ordinal FROM events WHERE key = ? ORDER BY ordinal LIMIT 1", [key]) { try $0.value(0) }
      ?? 0
  }

  private func moment(_ key: String, _ ordinal: Int64) throws -> Moment? {
    try row("SELECT at FROM events WHERE key = ? AND ordinal = ?", [key, ordinal]) {
      Moment(milliseconds: try $0.value(0))
    }
  }

  /// The ordinal for an event at a moment; newer events, which there are when clocks differ, move up by one.
  private func makeRoom(_ key: String, at moment: Moment) throws -> Int64 {
    guard let newest = try newest(key) else { return 0 }
    if newest.at <= moment { return newest.ordinal &+ 1 }
    let older = try row(
      "SELECT ordinal FROM events WHERE key = ? AND at <= ? ORDER BY ordinal DESC LIMIT 1",
      [key, moment.milliseconds]
    ) { try $0.value(0, as: Int64.self) }
    guard let older else { return try oldestOrdinal(key) &- 1 }
    let ordinal = older &+ 1
    try shift(key, from: ordinal, by: 1)
    return ordinal
  }

  private func shift(_ key: String, from ordinal: Int64, by step: Int64) throws {
    newestEvents[key] = nil
    try execute(
      "UPDATE events SET ordinal = ordinal + ?3 WHERE key = ?1 AND ordinal >= ?2", [key, ordinal, step])
  }
}
#endif
