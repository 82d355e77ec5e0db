#if Server
public import AsyncHTTPClient
import NIOCore
import NIOPosix
import PosternJSON

/// Twilio Verify over HTTP: form bodies, HTTP Basic with an API key, JSON answers. Follows no redirect, repeats nothing.
public struct TwilioClient: VerifyAPI {
  /// How long a call may take, connecting included; milliseconds.
  public struct Timeouts: Sendable {
    public var start: Int64 = 10_000
    public var check: Int64 = 5_000
    /// Canceling and listing.
    public var other: Int64 = 5_000

    public init() {}
  }

  private let transport: TwilioTransport
  private let timeouts: Timeouts

  /// - Parameters:
  ///   - http: made by `makeHTTPClient`; whoever made it shuts it down.
  ///   - apiKey: `SK…`, or the account's SID; asked at each call, so that it can rotate with its secret.
  ///   - secret: asked at each call; nil: there is none, and nothing is sent.
  public init(
    http: HTTPClient, endpoint: TwilioEndpoint = .standard,
    apiKey: @escaping @autoclosure @Sendable () -> String,
    secret: @escaping @Sendable () -> String?, timeouts: Timeouts = Timeouts()
  ) {
    self.transport = TwilioTransport(http: http, endpoint: endpoint, apiKey: apiKey, secret: secret)
    self.timeouts = timeouts
  }

  /// A client as it must be for Twilio: 2 s to connect, no redirects, no repetition of its own, no tracing (URLs may
  /// hold a number), connections closed before a server gives them up.
  /// - Parameter connections: at once, at most.
  public static func makeHTTPClient(connections: Int = 64) -> HTTPClient {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(2)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(1, connections)
    configuration.connectionPool.idleTimeout = .seconds(20)
    configuration.decompression = .disabled
    configuration.tracing.tracer = nil
    return HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
  }

  public func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification {
    let path = "/v2/Services/\(FormEncoding.segment(request.service))/Verifications"
    let reply = try await transport.post(path, request.form, timeout: timeouts.start)
    return try TwilioVerification(reply)
  }

  public func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification {
    let path = "/v2/Services/\(FormEncoding.segment(request.reference.service))/VerificationCheck"
    let reply = try await transport.post(path, request.form, timeout: timeouts.check)
    let verification = try TwilioVerification(reply)
    guard verification.sid == request.reference.sid else { throw reply.unreadable }
    return verification
  }

  public func cancel(_ reference: Verification.Reference) async throws(TwilioFault) {
    let service = FormEncoding.segment(reference.service)
    let path = "/v2/Services/\(service)/Verifications/\(FormEncoding.segment(reference.sid))"
    _ = try await transport.post(path, [("Status", "canceled")], timeout: timeouts.other)
  }

  public func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  {
    try await attempts([
      ("ChannelData.To", address), ("VerifyServiceSid", service), ("DateCreatedAfter", UTCText.text(after)),
    ])
  }

  public func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt] {
    try await attempts([("VerificationSid", reference.sid)])
  }

  /// Reads 4 pages of 20 at most; whatever is behind them is left.
  private func attempts(_ filter: [(String, String)]) async throws(TwilioFault) -> [TwilioAttempt] {
    var next: String? = "/v2/Attempts?" + FormEncoding.text(filter + [("PageSize", "20")])
    var attempts: [TwilioAttempt] = []
    for _ in 0..<4 {
      guard let page = next else { break }
      let reply = try await transport.get(page, timeout: timeouts.other)
      let (found, following) = try TwilioAttempt.page(reply)
      attempts += found
      next = following
    }
    return attempts
  }
}
#endif
