#if Server
import HTTPTypes
import Hummingbird

/// Refuses a request that names no host, or two: a proxy before the bridge and the bridge might read it as meant for
/// different ones (RFC 9112, section 3.2).
struct RequestHost: RouterMiddleware {
  typealias Context = BridgeContext

  private static let name = HTTPField.Name("host")

  @concurrent
  func handle(
    _ request: Request, context: BridgeContext,
    next: @concurrent (Request, BridgeContext) async throws -> Response
  ) async throws -> Response {
    // The first `Host` has become the authority; another one is still among the fields.
    let isNamed = request.head.authority.map { !$0.isEmpty } ?? false
    let isNamedAgain = Self.name.map { request.headers[$0] != nil } ?? false
    guard isNamed, !isNamedAgain else { return Problem.noHost.response }
    return try await next(request, context)
  }
}
#endif
