#if Server
import Logging
import NIOConcurrencyHelpers
import PosternRuntime

/// The table in use. A new one replaces it at once, or not at all.
final class TableSource: Sendable {
  /// Why a table is not taken into use; the text is for the log and for `--check`.
  struct Refused: Error, Equatable, CustomStringConvertible {
    var description: String

    init(_ description: String) {
      self.description = description
    }
  }

  /// The file's state before it was first read.
  let first: FileWatcher.Mark?

  private let path: String
  private let active: NIOLockedValueBox<ActiveTable>

  /// Reads and checks the first table.
  /// - Throws: `Refused`.
  init(path: String) throws(Refused) {
    self.path = path
    first = FileWatcher.mark(path)
    active = NIOLockedValueBox(try Self.read(path))
  }

  var current: ActiveTable { active.withLockedValue { $0 } }

  /// Reads the file anew.
  /// - Parameter check: what else a table must stand; its faults refuse it.
  /// - Returns: whether it is another table than before.
  /// - Throws: `Refused`; then nothing has changed.
  func reload(check: (ActiveTable) -> [String]) throws(Refused) -> Bool {
    let table = try Self.read(path)
    let old = current
    guard table.settings.policy == old.settings.policy, table.settings.environment == old.settings.environment
    else {
      throw Refused(
        "the new table is of `\(table.settings.policy)` `\(table.settings.environment)`, not of "
          + "`\(old.settings.policy)` `\(old.settings.environment)`")
    }
    let faults = check(table)
    guard faults.isEmpty else { throw Refused(faults.joined(separator: "; ")) }
    guard table.settings.digest != old.settings.digest else { return false }
    active.withLockedValue { $0 = table }
    return true
  }

  /// A copy in memory: whoever writes into the file instead of replacing it does no harm.
  private static func read(_ path: String) throws(Refused) -> ActiveTable {
    guard let bytes = FileWatcher.bytes(path) else { throw Refused("`\(path)` cannot be read") }
    let table: RoutingTable
    do {
      table = try RoutingTable(validating: bytes)
    } catch {
      throw Refused("`\(path)` is no routing table that can be used: \(error)")
    }
    guard let active = ActiveTable(table) else {
      throw Refused("`\(path)` has no webhook: there is nothing to serve")
    }
    return active
  }
}
#endif
