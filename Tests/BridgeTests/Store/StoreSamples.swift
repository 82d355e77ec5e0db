#if Server
import Foundation

@testable import PosternBridge

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  /// All bytes of all files in it.
  func bytes() throws -> Data {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted().reduce(into: Data()) {
      $0 += try Data(contentsOf: URL(fileURLWithPath: file($1)))
    }
  }
}

extension SQLiteStore {
  /// Patient: tests run beside one another on few cores.
  static func sample(at path: String, options: Options = .patient) async throws -> SQLiteStore {
    try await open(path: path, policy: "acme", environment: "prod", options: options)
  }
}

extension SQLiteStore.Options {
  static var patient: Self {
    var options = Self()
    options.busyTimeout = .seconds(60)
    options.patience = .seconds(300)
    return options
  }
}

extension Moment {
  /// 2026-11-23 00:00 UTC, and some seconds.
  static func at(_ seconds: Int64) -> Moment { Moment(milliseconds: (1_795_392_000 + seconds) * 1000) }
}

extension Challenge {
  /// A challenge in `new`, with every field set that can be.
  static func sample(_ name: String, at created: Moment = .at(0)) -> Challenge {
    var facts = TriggerFacts()
    facts.userKey = "user-\(name)"
    facts.phoneKey = "phone-\(name)"
    facts.emailKey = "email-\(name)"
    facts.sealedPhone = Data((0..<40).map { UInt8($0 * 5) })
    facts.sealedEmail = Data("sealed \(name)".utf8)
    facts.maskedPhone = "+55•••••••21"
    facts.maskedEmail = "a•••@example.com"
    facts.clientKeys = ["0a", "1b"]
    facts.locale = "pt-BR"
    facts.application = "Wiki \"é\" 你好"
    facts.returnURL = "https://wiki.example/a?b=c"
    return Challenge(
      id: "id-\(name)", authRequestID: "request-\(name)", meaning: "meaning", createdAt: created,
      trigger: facts,
      tableDigest: "d1", rule: "default", country: "BR", lineType: "mobile",
      plan: [
        PlanStep(
          channel: "sms", wait: 30, isAutomatic: true, service: "VA1", serviceName: "default", codeLength: 6,
          isPSD2: false, locale: nil, template: "HJ1", advancesAfterFraudBlock: false)
      ],
      sends: [
        Send(
          step: 0, channel: "sms", at: created, isAutomatic: false, fate: .sent, verification: "VE1",
          events: [1, .max], requestID: "RQ1")
      ],
      verifications: [
        Verification(
          reference: .init(service: "VA1", sid: "VE1"), isEmail: false, codeLength: 6, startedAt: created,
          sends: 1)
      ],
      expiresAt: created.adding(seconds: 600),
      lease: Lease(owner: "o", until: created.adding(seconds: 20), effect: .send, code: "c0de"),
      wakeAt: created.adding(seconds: 30),
      outcome: Outcome(status: .denied, at: created, reason: .rateLimited, message: nil, validUntil: created),
      cancelsDue: [.init(service: "VA1", sid: "VE0")],
      callback: Callback(url: "https://c.example", webhookID: "w", nextAt: created),
      deleteAt: created.adding(seconds: 86_400))
  }

  /// The same in another state.
  func inState(_ state: State) -> Challenge {
    var copy = self
    copy.state = state
    return copy
  }
}
#endif
