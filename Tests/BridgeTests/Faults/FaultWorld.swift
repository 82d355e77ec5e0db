#if Server
import Foundation
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// Bridges that follow one another on one store file: when one has died the next is started, as systemd would. Around
/// them what outlives a process: Twilio, the application that takes callbacks, the person, the time.
final class FaultWorld {
  static let callback = """
    webhook:
      url: https://login.example.com/idaas/2fa-trigger
      resume: callback
      callbackUrls: ["https://app.example.com/outcome"]
      signing: { secrets: [!secret idaas-webhook] }
    """
  static let phone = EngineFixture.phone

  let clock = HastyClock()
  let verify: ScriptedVerify
  let table: ActiveTable
  let observer = RecordingObserver(FaultWorld.record)
  let posted = NIOLockedValueBox<[MortalCallbacks.Posted]>([])
  let callbackAnswers = NIOLockedValueBox<[CallbackResult]>([])
  /// Where the processes died.
  private(set) var deaths: [String] = []
  /// The sends that the person has asked for, by channel.
  private(set) var asked: [String: Int] = [:]

  private let folder: TemporaryFolder
  private let trouble: Trouble?
  private var lives: [Int]
  private(set) var life: Lifeline
  private(set) var engine: ChallengeEngine
  private var store: SQLiteStore

  /// - Parameters:
  ///   - lives: how many points the first processes outlive; whoever comes after them does not die.
  ///   - trouble: what does not work for a while.
  init(_ sections: String, lives: [Int] = [], trouble: Trouble? = nil) async throws {
    table = try EngineFixture.active(sections)
    verify = ScriptedVerify(clock)
    folder = try TemporaryFolder()
    self.lives = Array(lives.dropFirst())
    self.trouble = trouble
    life = Lifeline(points: lives.first)
    (store, engine) = try await Self.process(folder, table, verify, clock, observer, life, trouble)
  }

  private static func process(
    _ folder: TemporaryFolder, _ table: ActiveTable, _ verify: ScriptedVerify, _ clock: HastyClock,
    _ observer: RecordingObserver, _ life: Lifeline, _ trouble: Trouble?
  ) async throws -> (SQLiteStore, ChallengeEngine) {
    var patient = SQLiteStore.Options.patient
    // Nobody cuts the power here.
    patient.prepare = { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    let store = try await SQLiteStore.open(
      path: folder.file("store"), policy: table.settings.policy, environment: table.settings.environment,
      options: patient)
    var options = EngineOptions(publicURL: "https://login.example.com", owner: UUID().uuidString)
    options.answerWithin = 3_600_000
    let keys = try StoreKeys(store: Data(repeating: 7, count: 32), hash: Data(repeating: 8, count: 32))
    let engine = ChallengeEngine(
      EngineParts(
        table: { table },
        store: MortalStore(inner: TroubledStore(inner: store, trouble: trouble), life: life),
        verify: MortalVerify(inner: TroubledVerify(inner: verify, trouble: trouble), life: life),
        clock: clock, keys: keys,
        tokens: PageTokens(key: Data(repeating: 9, count: 32)), blocks: { BlockList() }, observer: observer),
      options)
    return (store, engine)
  }

  /// One thing that somebody does. If the process dies of it, whoever did it hears nothing, and the next is started.
  func step(_ body: (ChallengeEngine) async throws -> Void) async throws {
    do {
      try await body(engine)
    } catch is Refusal {
    } catch {
      guard life.end != nil else { throw error }
    }
    guard let end = life.end else { return }
    deaths.append(end)
    try await store.close()
    life = Lifeline(points: lives.isEmpty ? nil : lives.removeFirst())
    (store, engine) = try await Self.process(folder, table, verify, clock, observer, life, trouble)
  }

  func close() async throws {
    try await store.close()
    // There are very many.
    let count = Self.closed.withLockedValue { count in
      count += 1
      return count
    }
    if count % 25 == 1 { Self.record.keep(store: folder.file("store")) }
  }

  private static let closed = NIOLockedValueBox(0)
  private static let record: LeakRecord = {
    let record = LeakRecord("faults")
    record.plant(.number, phone)
    record.plant(.code, "123456")
    return record
  }()

  /// The Verify service of the plan.
  var service: String { table.settings.services.first?.sid ?? "" }

  var callbacks: MortalCallbacks {
    MortalCallbacks(life: life, posted: posted, clock: clock, answers: callbackAnswers)
  }

  /// The stored challenge, whoever lives.
  func row(_ id: String = "req-1") async throws -> Challenge? {
    try await store.read { try $0.challenge(authRequestID: id) }
  }

  func trigger(_ id: String = "req-1") -> Trigger {
    var trigger = Trigger(authRequestID: id)
    trigger.userID = "user-1"
    trigger.phoneNumber = Self.phone
    trigger.groups = []
    trigger.identityProvider = "google"
    trigger.application = "wiki"
    trigger.networkZones = []
    trigger.clientIP = "198.51.100.7"
    return trigger
  }

  func begin(_ id: String = "req-1") async throws {
    let trigger = trigger(id)
    try await step { _ = try await $0.trigger(trigger, webhookID: "msg-\(id)") }
  }

  func type(_ code: String, _ id: String = "req-1") async throws {
    try await step { _ = try await $0.verify(authRequestID: id, code: code, webhookID: nil) }
  }

  func timers() async throws {
    let callbacks = callbacks
    try await step { _ = try await $0.runDue(callbacks: callbacks) }
  }

  /// The person asks for the same step again, or for the next one.
  func ask(next: Bool = false, _ id: String = "req-1") async throws {
    guard let row = try await row(id) else { return }
    let step = next ? row.nextStep : row.step
    if let step { asked[row.plan[step].channel, default: 0] += 1 }
    try await self.step {
      _ = next ? try await $0.next(challenge: row.id) : try await $0.resend(challenge: row.id)
    }
  }

  /// The caller asks again until it is heard, the person types what arrives, and asks for a code when none does; then
  /// the timers have all the time they want.
  func finish(_ id: String = "req-1") async throws {
    for _ in 0..<100 {
      try await timers()
      let row = try await row(id)
      if row?.state.isFinal == true { break }
      switch row?.state {
      case nil, .new: try await begin(id)
      case .pending:
        let hasCode = verify.state.withLockedValue { $0.running.contains { $0.to == Self.phone } }
        // Whoever has typed a code in vain asks for another one.
        if hasCode, row?.liveVerifications.isEmpty == false {
          try await type("123456", id)
        } else if let row, row.resendAfter.map({ $0 <= clock.now }) ?? true {
          try await ask(next: row.usableStep(from: row.step) != row.step, id)
        }
      default: break
      }
      clock.advance(milliseconds: 5_000)
    }
    for _ in 0..<14 {
      try await timers()
      clock.advance(milliseconds: 18_000)
    }
  }

  /// What holds whatever has died.
  func judge(_ scenario: FaultScenario) async throws {
    let deed = "\(scenario) died \(deaths), \(trouble.map { "\($0.kind) \($0.hit)" } ?? "no outage")"
    #expect(try await faults(scenario) == [], "\(deed)")
  }

  /// What is not as it must be, in words; none: all holds.
  func faults(_ scenario: FaultScenario) async throws -> [String] {
    var faults: [String] = []
    func hold(_ holds: Bool, _ otherwise: String) { if !holds { faults.append(otherwise) } }
    let state = verify.state.withLockedValue { $0 }
    for channel in ["sms", "call"] {
      let made = state.attempts.count { $0.channel == channel }
      let wanted = asked[channel, default: 0]
      hold(made - wanted <= scenario.automaticSends, "\(made) sent by \(channel), \(wanted) asked for")
    }
    var known: Set<String> = []
    for id in scenario.ids {
      guard let row = try await row(id) else {
        faults.append("\(id) is not in the store")
        continue
      }
      let own = Set(row.verifications.map(\.reference.sid))
      known.formUnion(own)
      hold(row.state.isFinal, "\(id) is still \(row.state)")
      hold(row.lease == nil, "\(id) is still claimed")
      hold(row.cancelsDue == [], "\(id) has something left to cancel")
      let approved = state.attempts.filter(\.isConverted).compactMap(\.verificationSID)
      let isSuccess = row.outcome?.status == .success
      hold(!isSuccess || approved.contains { own.contains($0) }, "\(id) succeeded, and nobody approved it")
      hold(isSuccess || id != "req-1" || scenario.mayBeDenied, "\(id) did not succeed")
      let told = posted.withLockedValue { $0.filter { $0.authRequestID == id } }
      hold(!told.isEmpty, "the outcome of \(id) was not posted")
      hold(told.count <= 1 + deaths.count + (trouble?.hit ?? 0), "\(id) was posted \(told.count) times")
      hold(Set(told.map(\.webhookID)).count <= 1, "\(id) was posted under several names")
      hold(told.allSatisfy { $0.status == row.outcome?.status.rawValue }, "\(id): another outcome was posted")
      if let until = row.outcome?.validUntil {
        hold(told.allSatisfy { $0.at < until }, "\(id) was posted too late")
      }
    }
    // A send whose answer was lost and that was never found is not known to anybody.
    hold(!state.running.contains { known.contains($0.sid) }, "a code goes on living at Twilio")
    hold(try await engine.runDue(callbacks: callbacks) == 0, "a timer never rests")
    return faults
  }
}
#endif
