#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// A machine that answers what a test says, and remembers what it was asked.
final class ScriptedService: ChallengeService {
  struct State {
    var asked: [String] = []
    var answer: Result<Answer, Refusal> = .success(.pending(AnswerRenderingTests.pending))
    var afterWait: Answer?
    /// Waits until its task is cancelled.
    var waitsForever = false
    var trigger: Trigger?
  }

  let state = NIOLockedValueBox(State())

  var asked: [String] { state.withLockedValue { $0.asked } }

  private func note(_ call: String) throws -> Answer {
    try state.withLockedValue { state in
      state.asked.append(call)
      return try state.answer.get()
    }
  }

  func trigger(_ trigger: Trigger, webhookID: String?) async throws -> Answer {
    state.withLockedValue { $0.trigger = trigger }
    return try note("trigger \(trigger.authRequestID) \(webhookID ?? "-")")
  }

  func verify(authRequestID: String, code: String, webhookID: String?) async throws -> CodeResult {
    let answer = try note("verify \(authRequestID) \(code) \(webhookID ?? "-")")
    return code.count == 6 ? .checked(answer) : .wrongLength(answer)
  }

  func status(authRequestID: String, result: String?) async throws -> Answer {
    try note("status \(authRequestID) \(result ?? "-")")
  }

  func cancel(authRequestID: String) async throws -> Answer { try note("cancel \(authRequestID)") }

  func wait(authRequestID: String, seconds: Int64) async throws -> Answer {
    let answer = try note("wait \(authRequestID) \(seconds)")
    let state = state.withLockedValue { $0 }
    if state.waitsForever {
      defer { self.state.withLockedValue { $0.asked.append("wait ended") } }
      try await Task.sleep(for: .seconds(600))
    }
    return state.afterWait ?? answer
  }

  func challengeID(pageToken: String) async throws -> String? { nil }
  func openCookie(challenge: String) async throws -> String? { nil }
  func challengeID(cookie: String) async throws -> String? { nil }
  func page(challenge: String) async throws -> PageView { throw Refusal.unknown }
  func submit(challenge: String, code: String) async throws -> CodeResult { throw Refusal.unknown }
  func resend(challenge: String) async throws -> Answer { throw Refusal.unknown }
  func next(challenge: String) async throws -> Answer { throw Refusal.unknown }
  func notMe(challenge: String) async throws -> Answer { throw Refusal.unknown }
  func takeResult(challenge: String) async throws -> String? { nil }
}
#endif
