#if Server
import GRDB

extension SQLiteTransaction: StoreTransaction {
  func challenge(id: String) throws -> Challenge? {
    try row("\(Self.select) WHERE id = ?", [id]).map(read)
  }

  func challenge(authRequestID: String) throws -> Challenge? {
    try row("\(Self.select) WHERE auth_request_id = ?", [authRequestID])
      .map(read)
  }

  func insert(_ challenge: Challenge) throws {
    let texts = try bodies.texts(of: challenge)
    try execute(
      """
      INSERT INTO challenges (id, auth_request_id, version, seq, state, wake_at, delete_at, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        challenge.id, challenge.authRequestID, challenge.version, try nextMark(), challenge.state.rawValue,
        challenge.wakeAt?.milliseconds, challenge.deleteAt.milliseconds, texts.body,
      ])
    if let sealed = texts.secrets {
      try execute("INSERT INTO secrets (row, value) VALUES (?, ?)", [try lastRow(), sealed])
    }
    secrets[challenge.id] = texts.secrets
  }

  func update(_ challenge: inout Challenge) throws -> Bool {
    var changed = challenge
    changed.version &+= 1
    let texts = try bodies.texts(of: changed)
    let count = try execute(
      """
      UPDATE challenges SET version = ?, seq = ?, state = ?, wake_at = ?, delete_at = ?, body = ?
        WHERE id = ? AND version = ?
      """,
      [
        changed.version, try nextMark(), changed.state.rawValue, changed.wakeAt?.milliseconds,
        changed.deleteAt.milliseconds, texts.body, changed.id, challenge.version,
      ])
    guard count == 1 else { return false }
    if secrets[changed.id] != .some(texts.secrets) { try put(texts.secrets, of: changed.id) }
    challenge = changed
    return true
  }

  func due(at now: Moment, limit: Int) throws -> [Challenge] {
    try rows(
      "\(Self.select) WHERE wake_at <= ? ORDER BY wake_at LIMIT ?",
      [now.milliseconds, max(0, limit)]
    ).map(read)
  }

  func nextWake() throws -> Moment? {
    try row("SELECT wake_at FROM challenges WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1", [])?.moment(
      0)
  }

  func open(personKey: String) throws -> [Challenge] {
    try challenges(
      of: personKey, "AND state IN ('new', 'sending', 'pending', 'checking')")
  }

  func all(personKey: String) throws -> [Challenge] {
    try challenges(of: personKey, "")
  }

  func delete(id: String) throws {
    secrets[id] = nil
    try execute("DELETE FROM challenges WHERE id = ?", [id])
  }

  private static let select = """
    SELECT id, version, body, (SELECT value FROM secrets WHERE secrets.row = challenges.row) FROM challenges
    """

  /// Writes what is sealed, if it has changed, or erases it.
  private func put(_ secrets: String?, of id: String) throws {
    self.secrets[id] = secrets
    guard let secrets else {
      try execute("DELETE FROM secrets WHERE row = (SELECT row FROM challenges WHERE id = ?)", [id])
      return
    }
    try execute(
      """
      INSERT INTO secrets (row, value) SELECT row, ?1 FROM challenges WHERE id = ?2
        ON CONFLICT (row) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
      """, [secrets, id])
  }

  /// Newest first. Only operators ask, so that no login pays for an index: every row is looked at.
  private func challenges(of personKey: String, _ condition: String) throws -> [Challenge] {
    try rows("\(Self.select) WHERE instr(body, ?) > 0 \(condition)", [personKey]).map(read)
      .filter { challenge in
        let facts = challenge.trigger
        return [facts.userKey, facts.phoneKey, facts.emailKey].contains(personKey)
      }
      .sorted { ($1.createdAt, $1.id) < ($0.createdAt, $0.id) }
  }

  /// The counter, one further: the mark of what this transaction changes.
  private func nextMark() throws -> Int64 {
    if let mark = group.mark { return mark }
    guard let row = try row("UPDATE counter SET seq = seq + 1 WHERE id = 1 RETURNING seq", []) else {
      throw StoreError.unreadable("the counter is missing")
    }
    let mark: Int64 = try row.value(0)
    group.mark = mark
    return mark
  }

  private func read(_ row: Row) throws -> Challenge {
    let id: String = try row.value(0)
    let texts = ChallengeTexts(body: try row.value(2), secrets: try row.optional(3))
    let challenge = try bodies.challenge(id: id, from: texts)
    secrets[id] = texts.secrets
    guard challenge.id == id, try challenge.version == row.value(1) else {
      throw StoreError.unreadable("a challenge's row and its body differ")
    }
    return challenge
  }
}
#endif
