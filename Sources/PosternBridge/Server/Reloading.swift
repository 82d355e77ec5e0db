#if Server
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads table, block file and secrets anew: when a file changes, and on SIGHUP.
struct Reloading: Service {
  var prepared: PreparedBridge
  var blocks: BlockSource
  var clock: any BridgeClock
  var logger: Logger
  /// Called when secrets or the table were read anew: what failed for their sake may be tried again.
  var renewed: @Sendable () -> Void = {}

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          await FileWatcher(path: prepared.configuration.table, clock: clock)
            .run(since: prepared.table.first) { reloadTable() }
        }
        if let path = prepared.configuration.blockFile {
          group.addTask {
            await FileWatcher(path: path, clock: clock).run(since: blocks.first) { blocks.reload() }
          }
        }
        group.addTask {
          for await _ in await UnixSignalsSequence(trapping: .sighup) {
            reloadSecrets()
            reloadTable()
            blocks.reload()
          }
        }
        await group.waitForAll()
      }
    }
  }

  func reloadTable() {
    do {
      let isNew = try prepared.table.reload { table in
        prepared.configuration.check(table, secrets: prepared.secrets, descriptorLimit: nil).faults
      }
      guard isNew else { return }
      renewed()
      BridgeMetrics.reload("table", result: "ok")
      logger.notice("table replaced", metadata: ["digest": "\(prepared.table.current.settings.digest)"])
    } catch {
      BridgeMetrics.reload("table", result: "refused")
      logger.error("the new table is refused; the old one holds", metadata: ["why": "\(error.description)"])
    }
  }

  func reloadSecrets() {
    let failed = prepared.reloadSecrets()
    renewed()
    BridgeMetrics.reload("secrets", result: failed.isEmpty ? "ok" : "refused")
    if failed.isEmpty {
      logger.notice("secrets read anew")
    } else {
      logger.error("secrets could not be read anew; the old ones hold", metadata: ["names": "\(failed)"])
    }
  }
}
#endif
