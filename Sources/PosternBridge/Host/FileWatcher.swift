#if Server
import Foundation

/// Notices that a file was replaced or written to, by looking often.
struct FileWatcher: Sendable {
  /// What tells one state of a file from another; nil: it is not there.
  struct Mark: Sendable, Equatable {
    var modified: Date?
    var size: UInt64?
    var number: UInt64?
  }

  /// Milliseconds between two looks.
  static let interval: Int64 = 500

  var path: String
  var clock: any BridgeClock

  func mark() -> Mark? { Self.mark(path) }

  /// What tells a file's state now from others.
  static func mark(_ path: String) -> Mark? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    return Mark(
      modified: attributes[.modificationDate] as? Date, size: (attributes[.size] as? NSNumber)?.uint64Value,
      number: (attributes[.systemFileNumber] as? NSNumber)?.uint64Value)
  }

  /// Calls the body after each change, until the task is cancelled.
  /// - Parameter since: the file's state before it was first read: what changes between that reading and this call
  ///   is a change too.
  func run(since: Mark?, _ changed: @Sendable () async -> Void) async {
    var last = since
    while !Task.isCancelled {
      guard (try? await clock.sleep(milliseconds: Self.interval)) != nil else { return }
      let now = mark()
      if now != last {
        last = now
        await changed()
      }
    }
  }

  /// The bytes of a file.
  /// - Returns: nil when it cannot be read.
  static func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }
}
#endif
