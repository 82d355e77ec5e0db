#if Server
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// Answers `Expect: 100-continue` when the body begins to be read: never for a request that its headers have refused.
struct ContinueInvitation: RouterMiddleware {
  typealias Context = BridgeContext

  @concurrent
  func handle(
    _ request: Request, context: BridgeContext,
    next: @concurrent (Request, BridgeContext) async throws -> Response
  ) async throws -> Response {
    guard Self.isWanted(request) else { return try await next(request, context) }
    var request = request
    let channel = context.channel
    request.body = RequestBody(asyncSequence: InvitedBody(base: request.body) { Self.invite(channel) })
    return try await next(request, context)
  }

  private static func isWanted(_ request: Request) -> Bool {
    guard request.headers[.expect]?.lowercased() == "100-continue" else { return false }
    guard let length = request.headers[.contentLength] else { return true }
    return Int(length).map { (1...BodyCollector.maximumBody).contains($0) } ?? false
  }

  /// Past the encoder, whose answer is still to come.
  private static func invite(_ channel: any Channel) {
    channel.eventLoop.execute {
      guard channel.isActive,
        let encoder = try? channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
      else { return }
      let line = channel.allocator.buffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
      encoder.writeAndFlush(NIOAny(IOData.byteBuffer(line)), promise: nil)
    }
  }
}

/// A body whose reader asks for it first.
private struct InvitedBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let base: RequestBody
  let invite: @Sendable () -> Void

  func makeAsyncIterator() -> RequestBody.AsyncIterator {
    invite()
    return base.makeAsyncIterator()
  }
}
#endif
