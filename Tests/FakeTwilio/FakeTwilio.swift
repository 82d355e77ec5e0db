#if Server
import Foundation
import HTTPTypes
public import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import PosternJSON
import ServiceLifecycle

/// A Twilio Verify on this machine, over plain HTTP: `FakeVerify` behind a server. Tests and the demo use it; no product
/// contains it.
public final class FakeTwilio: Sendable {
  private let verify: NIOLockedValueBox<FakeVerify>
  private let gate = StallGate()
  private let now: @Sendable () -> Int64
  private let onMessage: @Sendable (FakeMessage) -> Void
  private let onAnswer: @Sendable (FakeRequest, Duration) -> Void

  /// - Parameters:
  ///   - now: milliseconds since 1970; a test's virtual clock.
  ///   - onMessage: told of each code that is sent.
  ///   - onAnswer: told of each request that is answered, and how long that took here.
  /// - Throws: when Twilio's description cannot be read.
  public init(
    _ settings: FakeSettings = FakeSettings(),
    now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) },
    onMessage: @escaping @Sendable (FakeMessage) -> Void = { _ in },
    onAnswer: @escaping @Sendable (FakeRequest, Duration) -> Void = { _, _ in }
  ) throws {
    self.verify = NIOLockedValueBox(try FakeVerify(settings))
    self.now = now
    self.onMessage = onMessage
    self.onAnswer = onAnswer
  }

  // MARK: What tests ask and command

  /// What was asked against Twilio's description; a test expects it empty.
  public var violations: [String] { verify.withLockedValue { $0.violations } }
  public var requests: [RecordedRequest] { verify.withLockedValue { $0.requests } }
  /// Every code that was sent, in order.
  public var messages: [FakeMessage] { verify.withLockedValue { $0.messages } }

  /// The code that a number or an address was sent last; nil: none that is still good.
  public func code(for to: String) -> String? {
    let now = now()
    return verify.withLockedValue { $0.code(for: to, at: now) }
  }

  /// The requests of one operation.
  public func requests(_ operation: FakeOperation) -> [RecordedRequest] {
    requests.filter { $0.operation == operation }
  }

  public func add(_ fault: FakeFault) { verify.withLockedValue { $0.add(fault) } }

  public func removeFaults() { verify.withLockedValue { $0.removeFaults() } }

  /// Changes how it behaves from now on.
  public func change(_ body: @Sendable (inout FakeSettings) -> Void) {
    verify.withLockedValue { body(&$0.settings) }
  }

  /// Lets stalled requests go on.
  public func release() { gate.open() }

  /// Waits until that many requests stall.
  public func untilStalled(_ count: Int = 1) async { await gate.waitUntil(count) }

  // MARK: Serving

  /// Serves as long as the body runs, which is given the URL.
  /// - Parameter port: 0: any that is free.
  public func serving<Result: Sendable>(
    port: Int = 0, _ body: @Sendable @escaping (String) async throws -> Result
  ) async throws -> Result {
    let (ports, found) = AsyncStream<Int>.makeStream()
    let application = application(port: port) { found.yield($0) }
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [], logger: Self.quiet)
    // A connection that somebody has forgotten keeps nobody.
    configuration.maximumGracefulShutdownDuration = .seconds(20)
    let group = ServiceGroup(configuration: configuration)
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { found.finish() }
        try await group.run()
      }
      guard let port = await ports.first(where: { _ in true }) else {
        try await tasks.waitForAll()
        throw CancellationError()
      }
      let result: Swift.Result<Result, any Error>
      do { result = .success(try await body("http://127.0.0.1:\(port)")) } catch { result = .failure(error) }
      gate.openForGood()
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return try result.get()
    }
  }

  /// The server, for a program of its own.
  /// - Parameter onRunning: told the port.
  public func application(
    host: String = "127.0.0.1", port: Int, onRunning: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> some ApplicationProtocol {
    Application(
      responder: CallbackResponder<FakeContext> { request, context in
        try await self.respond(to: request, context)
      },
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) },
      logger: Self.quiet)
  }

  private static var quiet: Logger {
    var logger = Logger(label: "fake-twilio")
    logger.logLevel = .critical
    return logger
  }

  private func respond(to request: Request, _ context: FakeContext) async throws -> Response {
    let start = ContinuousClock.now
    var request = request
    let body = try await request.collectBody(upTo: 65_536)
    let text = request.method == .get ? request.uri.query ?? "" : String(buffer: body)
    let (user, password) = Self.credentials(request.headers[.authorization])
    let isForm =
      request.method == .get || request.headers[.contentType] == "application/x-www-form-urlencoded"
    let asked = FakeRequest(
      method: request.method.rawValue, path: request.uri.path,
      fields: isForm ? FormText.fields(text) ?? [("\u{FFFD}", "")] : [("\u{FFFD}", "")], user: user,
      password: password)
    let now = now()
    let (outcome, sent) = verify.withLockedValue { verify in
      let count = verify.messages.count
      let outcome = verify.take(asked, at: now)
      return (outcome, verify.messages.count > count ? verify.messages.last : nil)
    }
    if let sent { onMessage(sent) }
    let response = try await answer(outcome, context)
    onAnswer(asked, .now - start)
    return response
  }

  private func answer(_ outcome: FakeVerify.Outcome, _ context: FakeContext) async throws -> Response {
    switch outcome.effect {
    case .resetBefore, .resetAfter:
      await context.reset()
      return Response(status: .internalServerError)
    case .stallBefore, .stallAfter:
      await gate.wait()
    case .slow(let milliseconds):
      try await Task.sleep(for: .milliseconds(milliseconds))
    case .page(let status):
      return page("<html><body><h1>\(status)</h1></body></html>", "text/html", status, outcome)
    case .garble(let text):
      return page(text, "application/json", outcome.answer?.status ?? 200, outcome)
    case .redirect(let url):
      var response = page("", "text/html", 302, outcome)
      response.headers[.location] = url
      return response
    case .refuse, .status, nil:
      break
    }
    guard let answer = outcome.answer else { return Response(status: .serviceUnavailable) }
    return page(JSONWriter(indent: nil).text(answer.body), "application/json", answer.status, outcome)
  }

  private func page(_ text: String, _ type: String, _ status: Int, _ outcome: FakeVerify.Outcome) -> Response
  {
    var headers: HTTPFields = [.contentType: type]
    if let name = HTTPField.Name("Twilio-Request-Id") { headers[name] = outcome.requestID }
    return Response(
      status: HTTPResponse.Status(code: status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// HTTP Basic.
  private static func credentials(_ header: String?) -> (String?, String?) {
    guard let header, header.hasPrefix("Basic "), let data = Data(base64Encoded: String(header.dropFirst(6))),
      let text = String(data: data, encoding: .utf8), let colon = text.firstIndex(of: ":")
    else { return (nil, nil) }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }
}

/// A request's connection.
struct FakeContext: InitializableFromSource, Sendable {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    channel = source.channel
  }

  /// Ends the connection with a reset rather than in order.
  func reset() async {
    if let socket = channel as? any SocketOptionProvider {
      try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    try? await channel.close()
  }
}
#endif
