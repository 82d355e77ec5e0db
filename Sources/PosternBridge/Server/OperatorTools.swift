#if Server
import Foundation
import PosternJSON

/// What operators do beside a running bridge: on the same store, which any number of processes may use.
public struct OperatorTools: Sendable {
  private let store: SQLiteStore
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
    let purposes: [(String, HashPurpose)] = [("number", .phone), ("email", .email), ("user", .user)]
    return purposes.flatMap { name, purpose in keys.candidates(text, for: purpose).map { "\(name) \($0)\n" } }
      .joined()
  }

  /// What is stored of a login, as JSON; nil when there is none. Addresses are masked.
  public func show(_ authRequestID: String) async throws -> String? {
    let challenge = try await store.read { try $0.challenge(authRequestID: authRequestID) }
    return challenge.map { ChallengeSummary.json($0).serialized() }
  }

  /// Forgets the wrong codes of a user or a number.
  public func unlock(_ person: String) async throws {
    let users = keys.candidates(person, for: .user)
    let phones = keys.candidates(person, for: .phone)
    try await store.write {
      try WrongCodeGuard.clear(WrongCodeGuard.Person(userKeys: users, phoneKeys: phones), in: $0)
    }
  }

  /// Removes every login of a user, a number or an e-mail address, running ones too, and overwrites it.
  /// - Returns: how many there were.
  public func erase(_ person: String) async throws -> Int {
    let all = [HashPurpose.user, .phone, .email].flatMap { keys.candidates(person, for: $0) }
    var count = 0
    while true {
      // Looks at every login that is stored, and so not in a transaction that writes: the bridge goes on meanwhile.
      let found = try await store.read { transaction in
        Set(try all.flatMap { try transaction.all(personKey: $0) }.map(\.id))
      }
      if found.isEmpty { break }
      try await store.write { transaction in
        for id in found { try transaction.delete(id: id) }
      }
      count += found.count
    }
    _ = try await store.removeExpired(at: clock.now)
    return count
  }

  /// Writes a whole copy while the bridge runs. The file must not be there yet.
  public func backup(to path: String) async throws {
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
