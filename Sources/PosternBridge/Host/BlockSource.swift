#if Server
import Foundation
import Logging
import NIOConcurrencyHelpers

/// What the block file stops now. A file that is there and cannot be read changes nothing; one that went stops
/// nothing any more.
final class BlockSource: Sendable {
  /// The file's state before it was first read.
  let first: FileWatcher.Mark?

  private let path: String?
  private let logger: Logger
  private let blocks = NIOLockedValueBox(BlockFile())

  init(path: String?, logger: Logger) {
    self.path = path
    self.logger = logger
    first = path.flatMap(FileWatcher.mark)
    reload()
  }

  var current: BlockFile { blocks.withLockedValue { $0 } }

  func reload() {
    guard let path else { return }
    let file: BlockFile
    if let bytes = FileWatcher.bytes(path) {
      file = BlockFile(String(decoding: bytes, as: UTF8.self))
    } else if FileManager.default.fileExists(atPath: path) {
      BridgeMetrics.reload("block-file", result: "refused")
      logger.error("the block file cannot be read; what it said before holds")
      return
    } else {
      file = BlockFile()
    }
    blocks.withLockedValue { $0 = file }
    BridgeMetrics.reload("block-file", result: file.faults.isEmpty ? "ok" : "refused")
    if !file.faults.isEmpty {
      logger.error(
        "lines of the block file are no country, channel or `all`", metadata: ["lines": "\(file.faults)"])
    }
    logger.notice(
      "block file read",
      metadata: [
        "countries": "\(file.countries.sorted().joined(separator: " "))",
        "channels": "\(file.channels.sorted().joined(separator: " "))", "all": "\(file.isEverything)",
      ])
  }
}
#endif
