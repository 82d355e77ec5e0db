#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// The life of one process: counts the points at which it can die, and ends it at one. What it does after that has no
/// effect on anything.
final class Lifeline: Sendable {
  struct Ended: Error {}

  private struct State {
    var left: Int?
    var passed = 0
    var end: String?
  }

  private let state: NIOLockedValueBox<State>

  /// - Parameter points: how many points it outlives; nil: all.
  init(points: Int?) {
    state = NIOLockedValueBox(State(left: points))
  }

  /// Where it ended; nil: it lives.
  var end: String? { state.withLockedValue(\.end) }
  /// How many points it has passed.
  var passed: Int { state.withLockedValue(\.passed) }

  func pass(_ point: String) throws(Ended) {
    let ends = state.withLockedValue { state in
      if state.end != nil { return true }
      guard let left = state.left else {
        state.passed += 1
        return false
      }
      if left == 0 {
        state.end = point
        return true
      }
      state.left = left - 1
      state.passed += 1
      return false
    }
    if ends { throw Ended() }
  }

  func check() throws(Ended) { if end != nil { throw Ended() } }
}

/// A store whose process can die before and after each write.
struct MortalStore: ChallengeStore {
  var inner: any ChallengeStore
  var life: Lifeline

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try life.pass("before a write")
    let result = try await inner.write(body)
    try life.pass("after a write")
    return result
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try life.check()
    return try await inner.read(body)
  }

  func changes(after mark: Int64) async throws -> (ids: [String], mark: Int64) {
    try life.check()
    return try await inner.changes(after: mark)
  }

  func removeExpired(at now: Moment) async throws -> Int { try await inner.removeExpired(at: now) }
  func backup(to path: String) async throws { try await inner.backup(to: path) }
  func close() async throws { try await inner.close() }
}

/// A Twilio whose caller can die before it is asked, and after it has done what was asked.
struct MortalVerify: VerifyAPI {
  var inner: any VerifyAPI
  var life: Lifeline

  func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    try await around("start") { () async throws(TwilioFault) in try await inner.start(request) }
  }

  func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    try await around("check") { () async throws(TwilioFault) in try await inner.check(request) }
  }

  func cancel(_ reference: Verification.Reference) async throws(TwilioFault) {
    try await around("cancel") { () async throws(TwilioFault) in try await inner.cancel(reference) }
  }

  func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  {
    try await around("attempts") { () async throws(TwilioFault) in
      try await inner.attempts(to: address, service: service, after: after)
    }
  }

  func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    try await around("attempts") { () async throws(TwilioFault) in
      try await inner.attempts(of: reference)
    }
  }

  private func around<Result>(
    _ name: String, _ call: () async throws(TwilioFault) -> Result
  ) async throws(TwilioFault) -> Result {
    guard (try? life.pass("before \(name)")) != nil else { throw .lost }
    let result: Swift.Result<Result, TwilioFault>
    do { result = .success(try await call()) } catch { result = .failure(error) }
    guard (try? life.pass("after \(name)")) != nil else { throw .lost }
    return try result.get()
  }
}

/// An application that takes outcomes, and notes them; whoever posts can die before and after.
struct MortalCallbacks: CallbackPosting {
  struct Posted: Sendable {
    var authRequestID: String
    var webhookID: String
    var status: String
    var at: Moment
  }

  var life: Lifeline
  var posted: NIOLockedValueBox<[Posted]>
  var clock: any BridgeClock
  /// Answers, in order; then everything is delivered.
  var answers: NIOLockedValueBox<[CallbackResult]>

  func post(_ challenge: Challenge, _ callback: Callback) async -> CallbackResult {
    guard (try? life.pass("before a callback")) != nil else { return .retry }
    let result = answers.withLockedValue { $0.isEmpty ? CallbackResult.delivered : $0.removeFirst() }
    if result == .delivered {
      posted.withLockedValue {
        $0.append(
          Posted(
            authRequestID: challenge.authRequestID, webhookID: callback.webhookID,
            status: challenge.outcome?.status.rawValue ?? "", at: clock.now))
      }
    }
    guard (try? life.pass("after a callback")) != nil else { return .retry }
    return result
  }
}
#endif
