#if Server
/// Wakes callers that wait for a challenge to change, whoever changed it.
actor ChangeHub {
  private var waiting: [String: [Int: AsyncStream<Void>.Continuation]] = [:]
  private var nextKey = 0

  /// How many callers wait.
  var count: Int { waiting.values.reduce(0) { $0 + $1.count } }

  /// A stream that has an element after each change of a challenge from now on; several changes may be one element.
  func changes(of id: String) -> AsyncStream<Void> {
    let key = nextKey
    nextKey += 1
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    waiting[id, default: [:]][key] = continuation
    continuation.onTermination = { _ in Task { await self.remove(id, key) } }
    return stream
  }

  /// Something has changed about a challenge.
  func tell(_ id: String) {
    for continuation in waiting[id, default: [:]].values { continuation.yield() }
  }

  private func remove(_ id: String, _ key: Int) {
    waiting[id]?[key] = nil
    if waiting[id]?.isEmpty == true { waiting[id] = nil }
  }
}
#endif
