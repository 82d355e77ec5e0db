#if Server
/// Bounds how long something may take.
enum TimeLimit {
  struct Exceeded: Error {}

  /// Runs the body; cancels it when the time is up.
  /// - Throws: what the body throws; `Exceeded`.
  static func run<Result: Sendable>(
    milliseconds: Int64, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: .milliseconds(milliseconds))
        throw Exceeded()
      }
      defer { group.cancelAll() }
      guard let result = try await group.next() else { throw Exceeded() }
      return result
    }
  }
}
#endif
