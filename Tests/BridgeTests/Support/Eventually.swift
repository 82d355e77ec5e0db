#if Server
import Testing

/// Waits until something holds, while others run. When it does not within five minutes, that is a failure and not a test
/// that never ends: a busy machine is no fault of the bridge.
func eventually(
  _ condition: () async throws -> Bool, at location: SourceLocation = #_sourceLocation
) async rethrows {
  let end = ContinuousClock.now + .seconds(300)
  while try await !condition() {
    if ContinuousClock.now > end {
      Issue.record("five minutes were not enough", sourceLocation: location)
      return
    }
    await Task.yield()
  }
}
#endif
