#if Server
import HTTPTypes
import Hummingbird
import NIOCore

extension PageRoutes {
  /// The link: no effect but to bind the first browser.
  func open(_ request: Request, _ token: String) async throws -> Response {
    let provenance = RequestProvenance(request)
    if provenance.isSpeculative {
      return Response(status: .serviceUnavailable, headers: PageHeaders.common)
    }
    guard provenance.isVisit, PageTokens.isWellFormed(token),
      let challenge = try await service.challengeID(pageToken: token)
    else { return standalone(.elsewhere, .notFound, request) }
    for cookie in cookies.values(in: request) where try await service.challengeID(cookie: cookie) == challenge
    {
      return redirect(to: Self.path(PageTokens.handle(cookie: cookie)))
    }
    guard let cookie = try await service.openCookie(challenge: challenge) else {
      return standalone(.elsewhere, .notFound, request)
    }
    var response = redirect(to: Self.path(PageTokens.handle(cookie: cookie)))
    response.headers[.setCookie] = cookies.setting(cookie)
    return response
  }

  func show(_ request: Request, _ handle: String) async throws -> Response {
    guard let session = try await session(request, handle) else {
      return standalone(.elsewhere, .notFound, request)
    }
    let notice = request.uri.queryParameters.get("said").flatMap(PageNotice.init(rawValue:))
    return try await page(of: session, request, status: .ok, notice: notice)
  }

  /// For the script: the phase, and a mark that changes with what the page shows.
  func state(_ request: Request, _ handle: String) async throws -> Response {
    var headers = PageHeaders.common
    headers[.contentType] = "application/json"
    guard let session = try await session(request, handle) else {
      return Response(status: .notFound, headers: headers, body: .init(byteBuffer: ByteBuffer(string: "{}")))
    }
    let view = try await service.page(challenge: session.challenge)
    // Both are of the page's own alphabet: nothing to escape.
    let text = #"{"phase":"\#(PageMark.phase(view))","mark":"\#(PageMark.of(view))"}"#
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  func asset(_ file: any KeyPath<PageAssets, PageAssets.File> & Sendable, _ request: Request) -> Response {
    let file = branding().assets[keyPath: file]
    var headers = PageHeaders.common
    headers[.contentType] = file.contentType
    headers[.eTag] = "\"\(file.version)\""
    // A page of before a reload asks for a version that is gone: it gets this one, and does not keep it.
    headers[.cacheControl] =
      request.uri.queryParameters.get("v") == file.version
      ? "public, max-age=31536000, immutable" : "no-cache"
    if request.headers[.ifNoneMatch] == "\"\(file.version)\"" {
      return Response(status: .notModified, headers: headers)
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
  }

  /// The page as it is now.
  func page(
    of session: Session, _ request: Request, status: HTTPResponse.Status, notice: PageNotice?
  ) async throws -> Response {
    let view = try await service.page(challenge: session.challenge)
    let renderer = branding().renderer(view, acceptLanguage: request.headers[.acceptLanguage])
    let link = PageRenderer.Link(path: session.path, formToken: tokens().formToken(cookie: session.cookie))
    let html = renderer.challenge(view, link: link, notice: notice, now: clock.now)
    return Response(
      status: status,
      headers: PageHeaders.document(returnOrigin: view.returnURL.flatMap(ReturnAddress.init)?.origin),
      body: .init(byteBuffer: ByteBuffer(bytes: html)))
  }

  func standalone(
    _ page: PageRenderer.Standalone, _ status: HTTPResponse.Status, _ request: Request
  ) -> Response {
    let renderer = branding().renderer(nil, acceptLanguage: request.headers[.acceptLanguage])
    return Response(
      status: status, headers: PageHeaders.document(returnOrigin: nil),
      body: .init(byteBuffer: ByteBuffer(bytes: renderer.standalone(page))))
  }

  /// 303: whatever the method was, what comes next is a GET.
  func redirect(to location: String, returnOrigin: String? = nil) -> Response {
    var headers = PageHeaders.document(returnOrigin: returnOrigin)
    headers[.contentType] = nil
    headers[.location] = location
    return Response(status: .seeOther, headers: headers)
  }
}
#endif
