#if Server
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// What a server answered.
struct LoadReply: Sendable {
  var status: Int
  var body: String
}

/// One HTTP/1.1 connection, one request at a time: as little work as can be, since it shares the machine with what it
/// measures.
final class LoadConnection: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer

  struct Closed: Error {}

  private struct State {
    var received = ""
    var waiting: CheckedContinuation<LoadReply, any Error>?
    var isClosed = false
    var channel: (any Channel)?
  }

  private let state = NIOLockedValueBox(State())

  static func open(port: Int) async throws -> LoadConnection {
    let connection = LoadConnection()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.socketOption(.so_reuseaddr), value: 1)
      .channelInitializer { $0.pipeline.addHandler(connection) }
      .connect(host: "127.0.0.1", port: port).get()
    connection.state.withLockedValue { $0.channel = channel }
    return connection
  }

  /// - Throws: when the connection ends before the answer has come.
  func send(_ request: String) async throws -> LoadReply {
    try await withCheckedThrowingContinuation { continuation in
      let channel = state.withLockedValue { state -> (any Channel)? in
        guard !state.isClosed else { return nil }
        state.waiting = continuation
        return state.channel
      }
      guard let channel else { return continuation.resume(throwing: Closed()) }
      channel.writeAndFlush(ByteBuffer(string: request), promise: nil)
    }
  }

  var isClosed: Bool { state.withLockedValue { $0.isClosed } }

  func close() {
    state.withLockedValue { $0.channel }?.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let text = String(buffer: unwrapInboundIn(data))
    let done = state.withLockedValue { state -> (CheckedContinuation<LoadReply, any Error>, LoadReply)? in
      state.received += text
      guard let waiting = state.waiting, let reply = Self.reply(state.received) else { return nil }
      state.received = ""
      state.waiting = nil
      return (waiting, reply)
    }
    if let done { done.0.resume(returning: done.1) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    let waiting = state.withLockedValue { state in
      state.isClosed = true
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(throwing: Closed())
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// nil: not whole yet.
  private static func reply(_ text: String) -> LoadReply? {
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let head = text[..<end.lowerBound].lowercased()
    let body = text[end.upperBound...]
    guard let status = Int(head.dropFirst(9).prefix(3)),
      let field = head.firstRange(of: "content-length:"),
      let length = Int(head[field.upperBound...].drop { $0 == " " }.prefix { $0.isNumber }),
      body.utf8.count >= length
    else { return nil }
    return LoadReply(status: status, body: String(body))
  }
}
#endif
