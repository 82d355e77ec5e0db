#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// A Verify that answers from a list, and counts.
final class StubVerify: VerifyAPI {
  private let content: NIOLockedValueBox<(answers: [TwilioFault?], calls: Int)>
  private let wait: (@Sendable () async -> Void)?

  /// - Parameters:
  ///   - answers: in order; nil is success, and so is everything behind the last.
  ///   - wait: what each call waits for.
  init(_ answers: [TwilioFault?] = [], wait: (@Sendable () async -> Void)? = nil) {
    content = NIOLockedValueBox((answers, 0))
    self.wait = wait
  }

  var calls: Int { content.withLockedValue { $0.calls } }

  private func answer() async throws(TwilioFault) {
    let fault = content.withLockedValue { content -> TwilioFault? in
      content.calls += 1
      return content.answers.isEmpty ? nil : content.answers.removeFirst()
    }
    await wait?()
    if let fault { throw fault }
  }

  func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    try await answer()
    return TwilioVerification(sid: "VE", status: "pending")
  }

  func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    try await answer()
    return TwilioVerification(sid: "VE", status: "approved")
  }

  func cancel(_ reference: Verification.Reference) async throws(TwilioFault) { try await answer() }

  func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  {
    try await answer()
    return []
  }

  func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    try await answer()
    return []
  }
}
#endif
