#if Server
import Foundation
import Testing

@testable import PosternBridge

/// What every store must do, whatever it is made of: each case gets two doors to one store, which may be the same door or
/// stand for two processes.
struct ContractCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let run: @Sendable (_ one: any ChallengeStore, _ two: any ChallengeStore) async throws -> Void

  init(
    _ name: String, _ run: @escaping @Sendable (any ChallengeStore, any ChallengeStore) async throws -> Void
  ) {
    testDescription = name
    self.run = run
  }
}

enum ChallengeStoreContract {
  static var all: [ContractCase] {
    challenges + people + timers + marks + registrations + events + transactions + expiry
  }

  static var challenges: [ContractCase] {
    [
      ContractCase("a challenge is found by its ids, whole") { (one, two) async throws in
        let challenge = Challenge.sample("a")
        try await one.write { try $0.insert(challenge) }
        #expect(try await two.read { try $0.challenge(id: "id-a") } == challenge)
        #expect(try await two.read { try $0.challenge(authRequestID: "request-a") } == challenge)
        #expect(try await two.read { try $0.challenge(id: "request-a") } == nil)
      },
      ContractCase("an id is taken once") { (one, two) async throws in
        try await one.write { try $0.insert(.sample("a")) }
        var other = Challenge.sample("b")
        other.authRequestID = "request-a"
        for taken in [Challenge.sample("a"), other] {
          await #expect(throws: StoreError.self) { try await two.write { try $0.insert(taken) } }
        }
        #expect(try await one.read { try $0.challenge(id: "id-b") } == nil)
      },
      ContractCase("of two who update one version one does") { (one, two) async throws in
        try await one.write { try $0.insert(.sample("a")) }
        let (first, second) = try await one.write { (transaction) throws in
          var mine = Challenge.sample("a").inState(.sending)
          return (try transaction.update(&mine), mine)
        }
        #expect(first)
        #expect(second.version == 1)
        let (late, unchanged) = try await two.write { (transaction) throws in
          var mine = Challenge.sample("a").inState(.denied)
          return (try transaction.update(&mine), mine)
        }
        #expect(!late)
        #expect(unchanged.version == 0)
        #expect(try await two.read { try $0.challenge(id: "id-a") } == second)
      },
      ContractCase("what is not there is not updated; what is deleted is gone") { (one, two) async throws in
        #expect(
          try await !one.write { (transaction) throws in
            var missing = Challenge.sample("a")
            return try transaction.update(&missing)
          })
        try await one.write { try $0.insert(.sample("a")) }
        try await two.write { try $0.delete(id: "id-a") }
        #expect(try await one.read { try $0.challenge(authRequestID: "request-a") } == nil)
        try await one.write { try $0.insert(.sample("a")) }
      },
    ]
  }

  static var people: [ContractCase] {
    [
      ContractCase("a person's challenges, newest first, open or all") { (one, two) async throws in
        try await one.write { (transaction) throws in
          for (index, state) in Challenge.State.allCases.enumerated() {
            var challenge = Challenge.sample("\(index)", at: .at(Int64(index))).inState(state)
            challenge.trigger.userKey = index % 3 == 0 ? "ann" : "bob"
            challenge.trigger.phoneKey = index % 3 == 1 ? "ann" : nil
            challenge.trigger.emailKey = index % 3 == 2 ? "ann" : nil
            try transaction.insert(challenge)
          }
          try transaction.insert(.sample("x").inState(.pending))
        }
        let states = Array(Challenge.State.allCases.reversed())
        #expect(try await two.read { try $0.all(personKey: "ann") }.map(\.state) == states)
        #expect(
          try await two.read { try $0.open(personKey: "ann") }.map(\.state) == states.filter { !$0.isFinal })
        #expect(try await two.read { try $0.open(personKey: "nobody") } == [])
      }
    ]
  }

  static var timers: [ContractCase] {
    [
      ContractCase("due timers, earliest first, and the next one") { (one, two) async throws in
        #expect(try await one.read { try $0.nextWake() } == nil)
        try await one.write { (transaction) throws in
          for (index, seconds) in ([50, nil, 10, 30] as [Int64?]).enumerated() {
            var challenge = Challenge.sample("\(index)")
            challenge.wakeAt = seconds.map { .at($0) }
            try transaction.insert(challenge)
          }
        }
        #expect(try await two.read { try $0.nextWake() } == .at(10))
        #expect(try await two.read { try $0.due(at: .at(9), limit: 9) }.isEmpty)
        #expect(try await two.read { try $0.due(at: .at(30), limit: 9) }.map(\.id) == ["id-2", "id-3"])
        #expect(try await two.read { try $0.due(at: .at(99), limit: 2) }.map(\.id) == ["id-2", "id-3"])
        #expect(try await two.read { try $0.due(at: .at(99), limit: -1) }.isEmpty)
      }
    ]
  }

  static var marks: [ContractCase] {
    [
      ContractCase("a mark shows each later change once, whoever made it") { (one, two) async throws in
        #expect(try await one.changes(after: 0).ids == [])
        try await one.write { try $0.insert(.sample("a")) }
        try await two.write { try $0.insert(.sample("b")) }
        let first = try await two.changes(after: 0)
        #expect(first.ids == ["id-a", "id-b"])
        #expect(try await one.changes(after: first.mark).ids == [])
        #expect(try await one.changes(after: first.mark).mark == first.mark)
        try await one.write { (transaction) throws in
          var challenge = Challenge.sample("a")
          _ = try transaction.update(&challenge)
          _ = try transaction.update(&challenge)
        }
        let second = try await two.changes(after: first.mark)
        #expect(second.ids == ["id-a"])
        #expect(second.mark > first.mark)
        // The newest row goes; its mark is not used again.
        try await one.write { try $0.delete(id: "id-a") }
        try await one.write { try $0.insert(.sample("c")) }
        #expect(try await two.changes(after: second.mark).ids == ["id-c"])
      }
    ]
  }

  private static func register(
    _ store: any ChallengeStore, _ value: String, _ space: RegistrySpace, now: Int64
  ) async throws -> String? {
    try await store.write { try $0.register(value, as: "n", in: space, until: .at(10), now: .at(now)) }
  }

  static var registrations: [ContractCase] {
    [
      ContractCase("a name belongs to whoever came first, until it runs out") { (one, two) async throws in
        #expect(try await register(one, "first", .live, now: 0) == nil)
        #expect(try await register(two, "second", .live, now: 9) == "first")
        #expect(try await register(two, "second", .result, now: 0) == nil)
        #expect(try await two.read { try $0.registered("n", in: .live, now: .at(9)) } == "first")
        #expect(try await two.read { try $0.registered("n", in: .live, now: .at(10)) } == nil)
        #expect(try await register(two, "third", .live, now: 10) == nil)
      },
      ContractCase("a name is given back by its holder only, once") { (one, two) async throws in
        _ = try await one.write { try $0.register("a", as: "n", in: .live, until: .at(10), now: .at(0)) }
        #expect(try await !two.write { try $0.unregister("n", in: .live, ifValue: "b") })
        #expect(try await !two.write { try $0.unregister("n", in: .pageLink, ifValue: "a") })
        #expect(try await two.write { try $0.unregister("n", in: .live, ifValue: "a") })
        #expect(try await !one.write { try $0.unregister("n", in: .live, ifValue: "a") })
        #expect(try await one.read { try $0.registered("n", in: .live, now: .at(0)) } == nil)
      },
      ContractCase("settings are kept") { (one, two) async throws in
        #expect(try await one.read { try $0.setting("s") } == nil)
        try await one.write { try $0.setSetting("s", "1") }
        try await two.write { try $0.setSetting("s", "2") }
        #expect(try await one.read { try $0.setting("s") } == "2")
      },
    ]
  }

  static var events: [ContractCase] {
    [
      ContractCase("events are counted and found by their place") { (one, two) async throws in
        let ids = try await one.write { (transaction) throws in
          try [10, 20, 20, 5, 30].map { try transaction.addEvent("k", at: .at($0)) }
        }
        try await one.write { _ = try $0.addEvent("other", at: .at(40)) }
        #expect(Set(ids).count == 5)
        try await two.read { (transaction) throws in
          #expect(
            try [0, 5, 10, 20, 29, 30].map { try transaction.countEvents("k", after: .at($0)) } == [
              5, 4, 3, 1, 1, 0,
            ])
          #expect(
            try (0...5).map { try transaction.event("k", fromNewest: $0, after: .at(0)) } == [
              .at(30), .at(20), .at(20), .at(10), .at(5), nil,
            ])
          #expect(try transaction.event("k", fromNewest: 2, after: .at(20)) == nil)
          #expect(try transaction.event("k", fromNewest: -1, after: .at(0)) == nil)
          #expect(try transaction.event("k", fromNewest: .max, after: .at(0)) == nil)
          #expect(try transaction.event("none", fromNewest: 0, after: .at(0)) == nil)
        }
        try await two.write { try $0.removeEvent(ids[1]) }
        try await two.write { try $0.removeEvent(ids[1]) }
        try await one.read { (transaction) throws in
          #expect(try transaction.countEvents("k", after: .at(0)) == 4)
          #expect(try transaction.event("k", fromNewest: 2, after: .at(0)) == .at(10))
        }
        try await one.write { try $0.removeEvents("k") }
        #expect(try await two.read { try $0.countEvents("k", after: .at(0)) } == 0)
        #expect(try await two.read { try $0.countEvents("other", after: .at(0)) } == 1)
      },
      ContractCase("an event's id is not used again") { (one, two) async throws in
        let first = try await one.write { try $0.addEvent("k", at: .at(1)) }
        try await one.write { try $0.removeEvent(first) }
        #expect(try await two.write { try $0.addEvent("k", at: .at(1)) } != first)
      },
    ]
  }

  static var transactions: [ContractCase] {
    [
      ContractCase("nothing of a body that throws holds") { (one, two) async throws in
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
          try await one.write { (transaction) throws in
            try transaction.insert(.sample("a"))
            _ = try transaction.addEvent("k", at: .at(1))
            throw Stop()
          }
        }
        #expect(try await two.read { try $0.challenge(id: "id-a") } == nil)
        #expect(try await two.read { try $0.countEvents("k", after: .at(0)) } == 0)
      },
      ContractCase("a body goes on after a refused insert") { (one, two) async throws in
        try await one.write { try $0.insert(.sample("a")) }
        try await two.write { (transaction) throws in
          #expect(throws: StoreError.self) { try transaction.insert(.sample("a")) }
          try transaction.insert(.sample("b"))
        }
        #expect(try await one.read { try $0.challenge(id: "id-b") } != nil)
      },
      ContractCase("of 200 at once each is written but those that throw") { (one, two) async throws in
        struct Stop: Error {}
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
          for index in 0..<200 {
            group.addTask {
              do {
                try await (index % 2 == 0 ? one : two).write { (transaction) throws in
                  try transaction.insert(.sample("\(index)"))
                  if index % 5 == 0 { throw Stop() }
                }
                return (index, true)
              } catch {
                return (index, false)
              }
            }
          }
          return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        let there = try await one.read { (transaction) throws in
          try (0..<200).map { try transaction.challenge(id: "id-\($0)") != nil }
        }
        for index in 0..<200 {
          #expect(results[index] == (index % 5 != 0))
          #expect(there[index] == (index % 5 != 0))
        }
        #expect(try await two.changes(after: 0).ids.count == 160)
      },
      ContractCase("of 200 who claim one version one wins") { (one, two) async throws in
        try await one.write { try $0.insert(.sample("a")) }
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
          for index in 0..<200 {
            group.addTask {
              try await (index % 2 == 0 ? one : two).write { (transaction) throws in
                var claim = Challenge.sample("a").inState(.sending)
                claim.lease?.owner = "\(index)"
                return try transaction.update(&claim)
              }
            }
          }
          return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
        #expect(try await two.read { try $0.challenge(id: "id-a")?.version } == 1)
      },
    ]
  }

  static var expiry: [ContractCase] {
    [
      ContractCase("what has run out goes, and nothing else") { (one, two) async throws in
        try await one.write { (transaction) throws in
          for index in 0..<1200 {
            var challenge = Challenge.sample("\(index)")
            challenge.deleteAt = .at(index < 1100 ? 100 : 101)
            try transaction.insert(challenge)
            _ = try transaction.register(
              "v", as: "\(index)", in: .webhookID, until: .at(index < 1100 ? 100 : 101), now: .at(0))
            _ = try transaction.addEvent("k", at: .at(index < 1100 ? 100 : 101))
          }
        }
        #expect(try await two.removeExpired(at: .at(99)) == 0)
        #expect(try await two.removeExpired(at: .at(100)) == 1100)
        #expect(try await one.removeExpired(at: .at(100)) == 0)
        #expect(try await one.read { try $0.challenge(id: "id-1099") } == nil)
        #expect(try await one.read { try $0.challenge(id: "id-1100") } != nil)
        #expect(try await one.read { try $0.registered("1100", in: .webhookID, now: .at(0)) } == "v")
        #expect(try await one.read { try $0.registered("1099", in: .webhookID, now: .at(0)) } == nil)
        #expect(try await one.read { try $0.countEvents("k", after: .at(0)) } == 1200)
        _ = try await one.removeExpired(at: .at(100 + 25 * 3600))
        #expect(try await one.read { try $0.countEvents("k", after: .at(0)) } == 100)
      }
    ]
  }
}
#endif
