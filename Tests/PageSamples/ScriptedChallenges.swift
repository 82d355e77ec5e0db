#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// Challenges without a machine behind them: what the page shows is set by a test or by a person who looks at it, and
/// what the page asks for is noted down.
public final class ScriptedChallenges: ChallengeService {
  /// One challenge.
  public struct Script: Sendable {
    /// What the page shows; `view` is not public, so neither is this.
    var view: PageView
    var code = "123456"
    /// Seconds before another code can be had, each time one was sent.
    var wait: Int64 = 30
    /// What the next step throws instead of doing anything.
    var refusal: Refusal?
    /// Milliseconds that a check takes.
    var checkTime: Int64 = 0
    var calls: [String] = []
    /// Hash of the bound browser's cookie.
    var cookie: String?
    var results = 0
  }

  private let state = NIOLockedValueBox<(scripts: [String: Script], count: Int)>(([:], 0))
  private let clock: any BridgeClock
  public let tokens: PageTokens

  public init(clock: any BridgeClock, tokens: PageTokens) {
    self.clock = clock
    self.tokens = tokens
  }

  /// - Returns: the id.
  func add(_ script: Script) -> String {
    state.withLockedValue { state in
      state.count += 1
      let id = "challenge-\(state.count)"
      state.scripts[id] = script
      return id
    }
  }

  func script(_ id: String) -> Script? { state.withLockedValue { $0.scripts[id] } }

  func change(_ id: String, _ body: (inout Script) -> Void) {
    state.withLockedValue { state in
      guard var script = state.scripts[id] else { return }
      body(&script)
      state.scripts[id] = script
    }
  }

  private func step<Result>(_ id: String, _ call: String, _ body: (inout Script) -> Result) throws -> Result {
    try state.withLockedValue { state in
      guard var script = state.scripts[id] else { throw Refusal.unknown }
      script.calls.append(call)
      defer { state.scripts[id] = script }
      if let refusal = script.refusal {
        script.refusal = nil
        throw refusal
      }
      return body(&script)
    }
  }

  public func challengeID(pageToken: String) async throws -> String? {
    state.withLockedValue { $0.scripts.keys.first { tokens.linkTokens(challenge: $0).contains(pageToken) } }
  }

  public func openCookie(challenge: String) async throws -> String? {
    state.withLockedValue { state in
      guard state.scripts[challenge]?.cookie == nil else { return nil }
      let cookie = PageTokens.random()
      state.scripts[challenge]?.cookie = PageTokens.hash(cookie)
      return cookie
    }
  }

  public func challengeID(cookie: String) async throws -> String? {
    let hash = PageTokens.hash(cookie)
    return state.withLockedValue { $0.scripts.first { $0.value.cookie == hash }?.key }
  }

  public func page(challenge: String) async throws -> PageView {
    guard let script = script(challenge) else { throw Refusal.unknown }
    return script.view
  }

  public func submit(challenge: String, code: String) async throws -> CodeResult {
    let time = script(challenge)?.checkTime ?? 0
    if time > 0 { try await clock.sleep(milliseconds: time) }
    return try step(challenge, "submit") { script in
      let digits = code.compactMap(\.wholeNumberValue)
      guard digits.count == script.view.codeLength else { return .wrongLength(script.answer) }
      if script.view.phase == .enterCode {
        if digits.map(String.init).joined() == script.code {
          script.view.phase = .approved
        } else {
          script.view.attemptsLeft -= 1
          if script.view.attemptsLeft == 0 { script.view.phase = .denied(.exhausted, message: nil) }
        }
      }
      return .checked(script.answer)
    }
  }

  public func resend(challenge: String) async throws -> Answer {
    try send(challenge, "resend") { _ in }
  }

  public func next(challenge: String) async throws -> Answer {
    try send(challenge, "next") { view in
      view.channel = view.nextChannel ?? view.channel
      view.nextChannel = nil
    }
  }

  private func send(_ id: String, _ call: String, _ move: (inout PageView) -> Void) throws -> Answer {
    let now = clock.now
    if let open = script(id)?.view.resendAfter, open > now {
      change(id) { $0.calls.append("\(call) too early") }
      throw Refusal.tooEarly(retryAfter: (open.since(now) + 999) / 1000)
    }
    return try step(id, call) { script in
      move(&script.view)
      script.view.sendsLeft -= 1
      script.view.resendAfter = now.adding(seconds: script.wait)
      return script.answer
    }
  }

  public func notMe(challenge: String) async throws -> Answer {
    try step(challenge, "not-me") { script in
      script.view.phase = .denied(.userRejected, message: nil)
      return script.answer
    }
  }

  public func takeResult(challenge: String) async throws -> String? {
    try step(challenge, "result") { script in
      guard script.view.returnURL != nil else { return nil }
      script.results += 1
      return "result-\(script.results)"
    }
  }

  // The webhook's side is not the page's.
  public func trigger(_ trigger: Trigger, webhookID: String?) async throws -> Answer { throw Refusal.unknown }
  public func verify(authRequestID: String, code: String, webhookID: String?) async throws -> CodeResult {
    throw Refusal.unknown
  }
  public func status(authRequestID: String, result: String?) async throws -> Answer { throw Refusal.unknown }
  public func cancel(authRequestID: String) async throws -> Answer { throw Refusal.unknown }
  public func wait(authRequestID: String, seconds: Int64) async throws -> Answer { throw Refusal.unknown }
}

extension ScriptedChallenges.Script {
  /// What a caller would be told.
  fileprivate var answer: Answer {
    switch view.phase {
    case .approved where !view.requiresResult:
      .success(authRequestID: "a", approvedAt: nil, channel: view.channel)
    case .denied(let reason, let message): .denied(authRequestID: "a", reason: reason, message: message)
    case .sending, .enterCode, .approved:
      .pending(
        PendingAnswer(
          authRequestID: "a", attemptsLeft: view.attemptsLeft, sendsLeft: view.sendsLeft, url: nil,
          isSending: view.phase == .sending, channel: view.channel, nextChannel: view.nextChannel,
          destination: view.destination, expiresAt: view.expiresAt, resendAfter: view.resendAfter))
    }
  }
}
#endif
