#if Server
import Foundation

/// A program that runs beside this one.
final class Child {
  /// What the system says of it.
  struct Usage {
    /// Milliseconds on a processor, in the kernel too.
    var cpu: Double
    /// Bytes in memory.
    var resident: Double
  }

  private let process = Process()
  private let log: FileHandle?

  /// Starts it; its messages go to a file.
  init(_ program: String, _ arguments: [String], log path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_TRUNC, 0o600)
    log = descriptor < 0 ? nil : FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = log ?? FileHandle.nullDevice
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Of all its threads, from /proc; nil where there is none.
  var usage: Usage? {
    guard let stat = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 21, let user = Double(fields[11]), let system = Double(fields[12]),
      let pages = Double(fields[21])
    else { return nil }
    return Usage(
      cpu: (user + system) * 1_000 / Double(sysconf(Int32(_SC_CLK_TCK))),
      resident: pages * Double(sysconf(Int32(_SC_PAGESIZE))))
  }

  /// Empties the log when it has grown.
  func shortenLog() {
    guard let log, let size = try? log.seekToEnd(), size > 64 << 20 else { return }
    try? log.truncate(atOffset: 0)
  }

  /// Ends it in order.
  /// - Returns: its exit code; 128 and more when a signal ended it.
  func stop() -> Int32 {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }
}
#endif
