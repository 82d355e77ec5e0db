#if Server
import Logging
import ServiceLifecycle

/// Runs the machine's timers until the bridge stops; then sends what callbacks are due, within a bound.
struct EngineRunning: Service {
  var engine: ChallengeEngine
  var callbacks: any CallbackPosting

  func run() async throws {
    await cancelWhenGracefulShutdown { await engine.run(callbacks: callbacks) }
    _ = try? await TimeLimit.run(milliseconds: 5_000) { try await engine.runDue(callbacks: callbacks) }
  }
}

/// Removes from the store what has run out, each minute.
struct StoreKeeping: Service {
  static let interval: Int64 = 60_000

  var store: any ChallengeStore
  var clock: any BridgeClock
  var logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          _ = try await store.removeExpired(at: clock.now)
        } catch {
          logger.warning("what has run out could not be removed", metadata: ["error": "\(type(of: error))"])
        }
        guard (try? await clock.sleep(milliseconds: Self.interval)) != nil else { return }
      }
    }
  }
}

/// Signs of life for systemd.
struct SystemdWatching: Service {
  var notifier: SystemdNotifier
  var clock: any BridgeClock

  func run() async throws {
    await cancelWhenGracefulShutdown { await notifier.run(clock: clock) }
    // Without a watchdog there is nothing to do until the end; a service that ends early ends the bridge.
    try? await gracefulShutdown()
    await notifier.send("STOPPING=1")
  }
}
#endif
