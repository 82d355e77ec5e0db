#if Server
import Testing

@testable import PosternBridge

/// A login of which every moment is tried as the last one of a process.
enum FaultScenario: String, CaseIterable, CustomTestStringConvertible {
  case rightCode, wrongCode, fallback, resend, renewal, next, automatic, superseded, canceled, foreign
  case lostSend, lostCheck, callbackRetried, exhausted

  var testDescription: String { rawValue }

  var sections: String {
    self == .automatic ? FaultWorld.callback + "\n" + EngineTimerTests.automatic : FaultWorld.callback
  }

  /// How often the machine may send one step: once; a verification that was not ours is canceled and started once more.
  var automaticSends: Int { self == .superseded ? 3 : self == .foreign ? 2 : 1 }

  var ids: [String] { self == .superseded ? ["req-0", "req-1"] : ["req-1"] }

  /// Whether the login may end otherwise than by its right code: it is stopped, its last minute passes while nobody
  /// runs, callers that ask again supersede one another, or a verification that is not ours cannot be canceled.
  var mayBeDenied: Bool {
    switch self {
    case .canceled, .exhausted, .renewal, .superseded, .foreign: true
    default: false
    }
  }

  func play(_ world: FaultWorld) async throws {
    switch self {
    case .rightCode:
      try await world.begin()
    case .wrongCode:
      try await world.begin()
      try await world.type("000000")
    case .fallback:
      world.verify.state.withLockedValue { $0.startFaults = [.refused(60205, 403)] }
      try await world.begin()
    case .resend:
      try await world.begin()
      world.clock.advance(milliseconds: 60_000)
      try await world.ask()
    case .renewal:
      try await world.begin()
      world.clock.advance(milliseconds: 545_000)
      try await world.ask()
    case .next:
      try await world.begin()
      world.clock.advance(milliseconds: 60_000)
      try await world.ask(next: true)
    case .automatic:
      try await world.begin()
      world.clock.advance(milliseconds: 20_000)
      try await world.step { _ = try await $0.status(authRequestID: "req-1", result: nil) }
      world.clock.advance(milliseconds: 10_000)
      try await world.timers()
    case .superseded:
      try await world.begin("req-0")
      try await world.begin("req-1")
    case .canceled:
      try await world.begin()
      try await world.step { _ = try await $0.cancel(authRequestID: "req-1") }
    case .foreign:
      world.verify.state.withLockedValue { state in
        state.running = [
          .init(sid: "VE" + String(repeating: "f", count: 32), service: world.service, to: FaultWorld.phone)
        ]
      }
      try await world.begin()
    case .lostSend:
      world.verify.state.withLockedValue { $0.startFaults = [.lost] }
      try await world.begin()
    case .lostCheck:
      try await world.begin()
      world.verify.state.withLockedValue { $0.checkFaults = [.lost] }
      try await world.type("123456")
    case .callbackRetried:
      world.callbackAnswers.withLockedValue { $0 = [.retry, .retry] }
      try await world.begin()
    case .exhausted:
      try await world.begin()
      for _ in 0..<5 { try await world.type("000000") }
    }
    for id in ids { try await world.finish(id) }
  }
}
#endif
