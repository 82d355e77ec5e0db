#if Server
import Foundation
import PosternJSON

/// What operators do beside a running bridge: on the same store, which any number of processes may use.
public struct OperatorTools: Sendable {
  let store: SQLiteStore
  private let keys: StoreKeys
  private let clock: any BridgeClock

  /// Opens the store of a configuration.
  /// - Throws: `ConfigurationError`, `StoreError`.
  public static func open(
    _ configuration: BridgeConfiguration, environment: [String: String],
    clock: any BridgeClock = SystemClock()
  ) async throws -> OperatorTools {
    guard FileManager.default.fileExists(atPath: configuration.store) else {
      throw ConfigurationError(["there is no store at `\(configuration.store)`"])
    }
    let prepared = try PreparedBridge(configuration, environment: environment)
    return OperatorTools(
      store: try await prepared.openStore(), keys: prepared.keys.store, clock: clock)
  }

  /// The keyed hashes by which logs and store know a text: as a number, an e-mail address and a user's id.
  public static func hashes(
    _ text: String, _ configuration: BridgeConfiguration, environment: [String: String]
  ) throws -> String {
    let keys = try PreparedBridge(configuration, environment: environment).keys.store
    let person = try OperatorPerson(text)
    let purposes: [(String, String, HashPurpose)] = [
      ("number", person.number, .phone), ("email", person.text, .email), ("user", person.text, .user),
    ]
    return purposes.flatMap { name, text, purpose in
      keys.candidates(text, for: purpose).map { "\(name) \($0)\n" }
    }.joined()
  }

  /// What is stored of a login, as JSON; nil when there is none. Addresses are masked.
  public func show(_ authRequestID: String) async throws -> String? {
    let challenge = try await store.read { try $0.challenge(authRequestID: authRequestID) }
    return challenge.map { ChallengeSummary.json($0).serialized() }
  }

  /// What `unlock` found.
  public struct Unlocked: Sendable, Equatable {
    public var wasLocked: Bool
    /// Wrong codes that counted, and are forgotten.
    public var wrongCodes: Int
  }

  /// Forgets the wrong codes of a user or a number.
  /// - Throws: `ConfigurationError` for an empty text; `StoreError`.
  public func unlock(_ person: String) async throws -> Unlocked {
    let person = try OperatorPerson(person)
    let keyed = WrongCodeGuard.Person(
      userKeys: keys.candidates(person.text, for: .user),
      phoneKeys: keys.candidates(person.number, for: .phone))
    let now = clock.now
    return try await store.write {
      let found = Unlocked(
        wasLocked: try WrongCodeGuard.lockedUntil(keyed, at: now, in: $0) != nil,
        wrongCodes: try WrongCodeGuard.wrongCodes(keyed, at: now, in: $0))
      try WrongCodeGuard.clear(keyed, in: $0)
      return found
    }
  }

  /// Removes every login of a user, a number or an e-mail address, and overwrites it. One that runs ends as canceled and
  /// keeps nothing of the person; it goes when a running bridge has had the time to cancel it at Twilio.
  /// - Returns: how many there were.
  public func erase(_ person: String) async throws -> Int {
    let person = try OperatorPerson(person)
    let all =
      [HashPurpose.user, .email].flatMap { keys.candidates(person.text, for: $0) }
      + keys.candidates(person.number, for: .phone)
    var count = 0
    while true {
      // Looks at every login that is stored, and so not in a transaction that writes: the bridge goes on meanwhile.
      let found = try await store.read { transaction in
        Set(try all.flatMap { try transaction.all(personKey: $0) }.map(\.id))
      }
      if found.isEmpty { break }
      let now = clock.now
      try await store.write { transaction in
        for id in found {
          guard var challenge = try transaction.challenge(id: id) else { continue }
          if challenge.state.isFinal {
            try transaction.delete(id: id)
          } else {
            try challenge.erase(at: now, transaction)
          }
        }
      }
      count += found.count
    }
    _ = try await store.removeExpired(at: clock.now)
    return count
  }

  /// Writes a whole copy while the bridge runs. The file must not be there yet.
  /// - Throws: `ConfigurationError` where no file can be made; `StoreError`.
  public func backup(to path: String) async throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if path.isEmpty { throw ConfigurationError(["no file is named to write the copy to"]) }
    if FileManager.default.fileExists(atPath: path) {
      throw ConfigurationError(["`\(path)` exists: a backup replaces nothing"])
    }
    if !FileManager.default.fileExists(atPath: folder) {
      throw ConfigurationError(["`\(path)` cannot be written: there is no folder `\(folder)`"])
    }
    try await store.backup(to: path)
  }

  public func close() async throws {
    try await store.close()
  }
}

/// What an operator is shown of a challenge.
enum ChallengeSummary {
  static func json(_ challenge: Challenge) -> JSONValue {
    let facts = challenge.trigger
    return [
      "auth_request_id": .string(challenge.authRequestID), "challenge": .string(challenge.id),
      "state": .string(challenge.state.rawValue), "created_at": .string(challenge.createdAt.text),
      "table": .string(challenge.tableDigest), "rule": .string(challenge.rule),
      "country": .string(challenge.country), "line_type": .string(challenge.lineType),
      "number": .optional(facts.maskedPhone), "number_key": .optional(facts.phoneKey),
      "email": .optional(facts.maskedEmail), "email_key": .optional(facts.emailKey),
      "user_key": .optional(facts.userKey), "application": .optional(facts.application),
      "plan": .strings(challenge.plan.map(\.channel)), "step": .integer(challenge.step),
      "checks_used": .integer(challenge.checksUsed),
      "sends": .array(challenge.sends.map(send)),
      "verifications": .strings(challenge.verifications.map(\.reference.sid)),
      "expires_at": .optional(challenge.expiresAt?.text),
      "resend_after": .optional(challenge.resendAfter?.text),
      "outcome": challenge.outcome.map(outcome) ?? .null,
      "callback": challenge.callback.map(callback) ?? .null, "delete_at": .string(challenge.deleteAt.text),
      "traceparent": .optional(facts.traceparent),
    ]
  }

  private static func send(_ send: Send) -> JSONValue {
    [
      "channel": .string(send.channel), "at": .string(send.at.text), "automatic": .bool(send.isAutomatic),
      "fate": .string(send.fate.rawValue), "verification": .optional(send.verification),
      "provider_request": .optional(send.requestID),
    ]
  }

  private static func outcome(_ outcome: Outcome) -> JSONValue {
    [
      "status": .string(outcome.status.rawValue), "at": .string(outcome.at.text),
      "reason": .optional(outcome.reason?.rawValue), "channel": .optional(outcome.channel),
      "valid_until": .string(outcome.validUntil.text),
    ]
  }

  private static func callback(_ callback: Callback) -> JSONValue {
    ["tries": .integer(callback.tries), "next_at": .optional(callback.nextAt?.text)]
  }
}
#endif
