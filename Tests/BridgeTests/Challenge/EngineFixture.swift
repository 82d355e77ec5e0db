#if Server
import Foundation
import NIOConcurrencyHelpers
import PosternCompiler
import PosternRuntime
import PosternSchema
import TestSupport

@testable import PosternBridge

/// A machine on a table of a policy, with a store of its own, a clock and a Twilio that obey.
struct EngineFixture {
  let engine: ChallengeEngine
  let verify: ScriptedVerify
  let clock: VirtualClock
  let store: any ChallengeStore
  let table: NIOLockedValueBox<ActiveTable>
  let blocks: NIOLockedValueBox<BlockList>
  let observer = RecordingObserver()

  static let phone = "+12025550123"
  static let otherPhone = "+12025550188"

  /// - Parameters:
  ///   - sections: top-level sections that replace those of the base.
  ///   - other: a fixture whose store and Twilio this one shares: another process.
  ///   - hasty: a clock to use instead of one that stands still.
  ///   - twilio: what is called instead of the scripted Verify; with `clock`, which it may share.
  init(
    _ sections: String = "", sharing other: EngineFixture? = nil, answerWithin: Int64 = 3_000,
    twilio: (any VerifyAPI)? = nil, clock given: VirtualClock? = nil, hasty: HastyClock? = nil
  ) async throws {
    clock = given ?? other?.clock ?? VirtualClock()
    verify = other?.verify ?? ScriptedVerify(clock)
    let active = NIOLockedValueBox(try Self.active(sections))
    let blocks = NIOLockedValueBox(BlockList())
    table = active
    self.blocks = blocks
    if let other {
      store = other.store
    } else {
      store = try await Self.store(active.withLockedValue(\.settings), observer.record)
    }
    var options = EngineOptions(
      publicURL: "https://login.example.com", owner: UUID().uuidString)
    options.answerWithin = answerWithin
    let keys = try StoreKeys(store: Data(repeating: 7, count: 32), hash: Data(repeating: 8, count: 32))
    engine = ChallengeEngine(
      EngineParts(
        table: { active.withLockedValue { $0 } }, store: store, verify: twilio ?? verify,
        clock: hasty ?? clock,
        keys: keys,
        tokens: PageTokens(key: Data(repeating: 9, count: 32)), blocks: { blocks.withLockedValue { $0 } },
        observer: observer), options)
  }

  /// Tables by their policies: compiling takes longer than any of the tests.
  private static let tables = NIOLockedValueBox<[String: ActiveTable]>([:])

  /// The table of the base policy with sections replaced.
  static func active(_ sections: String) throws -> ActiveTable {
    if let known = tables.withLockedValue({ $0[sections] }) { return known }
    let active = try compile(sections)
    tables.withLockedValue { $0[sections] = active }
    return active
  }

  private static func compile(_ sections: String) throws -> ActiveTable {
    let policy = Pipeline.check(.memory(BridgePolicy.files(sections)), folder: "bridge", today: "2026-11-23")
    let errors = policy.diagnostics.filter { $0.severity == .error }.map(\.message)
    guard errors.isEmpty, let environment = policy.environments.first,
      let bytes = try policy.compile(environment).first(where: { $0.name == "routing-table.bin" })?.bytes,
      let active = ActiveTable(try RoutingTable(validating: bytes))
    else { throw FixtureError(text: "\(errors)") }
    return active
  }

  private static func store(
    _ settings: BridgeSettings, _ record: LeakRecord
  ) async throws -> any ChallengeStore {
    for phone in [phone, otherPhone] { record.plant(.number, phone) }
    record.plant(.code, "123456")
    for byte in [7, 8, 9] as [UInt8] {
      record.plant(.secret, Data(repeating: byte, count: 32).base64EncodedString())
    }
    let folder = record.folder ?? NSTemporaryDirectory()
    let path = "\(folder)/store-\(UUID().uuidString)"
    // A busy machine must not look like a locked store.
    var options = SQLiteStore.Options()
    options.busyTimeout = .seconds(300)
    options.patience = .seconds(300)
    return try await SQLiteStore.open(
      path: path, policy: settings.policy, environment: settings.environment, options: options)
  }

  /// A trigger of a person with a phone.
  func trigger(
    _ id: String = "req-1", phone: String? = EngineFixture.phone, user: String? = "user-1"
  ) -> Trigger {
    var trigger = Trigger(authRequestID: id)
    trigger.userID = user
    trigger.phoneNumber = phone
    trigger.groups = []
    trigger.identityProvider = "google"
    trigger.application = "wiki"
    trigger.networkZones = []
    trigger.clientIP = "198.51.100.7"
    return trigger
  }

  /// The stored challenge.
  func stored(_ id: String = "req-1") async throws -> Challenge {
    try await engine.find(id)
  }

  func check(_ code: String, _ id: String = "req-1") async throws -> Answer {
    switch try await engine.verify(authRequestID: id, code: code, webhookID: nil) {
    case .checked(let answer), .wrongLength(let answer): answer
    }
  }
}

struct FixtureError: Error {
  var text: String
}

/// The policy that the machine's tests run.
enum BridgePolicy {
  static func files(_ sections: String) -> [String: String] {
    var files = ExamplePolicy.files
    files["environments/prod.yaml"] = nil
    files["policy.yaml"] = ExamplePolicy.replaceSections(
      of: ExamplePolicy.replaceSections(of: files["policy.yaml"] ?? "", by: base), by: sections)
    return files
  }

  /// Room for more than one login.
  private static let base = """
    limits:
      per-number: { key: number, buckets: [100 per 10m] }
    """
}

/// Keeps what it is told.
final class RecordingObserver: ChallengeObserver {
  let alerts = NIOLockedValueBox<[String]>([])
  let ends = NIOLockedValueBox<[String]>([])
  let record: LeakRecord
  private let records: ChallengeRecords

  init(_ record: LeakRecord = LeakRecord("engine")) {
    self.record = record
    var logger = ServerFixture.logger { record.log($0) }
    if !record.isOn { logger.logLevel = .critical }
    records = ChallengeRecords(logger: logger, clock: SystemClock())
  }

  func decided(_ challenge: Challenge, outcome: String) {
    records.decided(challenge, outcome: outcome)
  }

  func sent(_ challenge: Challenge, _ send: Send, fault: TwilioFault?, action: ErrorClass.Action?) {
    records.sent(challenge, send, fault: fault, action: action)
  }

  func checked(_ challenge: Challenge, result: String) { records.checked(challenge, result: result) }

  func ended(_ challenge: Challenge) {
    records.ended(challenge)
    ends.withLockedValue {
      $0.append("\(challenge.authRequestID) \(challenge.outcome?.reason?.rawValue ?? "success")")
    }
  }
  func alert(_ kind: String, challenge: Challenge, detail: String) {
    records.alert(kind, challenge: challenge, detail: detail)
    alerts.withLockedValue { $0.append(kind) }
  }
}
#endif
