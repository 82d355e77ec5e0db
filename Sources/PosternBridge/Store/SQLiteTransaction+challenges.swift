#if Server
import GRDB

extension SQLiteTransaction: StoreTransaction {
  func challenge(id: String) throws -> Challenge? {
    try row(Self.selectByID, [id], read)
  }

  func challenge(authRequestID: String) throws -> Challenge? {
    try row(Self.selectByRequest, [authRequestID], read)
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
    secrets[challenge.id] = (.init(challenge.trigger), texts.secrets)
  }

  func update(_ challenge: inout Challenge) throws -> Bool {
    var changed = challenge
    changed.version &+= 1
    let known = secrets[changed.id]
    let texts = try bodies.texts(of: changed, known: known)
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
    if known == nil || known?.text != texts.secrets { try put(texts.secrets, of: changed) }
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
    try row("SELECT wake_at FROM challenges WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1", []) {
      try $0.value(0)
    }.map(Moment.init(milliseconds:))
  }

  func open(personKey: String) throws -> [Challenge] {
    try challenges(
      of: personKey, "AND state IN ('new', 'sending', 'pending', 'checking')")
  }

  func all(personKey: String) throws -> [Challenge] {
    try challenges(of: personKey, "")
  }

  func challenges(after id: String, limit: Int) throws -> [Challenge] {
    try rows("\(Self.select) WHERE id > ? ORDER BY id LIMIT ?", [id, max(0, limit)]).map(read)
  }

  func delete(id: String) throws {
    secrets[id] = nil
    try execute("DELETE FROM challenges WHERE id = ?", [id])
  }

  private static let select = """
    SELECT id, version, body, (SELECT value FROM secrets WHERE secrets.row = challenges.row) FROM challenges
    """

  private static let selectByID = "\(select) WHERE id = ?"
  private static let selectByRequest = "\(select) WHERE auth_request_id = ?"

  /// Writes what is sealed, if it has changed, or erases it.
  private func put(_ secrets: String?, of challenge: Challenge) throws {
    let id = challenge.id
    self.secrets[id] = (.init(challenge.trigger), secrets)
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
    let next = try row("UPDATE counter SET seq = seq + 1 WHERE id = 1 RETURNING seq", []) {
      try $0.value(0, as: Int64.self)
    }
    guard let mark = next else { throw StoreError.unreadable("the counter is missing") }
    group.mark = mark
    return mark
  }

  private func read(_ row: Row) throws -> Challenge {
    let id: String = try row.value(0)
    let texts = ChallengeTexts(body: try row.value(2), secrets: try row.optional(3))
    let challenge = try bodies.challenge(id: id, from: texts)
    secrets[id] = (.init(challenge.trigger), texts.secrets)
    guard challenge.id == id, try challenge.version == row.value(1) else {
      throw StoreError.unreadable("a challenge's row and its body differ")
    }
    return challenge
  }
}
#endif
