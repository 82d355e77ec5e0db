#if Server
import Testing

@testable import PosternBridge

/// The table state × endpoint of `Documentation/Bridge.md`, a test per cell.
@Suite struct StateTableTests {
  enum Place: String, CaseIterable {
    case absent, new, sending, pending, checking, approved, denied, expired, failed
  }

  enum Endpoint: String, CaseIterable {
    case same, other, wrong, right, status, cancel
  }

  struct Cell: Sendable, CustomTestStringConvertible {
    var place: Place
    var endpoint: Endpoint
    /// HTTP code and what the body says.
    var expected: String

    var testDescription: String { "\(place) × \(endpoint)" }
  }

  static let cells: [Cell] = [
    row(.absent, "202 pending", "202 pending", "404", "404", "404", "404"),
    row(.new, "202 pending", "409 conflict", "202 pending", "202 pending", "202 pending", "200 canceled"),
    // Another process's send or check outlasts the wait.
    row(
      .sending, "202 pending", "409 conflict", "503 unavailable", "503 unavailable", "202 pending",
      "200 canceled"),
    row(.pending, "202 pending", "409 conflict", "202 pending", "200 success", "202 pending", "200 canceled"),
    row(
      .checking, "202 pending", "409 conflict", "503 unavailable", "503 unavailable", "202 pending",
      "200 canceled"),
    row(.approved, "200 success", "409 conflict", "200 success", "200 success", "200 success", "200 success"),
    row(
      .denied, "200 user-rejected", "409 conflict", "200 user-rejected", "200 user-rejected",
      "200 user-rejected",
      "200 user-rejected"),
    row(.expired, "200 expired", "409 conflict", "200 expired", "200 expired", "200 expired", "200 expired"),
    row(
      .failed, "200 provider", "409 conflict", "200 provider", "200 provider", "200 provider", "200 provider"),
  ].flatMap(\.self)

  private static func row(_ place: Place, _ expected: String...) -> [Cell] {
    zip(Endpoint.allCases, expected).map { Cell(place: place, endpoint: $0, expected: $1) }
  }

  @Test(arguments: cells)
  func cell(_ cell: Cell) async throws {
    let fixture = try await EngineFixture(answerWithin: 1)
    try await reach(cell.place, fixture)
    let ticking = Task {
      while !Task.isCancelled {
        fixture.clock.advance(milliseconds: 500)
        try? await Task.sleep(for: .milliseconds(2))
      }
    }
    defer { ticking.cancel() }
    if cell.place != .sending, cell.place != .checking { ticking.cancel() }
    #expect(await ask(cell.endpoint, fixture) == cell.expected)
    let conflicted = cell.endpoint == .other && cell.place != .absent
    if conflicted { #expect(try await fixture.stored().outcome?.reason == .conflict) }
  }

  /// Brings a challenge to a state.
  private func reach(_ place: Place, _ fixture: EngineFixture) async throws {
    if place == .absent { return }
    if place == .new {
      fixture.verify.state.withLockedValue {
        $0.startFaults = [TwilioFault(execution: .notProcessed, isLocal: true)]
      }
      _ = try? await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
      return
    }
    _ = try await fixture.engine.trigger(fixture.trigger(), webhookID: nil)
    let id = try await fixture.stored().id
    let lease = Lease(owner: "another", until: fixture.clock.now.adding(seconds: 45), effect: .send)
    switch place {
    case .absent, .new, .pending: break
    case .sending:
      _ = try await fixture.engine.change(id) { challenge, _ in
        challenge.state = .sending
        challenge.lease = lease
      }
    case .checking:
      _ = try await fixture.engine.change(id) { challenge, _ in
        challenge.state = .checking
        challenge.lease = lease
      }
    case .approved: _ = try await fixture.check("123456")
    case .denied: _ = try await fixture.engine.notMe(challenge: id)
    case .expired:
      fixture.clock.advance(milliseconds: 600_000)
      _ = try await fixture.engine.page(challenge: id)
    case .failed:
      _ = try await fixture.engine.change(id) { challenge, tx in
        try fixture.engine.end(&challenge, fixture.engine.denied(.provider), tx, state: .failed)
      }
    }
  }

  /// HTTP code and what the body says.
  private func ask(_ endpoint: Endpoint, _ fixture: EngineFixture) async -> String {
    let engine = fixture.engine
    do {
      let answer: Answer
      switch endpoint {
      case .same: answer = try await engine.trigger(fixture.trigger(), webhookID: nil)
      case .other:
        var other = fixture.trigger()
        other.userID = "user-2"
        answer = try await engine.trigger(other, webhookID: nil)
      case .wrong: answer = try await fixture.check("000000")
      case .right: answer = try await fixture.check("123456")
      case .status: answer = try await engine.status(authRequestID: "req-1", result: nil)
      case .cancel: answer = try await engine.cancel(authRequestID: "req-1")
      }
      let body = AnswerRendering.body(answer, .brief)
      let word = body["reason"]?.string ?? body["status"]?.string ?? ""
      return "\(AnswerRendering.status(answer).code) \(word)"
    } catch let refusal as Refusal {
      let problem = Problem(refusal)
      return problem.status == .notFound ? "404" : "\(problem.status.code) \(problem.name)"
    } catch {
      return "\(error)"
    }
  }
}
#endif
