#if Server
/// Times transactions that write.
struct MeteredStore: ChallengeStore {
  var inner: any ChallengeStore
  var clock: any BridgeClock

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    let start = clock.now
    defer { BridgeMetrics.storeWrite(milliseconds: clock.now.since(start)) }
    return try await inner.write(body)
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await inner.read(body)
  }

  func changes(after mark: Int64) async throws -> (ids: [String], mark: Int64) {
    try await inner.changes(after: mark)
  }

  func removeExpired(at now: Moment) async throws -> Int { try await inner.removeExpired(at: now) }
  func backup(to path: String) async throws { try await inner.backup(to: path) }
  func close() async throws { try await inner.close() }
}
#endif
