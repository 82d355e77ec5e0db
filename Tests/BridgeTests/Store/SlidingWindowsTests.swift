#if Server
import TestSupport
import Testing

@testable import PosternBridge

@Suite struct SlidingWindowsTests {
  static func limit(
    _ name: String, _ buckets: [(max: Int, interval: Int64)], observes: Bool = false
  ) -> LimitSettings {
    LimitSettings(
      name: name, key: .number, buckets: buckets.map { .init(max: $0.max, interval: $0.interval) },
      observesOnly: observes, isTwilio: false)
  }

  let folder: TemporaryFolder
  let store: SQLiteStore

  init() async throws {
    folder = try TemporaryFolder()
    store = try await .sample(at: folder.file("s"))
  }

  func admit(
    _ windows: SlidingWindows, _ values: [String: [String]] = ["n": ["k"]], at seconds: Int64
  ) async throws -> SlidingWindows.Admission {
    let values = windows.limits.map { values[$0.name] ?? [] }
    return try await store.write { try windows.admit(values, at: .at(seconds), in: $0) }
  }

  @Test func refusesUntilTheOldestOfTheNewestLeaves() async throws {
    let windows = SlidingWindows([Self.limit("n", [(2, 60)])])
    for seconds: Int64 in [0, 10] {
      guard case .admitted(let events, []) = try await admit(windows, at: seconds) else {
        Issue.record("refused at \(seconds)")
        return
      }
      #expect(events.count == 1)
    }
    #expect(try await admit(windows, at: 10) == .refused(limit: "n", retryAfter: 50))
    #expect(try await admit(windows, at: 59) == .refused(limit: "n", retryAfter: 1))
    #expect(try await admit(windows, ["n": ["other"]], at: 59) != .refused(limit: "n", retryAfter: 1))
    guard case .admitted = try await admit(windows, at: 60) else {
      Issue.record("refused at 60")
      return
    }
    #expect(try await admit(windows, at: 60) == .refused(limit: "n", retryAfter: 10))
  }

  @Test func nothingIsCountedWhenOneRefusesAndTheLongestIsTold() async throws {
    let windows = SlidingWindows([
      Self.limit("a", [(100, 60)]), Self.limit("b", [(1, 60)]), Self.limit("c", [(1, 600), (5, 60)]),
    ])
    let values = ["a": ["1"], "b": ["2"], "c": ["3"]]
    _ = try await admit(windows, values, at: 0)
    #expect(try await admit(windows, values, at: 30) == .refused(limit: "c", retryAfter: 570))
    #expect(try await store.read { try $0.countEvents("limit a 1", after: .at(-1)) } == 1)
    // A value that is missing is passed over.
    #expect(try await admit(windows, ["a": ["1"], "c": []], at: 30) != .refused(limit: "c", retryAfter: 570))
    #expect(try await store.read { try $0.countEvents("limit a 1", after: .at(-1)) } == 2)
  }

  @Test func observingCountsAndTellsAndNeverRefuses() async throws {
    let windows = SlidingWindows([Self.limit("n", [(1, 60)], observes: true)])
    for (seconds, expected) in [(Int64(0), []), (1, ["n"]), (2, ["n"]), (62, [])] {
      guard case .admitted(_, let exceeded) = try await admit(windows, at: seconds) else {
        Issue.record("refused at \(seconds)")
        return
      }
      #expect(exceeded == expected, "at \(seconds)")
    }
  }

  @Test func aRefundMakesRoomOnce() async throws {
    let windows = SlidingWindows([Self.limit("n", [(2, 60)])])
    guard case .admitted(let first, _) = try await admit(windows, at: 0) else {
      Issue.record("refused")
      return
    }
    _ = try await admit(windows, at: 1)
    for _ in 0..<2 { try await store.write { try SlidingWindows.refund(first, in: $0) } }
    guard case .admitted = try await admit(windows, at: 2) else {
      Issue.record("not refunded")
      return
    }
    #expect(try await admit(windows, at: 2) == .refused(limit: "n", retryAfter: 59))
  }

  @Test func manyAtOnceGetNoMoreThanTheLimit() async throws {
    let windows = SlidingWindows([Self.limit("n", [(5, 60)])])
    let second = try await SQLiteStore.sample(at: folder.file("s"))
    let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<100 {
        group.addTask { [store] in
          let admission = try await (index % 2 == 0 ? store : second).write {
            try windows.admit([["k"]], at: .at(0), in: $0)
          }
          if case .admitted = admission { return true } else { return false }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(admitted == 5)
    try await second.close()
  }

  /// Against a plain list of moments, through admissions, refunds, clocks that step back and a changed hash key.
  @Test(arguments: [UInt64.random(in: .min ... .max), 1, 2])
  func agreesWithAPlainList(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let buckets = [(max: 3, interval: Int64(10)), (max: 5, interval: 40)]
    let windows = SlidingWindows([Self.limit("n", buckets)])
    var plain: [(at: Int64, events: [Int64])] = []
    var now: Int64 = 0
    var keys = ["old"]
    var admitted = 0
    for step in 0..<400 {
      now += Int64.random(in: 0...4, using: &random)
      if Int.random(in: 0..<25, using: &random) == 0 { now -= Int64.random(in: 0...15, using: &random) }
      if step == 200 { keys = ["new", "old"] }
      if Int.random(in: 0..<8, using: &random) == 0, let index = plain.indices.randomElement(using: &random) {
        let events = plain.remove(at: index).events
        try await store.write { try SlidingWindows.refund(events, in: $0) }
      }
      let until = buckets.compactMap { bucket -> Int64? in
        let inside = plain.map(\.at).filter { $0 > now - bucket.interval }.sorted(by: >)
        return inside.count >= bucket.max ? inside[bucket.max - 1] + bucket.interval : nil
      }.max()
      let admission = try await admit(windows, ["n": keys], at: now)
      switch admission {
      case .admitted(let events, _):
        #expect(until == nil, "seed \(seed), step \(step)")
        plain.append((now, events))
        admitted += 1
      case .refused(_, let retryAfter):
        #expect(until.map { $0 - now } == retryAfter, "seed \(seed), step \(step)")
      }
    }
    #expect(admitted > 20, "seed \(seed)")
  }
}
#endif
