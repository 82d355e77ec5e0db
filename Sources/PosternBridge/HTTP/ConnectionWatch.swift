#if Server
import NIOConcurrencyHelpers
import NIOCore

/// Notices when the other end of a connection has gone, while a caller is held.
final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler, Sendable {
  typealias InboundIn = NIOAny

  private struct State {
    var isGone = false
    var nextID = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = NIOLockedValueBox(State())

  /// The watch of a connection; nil when it has none, as in tests without a socket.
  static func of(_ channel: any Channel) async -> ConnectionWatch? {
    guard channel.isActive else { return nil }
    return try? await channel.pipeline.handler(type: ConnectionWatch.self).get()
  }

  /// Returns when the other end has gone, or the task is cancelled.
  func gone() async {
    let id = state.withLockedValue { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLockedValue { state in
          if state.isGone || Task.isCancelled { return true }
          state.waiting[id] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLockedValue { $0.waiting.removeValue(forKey: id) }?.resume()
    }
  }

  private func leave() {
    let waiting = state.withLockedValue { state in
      state.isGone = true
      defer { state.waiting = [:] }
      return state.waiting
    }
    for continuation in waiting.values { continuation.resume() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, event == .inputClosed { leave() }
    context.fireUserInboundEventTriggered(event)
  }
}
#endif
