#if Server
import NIOConcurrencyHelpers

/// Wakes callers that wait for a challenge to change, whoever changed it.
final class ChangeHub: Sendable {
  private struct State {
    var waiting: [String: [Int: AsyncStream<Void>.Continuation]] = [:]
    var nextKey = 0
  }

  private let state = NIOLockedValueBox(State())

  /// How many callers wait.
  var count: Int { state.withLockedValue { $0.waiting.values.reduce(0) { $0 + $1.count } } }

  /// A stream that has an element after each change of a challenge from now on; several changes may be one element.
  func changes(of id: String) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let key = state.withLockedValue { state in
      state.nextKey += 1
      state.waiting[id, default: [:]][state.nextKey] = continuation
      return state.nextKey
    }
    continuation.onTermination = { [weak self] _ in self?.remove(id, key) }
    return stream
  }

  /// Something has changed about a challenge.
  func tell(_ id: String) {
    guard let continuations = state.withLockedValue({ $0.waiting[id] }) else { return }
    for continuation in continuations.values { continuation.yield() }
  }

  private func remove(_ id: String, _ key: Int) {
    state.withLockedValue { state in
      state.waiting[id]?[key] = nil
      if state.waiting[id]?.isEmpty == true { state.waiting[id] = nil }
    }
  }
}
#endif
