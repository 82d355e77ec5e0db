#if Server
import Testing

@testable import PosternBridge

/// A process that dies before or after any write to the store, any call to Twilio, any callback; and the next one.
@Suite(.serialized) struct KillTests {
  /// Every point of a login is once the last one; and of every third, its successor dies soon after it.
  @Test(arguments: FaultScenario.allCases)
  func everyMomentMayBeTheLast(_ scenario: FaultScenario) async throws {
    let points = try await run(scenario).passed
    #expect(points >= 8, "the points are not counted")
    for point in 0..<points {
      let once = try await run(scenario, lives: [point])
      #expect(once.deaths == 1, "\(scenario) did not die at \(point)")
      if point % 3 == 0 { _ = try await run(scenario, lives: [point, point &* 7 % 11]) }
    }
  }

  /// Every call is once the first one of an outage; the process lives on.
  @Test(arguments: FaultScenario.allCases, Outage.allCases)
  func everyCallMayFail(_ scenario: FaultScenario, _ outage: Outage) async throws {
    for from in 0..<60 {
      let trouble = Trouble(outage, from: from, length: outage == .store ? 2 : 4)
      _ = try await run(scenario, trouble: trouble)
      if trouble.hit == 0 {
        #expect(from > 0, "the outage meets no call")
        return
      }
    }
    Issue.record("more calls than outages")
  }

  private func run(
    _ scenario: FaultScenario, lives: [Int] = [], trouble: Trouble? = nil
  ) async throws -> (passed: Int, deaths: Int) {
    let world = try await FaultWorld(scenario.sections, lives: lives, trouble: trouble)
    try await scenario.play(world)
    let result = (world.life.passed, world.deaths.count)
    try await world.judge(scenario)
    try await world.close()
    return result
  }

  /// The judge sees what must not be: a send too many.
  @Test func theJudgeSeesASecondSend() async throws {
    let world = try await FaultWorld(FaultWorld.callback)
    try await FaultScenario.rightCode.play(world)
    world.verify.state.withLockedValue { $0.attempts.append($0.attempts[0]) }
    #expect(try await world.faults(.rightCode) == ["2 sent by sms, 0 asked for"])
    try await world.close()
  }
}
#endif
