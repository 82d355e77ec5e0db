#if Server
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

@Suite struct CallBoundTests {
  @Test func letsThroughUpToTheLimit() async {
    let bound = CallBound(2, clock: VirtualClock())
    #expect(await bound.enter())
    #expect(await bound.enter())
    #expect(bound.load == (2, 0))
    bound.leave()
    #expect(await bound.enter())
    #expect(bound.load == (2, 0))
  }

  @Test func whoWaitsGoesInOrder() async {
    let clock = VirtualClock()
    let bound = CallBound(1, clock: clock)
    let order = NIOLockedValueBox<[Int]>([])
    #expect(await bound.enter())
    var tasks: [Task<Bool, Never>] = []
    for number in 1...3 {
      tasks.append(
        Task {
          let isIn = await bound.enter()
          order.withLockedValue { $0.append(number) }
          return isIn
        })
      await eventually { bound.load.inLine >= number }
    }
    for task in tasks {
      bound.leave()
      #expect(await task.value)
    }
    #expect(order.withLockedValue { $0 } == [1, 2, 3])
    bound.leave()
    #expect(bound.load == (0, 0))
  }

  @Test func patienceEnds() async {
    let clock = VirtualClock()
    let bound = CallBound(1, clock: clock)
    #expect(await bound.enter())
    let task = Task { await bound.enter() }
    await clock.waitForSleepers()
    clock.advance(milliseconds: 999)
    #expect(bound.load == (1, 1))
    clock.advance(milliseconds: 1)
    #expect(await task.value == false)
    #expect(bound.load == (1, 0))
    bound.leave()
    #expect(bound.load == (0, 0))
  }

  @Test func theLineHasAnEnd() async {
    let clock = VirtualClock()
    let bound = CallBound(1, lineLimit: 1, clock: clock)
    #expect(await bound.enter())
    let task = Task { await bound.enter() }
    await eventually { bound.load.inLine >= 1 }
    #expect(await bound.enter() == false)
    bound.leave()
    #expect(await task.value)
  }

  @Test func aCancelledTaskLeavesTheLine() async {
    let bound = CallBound(1, clock: VirtualClock())
    #expect(await bound.enter())
    let task = Task { await bound.enter() }
    await eventually { bound.load.inLine >= 1 }
    task.cancel()
    #expect(await task.value == false)
    #expect(bound.load == (1, 0))
  }

  @Test func whatIsHeldBackIsLocal() async {
    let clock = VirtualClock()
    let bound = CallBound(1, clock: clock)
    let stub = StubVerify()
    let api = GuardedVerifyAPI(stub, circuit: Circuit(clock: clock), bound: bound)
    #expect(await bound.enter())
    let task = Task { await TwilioFixture.fault { try await api.start(TwilioFixture.start()) } }
    await clock.waitForSleepers()
    clock.advance(milliseconds: 1_000)
    #expect(await task.value == TwilioFault(execution: .notProcessed, isLocal: true))
    #expect(stub.calls == 0)
  }

  /// Never more under way than the bound allows, and everybody gets a turn.
  @Test func holdsUnderLoad() async {
    let clock = VirtualClock()
    let bound = CallBound(3, clock: clock)
    let seen = NIOLockedValueBox((now: 0, most: 0))
    let stub = StubVerify(wait: {
      seen.withLockedValue {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      await Task.yield()
      seen.withLockedValue { $0.now -= 1 }
    })
    let api = GuardedVerifyAPI(stub, circuit: Circuit(clock: clock), bound: bound)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          let fault = await TwilioFixture.fault { try await api.start(TwilioFixture.start()) }
          #expect(fault == nil)
        }
      }
    }
    #expect(stub.calls == 200)
    #expect(seen.withLockedValue { $0.most } <= 3)
    #expect(bound.load == (0, 0))
  }
}
#endif
