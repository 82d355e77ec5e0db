#if Server
import Foundation
import Logging
import Testing

@testable import PosternBridge

/// A change is noticed at the next look, whenever it came.
@Suite struct FileWatcherTests {
  private let path = NSTemporaryDirectory() + "postern-watched-\(UUID().uuidString)"

  private func write(_ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// What comes between the first reading and the watcher's first look is a change like any other.
  @Test(.timeLimit(.minutes(5)), arguments: [nil, "sms\n"]) func nothingIsMissedAtTheStart(_ before: String?)
    async throws
  {
    defer { try? FileManager.default.removeItem(atPath: path) }
    if let before { try write(before) }
    let clock = VirtualClock()
    let blocks = BlockSource(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    #expect(!blocks.current.isEverything)
    try write("all\n")
    let watcher = FileWatcher(path: path, clock: clock)
    let (changes, changed) = AsyncStream<Void>.makeStream()
    let watching = Task {
      await watcher.run(since: blocks.first) {
        blocks.reload()
        changed.yield()
      }
    }
    await clock.waitForSleepers()
    clock.advance(milliseconds: FileWatcher.interval)
    for await _ in changes { break }
    #expect(blocks.current.isEverything)

    await clock.waitForSleepers()
    try FileManager.default.removeItem(atPath: path)
    clock.advance(milliseconds: FileWatcher.interval)
    for await _ in changes { break }
    #expect(blocks.current == BlockFile())
    watching.cancel()
    await watching.value
  }

  /// `bridge.md` promises a second.
  @Test func aSecondHoldsTwoLooks() {
    #expect(FileWatcher.interval * 2 <= 1_000)
  }
}
#endif
