#if Server
import HTTPTypes
import Hummingbird

/// Answers what no route takes: a problem body as for every other error, with `Allow` where only the method is wrong.
struct UnmatchedRequests: RouterMiddleware {
  typealias Context = BridgeContext

  /// The method that a path takes; nil when there is nothing at it.
  var method: @Sendable (String) -> String?

  @concurrent
  func handle(
    _ request: Request, context: BridgeContext,
    next: @concurrent (Request, BridgeContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      let allowed = method(request.uri.path)
      var response = (allowed == nil ? Problem.notFound : .wrongMethod).response
      for field in PageHeaders.common { response.headers[field.name] = field.value }
      if let allowed { response.headers[.allow] = allowed }
      return response
    }
  }
}
#endif
