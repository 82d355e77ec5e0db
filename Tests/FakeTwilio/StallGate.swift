#if Server
import NIOConcurrencyHelpers

/// Where stalled requests wait until a test lets them go.
final class StallGate: Sendable {
  private struct Content {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
    var watching: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let content = NIOLockedValueBox(Content())

  func wait() async {
    await withCheckedContinuation { continuation in
      let resumed = content.withLockedValue { content -> [CheckedContinuation<Void, Never>] in
        guard !content.isOpen else { return [continuation] }
        content.waiting.append(continuation)
        let reached = content.watching.filter { $0.count <= content.waiting.count }
        content.watching.removeAll { $0.count <= content.waiting.count }
        return reached.map(\.continuation)
      }
      for each in resumed { each.resume() }
    }
  }

  func waitUntil(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isReached = content.withLockedValue { content in
        if content.waiting.count >= count { return true }
        content.watching.append((count, continuation))
        return false
      }
      if isReached { continuation.resume() }
    }
  }

  /// Lets go who waits now.
  func open() {
    let waiting = content.withLockedValue { content in
      defer { content.waiting = [] }
      return content.waiting
    }
    for each in waiting { each.resume() }
  }

  /// Lets go everybody, from now on.
  func openForGood() {
    content.withLockedValue { $0.isOpen = true }
    open()
  }
}
#endif
