import Foundation

/// Runs the program with a terminal as its standard output and standard error.
enum PseudoTerminal {
  struct Refused: Error {}

  /// What the terminal shows.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String]
  ) throws -> String {
    let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard main >= 0, let name = unlocked(main) else { throw Refused() }
    defer { close(main) }
    let other = open(name, O_RDWR | O_NOCTTY)
    guard other >= 0 else { throw Refused() }
    defer { close(other) }
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["NO_COLOR"] = nil
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let terminal = FileHandle(fileDescriptor: other, closeOnDealloc: false)
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    process.waitUntilExit()
    // What is shown here is less than a terminal holds back.
    _ = fcntl(main, F_SETFL, O_NONBLOCK)
    var shown: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(main, &chunk, chunk.count)
      if count <= 0 { return String(decoding: shown, as: UTF8.self) }
      shown += chunk[..<count]
    }
  }

  /// Lets the other side of a terminal be opened, and says its path.
  private static func unlocked(_ main: Int32) -> String? {
    #if os(Linux)
    // TIOCSPTLCK and TIOCGPTN, which Glibc's module leaves out.
    var (locked, number): (Int32, Int32) = (0, 0)
    guard ioctl(main, 0x4004_5431, &locked) == 0, ioctl(main, 0x8004_5430, &number) == 0 else { return nil }
    return "/dev/pts/\(number)"
    #else
    guard grantpt(main) == 0, unlockpt(main) == 0, let name = ptsname(main) else { return nil }
    return String(cString: name)
    #endif
  }
}
