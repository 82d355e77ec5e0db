#if Server
import Testing

@testable import PosternBridge

@Suite struct WrongCodeGuardTests {
  let folder: TemporaryFolder
  let store: SQLiteStore

  init() async throws {
    folder = try TemporaryFolder()
    store = try await .sample(at: folder.file("s"))
  }

  static let ann = WrongCodeGuard.Person(userKeys: ["ann"], phoneKeys: ["1"])

  func admit(_ person: WrongCodeGuard.Person, at seconds: Int64) async throws -> WrongCodeGuard.Admission {
    try await store.write { try WrongCodeGuard.admit(person, at: .at(seconds), in: $0) }
  }

  /// Tries until locked, at one moment.
  func fill(_ person: WrongCodeGuard.Person, at seconds: Int64) async throws -> (tries: Int, until: Moment) {
    for tries in 0..<100 {
      if case .locked(let until) = try await admit(person, at: seconds) { return (tries, until) }
    }
    Issue.record("never locked")
    return (100, .at(0))
  }

  @Test func tenInAnHour() async throws {
    #expect(try await fill(Self.ann, at: 0) == (10, .at(3600)))
    #expect(try await admit(Self.ann, at: 3599) == .locked(until: .at(3600)))
    #expect(try await fill(Self.ann, at: 3600) == (10, .at(7200)))
  }

  @Test func fiftyInADay() async throws {
    for hour: Int64 in 0..<5 { #expect(try await fill(Self.ann, at: hour * 3600).tries == 10) }
    #expect(try await admit(Self.ann, at: 5 * 3600) == .locked(until: .at(86_400)))
    #expect(try await fill(Self.ann, at: 86_400) == (10, .at(25 * 3600)))
  }

  @Test func perUserAndPerNumber() async throws {
    _ = try await fill(Self.ann, at: 0)
    for person in [
      WrongCodeGuard.Person(userKeys: ["ann"], phoneKeys: ["2"]), .init(userKeys: ["bob"], phoneKeys: ["1"]),
      .init(userKeys: [], phoneKeys: ["1"]), .init(userKeys: ["new hash of ann", "ann"], phoneKeys: []),
    ] {
      #expect(try await admit(person, at: 1) == .locked(until: .at(3600)), "\(person)")
    }
    #expect(try await fill(.init(userKeys: ["bob"], phoneKeys: ["2"]), at: 1).tries == 10)
  }

  @Test func clearedByApprovalOrOperator() async throws {
    _ = try await fill(Self.ann, at: 0)
    try await store.write { try WrongCodeGuard.clear(Self.ann, in: $0) }
    #expect(try await store.read { try WrongCodeGuard.lockedUntil(Self.ann, at: .at(0), in: $0) } == nil)
    #expect(try await fill(Self.ann, at: 0).tries == 10)
  }

  @Test func aTryThatWasNotMadeIsGivenBack() async throws {
    for _ in 0..<30 {
      guard case .admitted(let events) = try await admit(Self.ann, at: 0) else {
        Issue.record("locked")
        return
      }
      #expect(events.count == 2)
      try await store.write { try SlidingWindows.refund(events, in: $0) }
    }
  }

  @Test func manyAtOnceGetNoMoreThanTen() async throws {
    let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<100 {
        group.addTask {
          if case .admitted = try await admit(Self.ann, at: 0) { true } else { false }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(admitted == 10)
  }
}
#endif
