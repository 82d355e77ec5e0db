#if Server
import HTTPTypes
import Hummingbird
import Logging

/// The webhook side over HTTP: proves the sender, reads the body, asks the machine, holds, and renders.
struct WebhookRoutes: Sendable {
  var service: any ChallengeService
  var authenticator: Authenticator
  /// The settings in use: asked at each request, since a table may be replaced.
  var settings: @Sendable () -> WebhookSettings
  var callers: CallerAddress
  var holds: Holds
  var clock: any BridgeClock
  var logger: Logger

  /// Adds the four paths to a router. They are looked up at each request, since the table says them.
  func add(to router: Router<BridgeContext>) {
    router.post("**") { request, context in await respond(request, context) }
  }

  /// Never throws: every error is a problem body.
  private func respond(_ request: Request, _ context: BridgeContext) async -> Response {
    let settings = settings()
    guard let endpoint = WebhookEndpoint(path: request.uri.path, webhookURL: settings.url) else {
      return Problem.notFound.response
    }
    let start = clock.now
    var held: Int64 = 0
    let response: Response
    do {
      let received = try await receive(request, context)
      let answered = try await answer(endpoint, received, request, context, settings)
      held = answered.held
      response = answered.response
    } catch {
      response = problem(error, endpoint, settings).response
    }
    BridgeMetrics.request(
      endpoint: endpoint.rawValue, status: response.status.code, milliseconds: clock.now.since(start) - held)
    return response
  }

  private func receive(_ request: Request, _ context: BridgeContext) async throws -> ReceivedRequest {
    let body = try await BodyCollector.collect(request, context)
    return ReceivedRequest(
      headers: request.headers, query: request.uri.query, body: body,
      address: callers.resolve(peer: context.peer, headers: request.headers), receivedAt: clock.now)
  }

  private func answer(
    _ endpoint: WebhookEndpoint, _ received: ReceivedRequest, _ request: Request, _ context: BridgeContext,
    _ settings: WebhookSettings
  ) async throws -> (response: Response, held: Int64) {
    let sender = try await authenticator.authenticate(received, for: endpoint.purpose, by: settings)
    let id: String
    let first: Answer
    switch endpoint {
    case .trigger:
      var trigger = try RequestBodies.trigger(received.body)
      trigger.traceparent = TraceParent.read(received.headers)
      id = trigger.authRequestID
      first = try await service.trigger(trigger, webhookID: sender.webhookID)
    case .verify:
      let body = try RequestBodies.verify(received.body)
      id = body.authRequestID
      first =
        switch try await service.verify(authRequestID: id, code: body.code, webhookID: sender.webhookID) {
        case .checked(let answer), .wrongLength(let answer): answer
        }
    case .status:
      let body = try RequestBodies.status(received.body)
      id = body.authRequestID
      first = try await service.status(authRequestID: id, result: body.result)
    case .cancel:
      id = try RequestBodies.cancel(received.body)
      first = try await service.cancel(authRequestID: id)
    }
    let wanted = endpoint == .cancel ? nil : Preference.wait(received.headers)
    let seconds = wanted ?? (endpoint == .trigger && settings.resume == .response ? settings.hold : 0)
    guard first.isPending, seconds > 0 else { return (render(first, endpoint, applied: wanted), 0) }
    let before = clock.now
    let last = await holds.hold(
      first, authRequestID: id, seconds: seconds, watch: await ConnectionWatch.of(context.channel),
      by: service)
    return (render(last, endpoint, applied: wanted), clock.now.since(before))
  }

  private func render(_ answer: Answer, _ endpoint: WebhookEndpoint, applied: Int64?) -> Response {
    let detail: AnswerRendering.Detail = endpoint == .status ? .full : .brief
    var response = Response.json(AnswerRendering.status(answer), AnswerRendering.body(answer, detail))
    if let applied { response.headers[.preferenceApplied] = "wait=\(applied)" }
    return response
  }

  private func problem(_ error: any Error, _ endpoint: WebhookEndpoint, _ settings: WebhookSettings)
    -> Problem
  {
    switch error {
    case let problem as Problem: return problem
    case let refusal as Refusal: return Problem(refusal)
    case let unauthorized as Unauthorized:
      BridgeMetrics.unauthorized(unauthorized.cause)
      logger.notice(
        "request refused: its sender is not proved",
        metadata: ["endpoint": "\(endpoint.rawValue)", "cause": "\(unauthorized.cause.rawValue)"])
      return .unauthorized(settings.scheme)
    case is StoreError, is CancellationError: return Problem(.unavailable(retryAfter: 1))
    default:
      logger.error(
        "request failed", metadata: ["endpoint": "\(endpoint.rawValue)", "error": "\(type(of: error))"])
      return .internal
    }
  }
}

/// `traceparent` of W3C Trace Context.
enum TraceParent {
  /// The header if it is there once and has the form of version 00; for logs, so nothing else is passed on.
  static func read(_ headers: HTTPFields) -> String? {
    let values = headers[values: .traceParent]
    guard values.count == 1, let value = values.first, value.utf8.count == 55 else { return nil }
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 32, 16, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } })
    else { return nil }
    return value
  }
}
#endif
