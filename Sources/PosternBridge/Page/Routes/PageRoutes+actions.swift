#if Server
import HTTPTypes
import Hummingbird
import NIOCore

extension PageRoutes {
  /// A form of the page: nothing happens before it is known to be the page's own, sent by the browser that has it.
  func post(_ action: Action, _ request: Request, _ handle: String) async throws -> Response {
    guard RequestProvenance(request).isOwnForm(publicOrigin: publicOrigin) else {
      return standalone(.outdated(path: nil), .forbidden, request)
    }
    guard let session = try await session(request, handle) else {
      return standalone(.elsewhere, .notFound, request)
    }
    let refused = { (status: HTTPResponse.Status) in
      standalone(.outdated(path: session.path), status, request)
    }
    guard Self.isForm(request) else { return refused(.unsupportedMediaType) }
    guard let body = await Self.body(of: request) else { return refused(.contentTooLarge) }
    let fields: [String: String]
    do {
      fields = try FormDecoder.decode(body)
    } catch {
      return refused(.badRequest)
    }
    guard tokens().accepts(formToken: fields["form"] ?? "", cookie: session.cookie) else {
      return refused(.forbidden)
    }
    do {
      return try await run(action, fields, session)
    } catch let refusal as Refusal {
      return try await page(after: refusal, of: session, request)
    }
  }

  private func run(_ action: Action, _ fields: [String: String], _ session: Session) async throws -> Response
  {
    switch action {
    case .code:
      let code = fields["code"] ?? ""
      // What no code can be is not even asked about.
      guard (1...128).contains(code.utf8.count) else { return redirect(to: session, saying: .wrongLength) }
      switch try await service.submit(challenge: session.challenge, code: code) {
      case .wrongLength: return try await after(session, pending: .wrongLength)
      case .checked: return try await after(session, pending: .wrongCode)
      }
    case .resend:
      _ = try await service.resend(challenge: session.challenge)
      return try await after(session, pending: .sentAgain)
    case .next:
      _ = try await service.next(challenge: session.challenge)
      return try await after(session, pending: .sentAgain)
    case .notMe:
      _ = try await service.notMe(challenge: session.challenge)
      return redirect(to: session, saying: nil)
    case .goOn:
      let view = try await service.page(challenge: session.challenge)
      switch view.phase {
      case .approved, .denied: return try await leave(view, session)
      case .sending, .enterCode: return redirect(to: session, saying: nil)
      }
    }
  }

  /// Success goes on at once; whatever else there is to say, the page says. What counts is what the page shows now: a
  /// caller may be told that all is pending until this browser has come back with its result.
  private func after(_ session: Session, pending notice: PageNotice) async throws -> Response {
    let view = try await service.page(challenge: session.challenge)
    return switch view.phase {
    case .approved: try await leave(view, session)
    case .enterCode: redirect(to: session, saying: notice)
    case .sending, .denied: redirect(to: session, saying: nil)
    }
  }

  /// To `return_url` with a one-time result, where there is one; else to the page, which says where to go.
  private func leave(_ view: PageView, _ session: Session) async throws -> Response {
    guard let address = view.returnURL.flatMap(ReturnAddress.init),
      let result = try await service.takeResult(challenge: session.challenge)
    else { return redirect(to: session, saying: nil) }
    return redirect(to: address.adding(result: result), returnOrigin: address.origin)
  }

  private func redirect(to session: Session, saying notice: PageNotice?) -> Response {
    redirect(to: session.path + (notice.map { "?said=\($0.rawValue)" } ?? ""))
  }

  /// A refusal is the page as it is, with what was refused, and the status that says so to a program.
  private func page(after refusal: Refusal, of session: Session, _ request: Request) async throws -> Response
  {
    switch refusal {
    case .tooEarly(let seconds):
      return try await refused(session, request, .tooManyRequests, .tooEarly, retryAfter: seconds)
    case .limited(let seconds):
      return try await refused(session, request, .tooManyRequests, .limited, retryAfter: seconds)
    case .unavailable(let seconds):
      return try await refused(session, request, .serviceUnavailable, .notNow, retryAfter: seconds)
    case .usedUp: return try await refused(session, request, .conflict, .usedUp)
    case .conflict, .malformed, .unprocessable: return redirect(to: session, saying: nil)
    case .unknown: return standalone(.elsewhere, .notFound, request)
    }
  }

  private func refused(
    _ session: Session, _ request: Request, _ status: HTTPResponse.Status, _ notice: PageNotice,
    retryAfter: Int64? = nil
  ) async throws -> Response {
    var response = try await page(of: session, request, status: status, notice: notice)
    if let retryAfter { response.headers[.retryAfter] = String(max(1, retryAfter)) }
    return response
  }

  private static func isForm(_ request: Request) -> Bool {
    let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    return type == "application/x-www-form-urlencoded"
  }

  /// nil when it is longer than any form of the page, or too slow.
  private static func body(of request: Request) async -> [UInt8]? {
    let body = request.body
    return try? await TimeLimit.run(milliseconds: BodyCollector.patience) {
      Array(buffer: try await body.collect(upTo: FormDecoder.maximumBytes))
    }
  }
}
#endif
