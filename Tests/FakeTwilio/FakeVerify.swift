#if Server
import PosternJSON

/// Twilio Verify as a state machine: requests in, answers out, no clock and no network of its own.
public struct FakeVerify: Sendable {
  /// One verification at Twilio.
  struct Held: Sendable {
    var sid: String
    var service: String
    var to: String
    var code: String
    var channel: String
    var status = "pending"
    var attempts: [Attempt] = []
    var checks = 0
    var createdAt: Int64
    var updatedAt: Int64
    var expiresAt: Int64
    var amount: String?
    var payee: String?
    var fetches: [Int64] = []
  }

  /// One entry of the Attempts resource.
  struct Attempt: Sendable {
    var sid: String
    var verification: String
    var service: String
    var to: String
    var channel: String
    var at: Int64
    var isConverted = false
  }

  struct Address: Hashable {
    var service: String
    var to: String
  }

  /// What is to happen with a request.
  struct Outcome: Sendable {
    /// nil: nothing is answered.
    var answer: FakeAnswer?
    var effect: FakeFault.Effect?
    var requestID: String
  }

  public var settings: FakeSettings
  public internal(set) var requests: [RecordedRequest] = []
  public internal(set) var messages: [FakeMessage] = []
  /// What was asked against Twilio's description.
  public internal(set) var violations: [String] = []

  let description: OpenAPIDescription
  var faults: [FakeFault] = []
  var held: [String: Held] = [:]
  var open: [Address: String] = [:]
  /// What was sent last to each address.
  var latest: [String: String] = [:]
  var attempts: [Attempt] = []
  var used: [String: [Int64]] = [:]
  private var generator: UInt64

  /// - Throws: when Twilio's description cannot be read.
  public init(_ settings: FakeSettings = FakeSettings()) throws {
    self.settings = settings
    self.description = try OpenAPIDescription.shared.get()
    self.generator = settings.seed
  }

  /// The code that a number or an address was sent last; nil: none that is still good.
  public func code(for to: String, at now: Int64) -> String? {
    if let last = latest[to].flatMap({ held[$0] }), last.status == "pending", now < last.expiresAt {
      return last.code
    }
    return held.values.filter { $0.to == to && $0.status == "pending" && now < $0.expiresAt }
      .max { ($0.updatedAt, $0.sid) < ($1.updatedAt, $1.sid) }?.code
  }

  /// Adds a fault; those that were added first come first.
  public mutating func add(_ fault: FakeFault) { faults.append(fault) }

  public mutating func removeFaults() { faults = [] }

  /// Takes a request.
  /// - Parameter now: milliseconds since 1970.
  mutating func take(_ request: FakeRequest, at now: Int64) -> Outcome {
    let id = sid("RQ")
    var record = RecordedRequest(
      request: request, operation: nil, at: now, id: id, isExecuted: false, status: nil, violations: [])
    defer {
      if requests.count >= settings.history { requests.removeFirst(requests.count / 2 + 1) }
      requests.append(record)
    }
    guard let (operation, path) = description.operation(request.method, request.path),
      let known = FakeOperation(rawValue: operation.id)
    else {
      record.violations = ["\(request.method): no such operation"]
      violations += record.violations
      return Outcome(answer: error(404, 20404, "The requested resource was not found"), requestID: id)
    }
    record.operation = known
    record.violations = operation.faults(path: path, fields: request.fields)
    guard record.violations.isEmpty else {
      violations += record.violations
      return Outcome(answer: error(400, 20001, "Invalid request"), requestID: id)
    }
    guard request.user == settings.apiKey || request.user == settings.account,
      request.password.map(settings.secrets.contains) == true
    else { return Outcome(answer: error(401, 20003, "Authenticate"), requestID: id) }

    let effect = nextEffect(known, request)
    if let effect, !FakeFault(effect).isExecuted {
      return Outcome(answer: unexecuted(effect), effect: effect, requestID: id)
    }
    record.isExecuted = true
    let names = Dictionary(path.map { ($0.name, $0.value) }) { first, _ in first }
    var answer = execute(known, request, names, at: now)
    record.status = answer.status
    if case .status(let status)? = effect { answer.status = status }
    return Outcome(answer: answer, effect: effect, requestID: id)
  }

  private mutating func execute(
    _ operation: FakeOperation, _ request: FakeRequest, _ path: [String: String], at now: Int64
  ) -> FakeAnswer {
    if operation == .attempts { return list(request, at: now) }
    let name = path["ServiceSid"] ?? ""
    guard let service = settings.services.first(where: { $0.sid == name }) else {
      return notFound("/Services/\(name)")
    }
    switch operation {
    case .start: return start(service, request, at: now)
    case .check: return check(service, request, at: now)
    case .fetch: return fetch(service, path["Sid"] ?? "", at: now)
    case .update: return update(service, path["Sid"] ?? "", request["Status"] ?? "", at: now)
    case .attempts: return list(request, at: now)
    }
  }

  private mutating func nextEffect(_ operation: FakeOperation, _ request: FakeRequest) -> FakeFault.Effect? {
    for index in faults.indices
    where faults[index].times != 0
      && faults[index].fits(operation, channel: request["Channel"], to: request["To"])
    {
      if faults[index].after > 0 {
        faults[index].after -= 1
        continue
      }
      if let times = faults[index].times { faults[index].times = times - 1 }
      return faults[index].effect
    }
    return nil
  }

  private func unexecuted(_ effect: FakeFault.Effect) -> FakeAnswer? {
    switch effect {
    case .refuse(let status, let code, let message): error(status, code, message)
    case .redirect: FakeAnswer(302, .object([]))
    default: nil
    }
  }

  // MARK: Made up

  mutating func random() -> UInt64 {
    generator &+= 0x9E37_79B9_7F4A_7C15
    var value = generator
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// Two letters and 32 digits.
  mutating func sid(_ kind: String) -> String {
    kind + Self.hexadecimal(random()) + Self.hexadecimal(random())
  }

  mutating func code(_ length: Int) -> String {
    (0..<length).map { _ in String(random() % 10) }.joined()
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
#endif
