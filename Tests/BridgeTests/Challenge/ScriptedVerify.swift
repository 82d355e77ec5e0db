#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// Twilio Verify in memory, as far as the machine sees it: five sends and five checks a verification, the same SID
/// while one runs, gone after approval; and faults in the order they were put in.
final class ScriptedVerify: VerifyAPI {
  struct Running {
    var sid: String
    var service: String
    var to: String
    var sends = 1
    var checks = 0
  }

  struct State {
    var code = "123456"
    var running: [Running] = []
    var next = 1
    var starts: [StartVerification] = []
    var checks: [CheckVerification] = []
    var cancels: [Verification.Reference] = []
    /// `start` and `cancel`, in their order.
    var events: [String] = []
    var startFaults: [TwilioFault?] = []
    var checkFaults: [TwilioFault?] = []
    /// Of cancellations: lost ones have no effect.
    var cancelFaults: [TwilioFault?] = []
    var attempts: [TwilioAttempt] = []
    var attemptFault: TwilioFault?
  }

  let state = NIOLockedValueBox(State())
  let clock: any BridgeClock
  /// Runs before each check is answered.
  let beforeCheck: NIOLockedValueBox<(@Sendable () async -> Void)?> = .init(nil)
  /// Runs before the answer to each start, which Twilio has executed already.
  let afterStart: NIOLockedValueBox<(@Sendable (StartVerification) async -> Void)?> = .init(nil)

  init(_ clock: any BridgeClock) {
    self.clock = clock
  }

  var starts: [StartVerification] { state.withLockedValue(\.starts) }
  var checks: [CheckVerification] { state.withLockedValue(\.checks) }
  var cancels: [Verification.Reference] { state.withLockedValue(\.cancels) }

  var events: [String] { state.withLockedValue(\.events) }

  func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    let now = clock.now
    let result = state.withLockedValue { state -> Result<TwilioVerification, TwilioFault> in
      state.starts.append(request)
      state.events.append("start")
      let fault = state.startFaults.isEmpty ? nil : state.startFaults.removeFirst()
      if let fault, fault.execution == .notProcessed { return .failure(fault) }
      var running = Running(
        sid: "VE\(String(repeating: "0", count: 31))\(state.next)", service: request.service, to: request.to)
      if let index = state.running.firstIndex(where: { $0.service == request.service && $0.to == request.to })
      {
        running = state.running.remove(at: index)
        running.sends += 1
      } else {
        state.next += 1
      }
      if running.sends > 5 {
        return .failure(TwilioFault(code: 60203, status: 429, execution: .notProcessed))
      }
      state.running.append(running)
      state.attempts.append(
        TwilioAttempt(
          sid: "VL\(state.attempts.count)", verificationSID: running.sid, createdAt: now,
          channel: request.channel,
          isConverted: false))
      if let fault { return .failure(fault) }
      return .success(TwilioVerification(sid: running.sid, status: "pending", sendCount: running.sends))
    }
    if let hook = afterStart.withLockedValue({ $0 }) { await hook(request) }
    return try result.get()
  }

  func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    if let hook = beforeCheck.withLockedValue({ $0 }) { await hook() }
    let result = state.withLockedValue { state -> Result<TwilioVerification, TwilioFault> in
      state.checks.append(request)
      let fault = state.checkFaults.isEmpty ? nil : state.checkFaults.removeFirst()
      if let fault, fault.execution == .notProcessed { return .failure(fault) }
      guard let index = state.running.firstIndex(where: { $0.sid == request.reference.sid }) else {
        return .failure(TwilioFault(code: 20404, status: 404, execution: .notProcessed))
      }
      state.running[index].checks += 1
      if state.running[index].checks > 5 {
        return .failure(TwilioFault(code: 60202, status: 429, execution: .notProcessed))
      }
      let isRight = request.code == state.code
      if isRight {
        state.running.remove(at: index)
        for place in state.attempts.indices
        where state.attempts[place].verificationSID == request.reference.sid {
          state.attempts[place].isConverted = true
        }
      }
      if let fault { return .failure(fault) }
      return .success(
        TwilioVerification(sid: request.reference.sid, status: isRight ? "approved" : "pending"))
    }
    return try result.get()
  }

  func cancel(_ reference: Verification.Reference) async throws(TwilioFault) {
    let fault = state.withLockedValue { $0.cancelFaults.isEmpty ? nil : $0.cancelFaults.removeFirst() }
    if let fault { throw fault }
    let isKnown = state.withLockedValue { state in
      state.cancels.append(reference)
      state.events.append("cancel")
      let count = state.running.count
      state.running.removeAll { $0.sid == reference.sid }
      return state.running.count < count
    }
    if !isKnown { throw TwilioFault(code: 20404, status: 404, execution: .notProcessed) }
  }

  func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  {
    if let fault = state.withLockedValue(\.attemptFault) { throw fault }
    return state.withLockedValue { state in state.attempts.filter { $0.createdAt >= after } }
  }

  func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    if let fault = state.withLockedValue(\.attemptFault) { throw fault }
    return state.withLockedValue { state in state.attempts.filter { $0.verificationSID == reference.sid } }
  }
}

extension TwilioFault {
  static func refused(_ code: Int, _ status: Int = 400, _ parameter: String? = nil) -> TwilioFault {
    TwilioFault(code: code, status: status, execution: .notProcessed, parameter: parameter)
  }
  static let lost = TwilioFault(execution: .unknown)
}
#endif
