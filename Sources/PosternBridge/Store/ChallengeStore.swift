#if Server
/// Where challenges live. Several processes may use one store at once: every transaction is atomic, isolated and
/// durable when it returns, and nothing is kept in memory that another process could change.
public protocol ChallengeStore: Sendable {
  /// Runs a body as one transaction; nothing of it holds when it throws.
  /// - Throws: what the body throws; `StoreError`.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result

  /// Runs a body that only reads.
  /// - Throws: what the body throws; `StoreError`.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result

  /// The challenges that any process changed after a mark, and the mark to ask with next; marks begin at 0.
  func changes(after mark: Int64) async throws -> (ids: [String], mark: Int64)

  /// Removes what has run out: rows by `deleteAt`, registrations, events older than a day and a bit; overwrites what
  /// it frees.
  /// - Returns: how many challenges went.
  func removeExpired(at now: Moment) async throws -> Int

  /// Writes a copy that is whole, while the store is in use.
  func backup(to path: String) async throws

  func close() async throws
}

/// Why a store did not do it.
public enum StoreError: Error, Sendable, Equatable {
  /// Locked for too long, full, or out of order: nothing was changed. The text is for the log.
  case unavailable(String)
  /// Made by a newer version.
  case tooNew(version: Int)
  /// Of another policy or environment than it was made for.
  case foreign(String)
  /// No store at all, or damaged.
  case unreadable(String)
}

extension StoreError: CustomStringConvertible {
  /// What an operator is told.
  public var description: String {
    switch self {
    case .unavailable(let text): "not available now: \(text)"
    case .tooNew(let version): "made by a newer version of this program (its schema is \(version))"
    case .foreign(let text): text
    case .unreadable(let text): text
    }
  }
}

/// What one transaction can do. It must not leave the body that it was given to.
public protocol StoreTransaction {
  // Challenges.
  func challenge(id: String) throws -> Challenge?
  func challenge(authRequestID: String) throws -> Challenge?
  /// - Throws: `StoreError.unavailable` when the id or the `auth_request_id` is there already.
  func insert(_ challenge: Challenge) throws
  /// Replaces the row if it still has the version that the value has, and raises the version of the value.
  /// - Returns: whether it did.
  func update(_ challenge: inout Challenge) throws -> Bool
  /// Challenges whose timer is due, earliest first.
  func due(at now: Moment, limit: Int) throws -> [Challenge]
  /// The earliest timer.
  func nextWake() throws -> Moment?
  /// Challenges of a person that have not ended, newest first: those with this user key, phone key or email key.
  func open(personKey: String) throws -> [Challenge]
  /// Every challenge of a person, ended ones too, newest first.
  func all(personKey: String) throws -> [Challenge]
  /// Challenges whose ids come after one, in their order, which is that of their beginnings.
  func challenges(after id: String, limit: Int) throws -> [Challenge]
  func delete(id: String) throws

  // Registrations: a name in a space belongs to whoever came first.
  /// Registers a value under a name, if the name is free or its registration has run out by `now`.
  /// - Returns: nil when it is registered now; else the value that stands there.
  func register(_ value: String, as name: String, in space: RegistrySpace, until: Moment, now: Moment)
    throws -> String?
  /// The value, unless it has run out.
  func registered(_ name: String, in space: RegistrySpace, now: Moment) throws -> String?
  /// Takes a registration back if it has that value.
  /// - Returns: whether it did.
  func unregister(_ name: String, in space: RegistrySpace, ifValue value: String) throws -> Bool
  /// Takes back the registrations of a space that would last longer than until a moment.
  func removeRegistrations(in space: RegistrySpace, after: Moment) throws

  // Events, counted in sliding windows.
  /// Adds an event under a key; many may be at one moment.
  func addEvent(_ key: String, at: Moment) throws -> Int64
  func removeEvent(_ id: Int64) throws
  /// How many events a key has after a moment (that moment itself not counted).
  func countEvents(_ key: String, after: Moment) throws -> Int
  /// When the event was that stands at a place, counted from the newest (0), among those after a moment.
  func event(_ key: String, fromNewest place: Int, after: Moment) throws -> Moment?
  func removeEvents(_ key: String) throws

  // A few settings of the store itself.
  func setting(_ name: String) throws -> String?
  func setSetting(_ name: String, _ value: String) throws
}

/// What is registered.
public enum RegistrySpace: String, Sendable, CaseIterable {
  /// One live challenge per service and address: `<service> <address key>` → challenge.
  case live
  /// Hash of a page link's token → challenge.
  case pageLink
  /// Hash of a page cookie → challenge.
  case pageCookie
  /// Verification SID → challenge.
  case verification
  /// Hash of a one-time result → challenge.
  case result
  /// `<path> <webhook-id>` → digest of what was asked.
  case webhookID
}
#endif
