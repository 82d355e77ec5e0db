#if Server
import NIOConcurrencyHelpers

/// Bounds how long something may take.
enum TimeLimit {
  struct Exceeded: Error {}

  /// Runs the body; cancels it when the time is up.
  /// - Throws: what the body throws; `Exceeded`.
  static func run<Result: Sendable>(
    milliseconds: Int64, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await body() }
    let isOver = NIOLockedValueBox(false)
    let deadline = SystemClock().deadline(milliseconds: milliseconds) {
      isOver.withLockedValue { $0 = true }
      task.cancel()
    }
    defer { deadline.cancel() }
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    // What was cancelled may have ended early without saying so.
    if isOver.withLockedValue({ $0 }) { throw Exceeded() }
    return try result.get()
  }
}
#endif
