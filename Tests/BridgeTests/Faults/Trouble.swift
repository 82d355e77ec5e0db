#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// What does not work for a while.
enum Outage: String, CaseIterable, Sendable {
  /// Writes to the store fail: it is locked or full.
  case store
  /// Calls to Twilio are lost, before it has heard of them.
  case unheard
  /// Calls to Twilio are lost, after it has done what was asked.
  case unanswered
  /// Twilio answers 503.
  case down
}

/// An outage that begins at one call and lasts for some.
final class Trouble: Sendable {
  let kind: Outage
  private let calls: NIOLockedValueBox<(from: Int, length: Int, made: Int, hit: Int)>

  /// - Parameters:
  ///   - from: calls that still work.
  ///   - length: calls that do not.
  init(_ kind: Outage, from: Int, length: Int) {
    self.kind = kind
    calls = NIOLockedValueBox((from, length, 0, 0))
  }

  /// How many calls failed.
  var hit: Int { calls.withLockedValue(\.hit) }

  /// Whether this call fails.
  func hits() -> Bool {
    calls.withLockedValue { calls in
      defer { calls.made += 1 }
      guard calls.made >= calls.from, calls.made < calls.from + calls.length else { return false }
      calls.hit += 1
      return true
    }
  }
}

/// A store that is locked or full for a while.
struct TroubledStore: ChallengeStore {
  var inner: any ChallengeStore
  var trouble: Trouble?

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    if let trouble, trouble.kind == .store, trouble.hits() { throw StoreError.unavailable("full") }
    return try await inner.write(body)
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await inner.read(body)
  }

  func changes(after mark: Int64) async throws -> (ids: [String], mark: Int64) {
    try await inner.changes(after: mark)
  }

  func removeExpired(at now: Moment) async throws -> Int { try await inner.removeExpired(at: now) }
  func backup(to path: String) async throws { try await inner.backup(to: path) }
  func close() async throws { try await inner.close() }
}

/// A Twilio that cannot be reached for a while.
struct TroubledVerify: VerifyAPI {
  var inner: any VerifyAPI
  var trouble: Trouble?

  func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    try await around { () async throws(TwilioFault) in try await inner.start(request) }
  }

  func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    try await around { () async throws(TwilioFault) in try await inner.check(request) }
  }

  func cancel(_ reference: Verification.Reference) async throws(TwilioFault) {
    try await around { () async throws(TwilioFault) in try await inner.cancel(reference) }
  }

  func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  {
    try await around { () async throws(TwilioFault) in
      try await inner.attempts(to: address, service: service, after: after)
    }
  }

  func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    try await around { () async throws(TwilioFault) in try await inner.attempts(of: reference) }
  }

  private func around<Result>(
    _ call: () async throws(TwilioFault) -> Result
  ) async throws(TwilioFault) -> Result {
    guard let trouble, trouble.kind != .store, trouble.hits() else { return try await call() }
    switch trouble.kind {
    case .store, .unheard: throw .lost
    case .unanswered:
      _ = try? await call()
      throw .lost
    case .down: throw TwilioFault(status: 503, execution: .notProcessed)
    }
  }
}
#endif
