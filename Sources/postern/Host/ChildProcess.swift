#if canImport(Glibc)
@unsafe @preconcurrency import Glibc
#elseif canImport(Musl)
@unsafe @preconcurrency import Musl
#else
@unsafe @preconcurrency import Darwin
#endif

/// A program that was run to its end.
struct ChildProcess {
  /// The exit code; of one that a signal ended, 128 and the signal.
  let code: Int32
  let output: [UInt8]
  let error: [UInt8]

  /// The first line of standard error.
  var complaint: String {
    let text = String(decoding: error, as: UTF8.self)
    return String(text.split(separator: "\n").first ?? "")
  }

  /// Runs a program of the search path.
  /// - Parameters:
  ///   - input: what it reads from standard input; at most 4 KiB, which every pipe holds.
  ///   - variables: `NAME=value`, in the place of this process's own.
  /// - Throws: when it cannot be started.
  static func run(
    _ arguments: [String], input: [UInt8] = [], variables: [String] = []
  ) throws(FileError) -> ChildProcess {
    let name = arguments.first ?? ""
    let standardInput = try ends(name)
    let output = try ends(name)
    let error = try ends(name)
    _ = FileSystem.writeAll(standardInput.write, Array(input.prefix(4_096)))
    close(standardInput.write)
    let number = start(arguments, variables, standardInput.read, output.write, error.write)
    close(standardInput.read)
    close(output.write)
    close(error.write)
    defer {
      close(output.read)
      close(error.read)
    }
    guard case .success(let process) = number else {
      guard case .failure(let fault) = number else {
        throw FileError(path: name, number: 0, what: "cannot run")
      }
      throw FileError(path: name, number: fault.number, what: "cannot run")
    }
    let (first, second) = readAll(output.read, error.read)
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return ChildProcess(
      code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: first, error: second)
  }

  private struct StartFault: Error {
    let number: Int32
  }

  /// Both ends, which no other program inherits.
  private static func ends(_ name: String) throws(FileError) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    let result = unsafe pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard result == 0 else { throw FileError(path: name, number: errno, what: "cannot run") }
    return (ends[0], ends[1])
  }

  private static func start(
    _ arguments: [String], _ variables: [String], _ input: Int32, _ output: Int32, _ error: Int32
  ) -> Result<pid_t, StartFault> {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t? = nil
    #else
    var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)
    let replaced = variables.map { String($0.prefix { $0 != "=" }) + "=" }
    let inherited = environmentTexts().filter { text in !replaced.contains(where: text.hasPrefix) }
    let words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    let settings = unsafe (inherited + variables).map { unsafe strdup($0) } + [nil]
    defer {
      unsafe words.forEach { unsafe free($0) }
      unsafe settings.forEach { unsafe free($0) }
    }
    guard let program = unsafe words[0] else { return .failure(StartFault(number: EINVAL)) }
    var process: pid_t = 0
    let number = unsafe posix_spawnp(&process, program, &actions, nil, words, settings)
    return number == 0 ? .success(process) : .failure(StartFault(number: number))
  }

  /// This process's own variables.
  private static func environmentTexts() -> [String] {
    var texts: [String] = []
    var next = unsafe environ
    while let text = unsafe next.pointee {
      unsafe texts.append(String(cString: text))
      unsafe next += 1
    }
    return texts
  }

  /// Reads both to their end, whichever has something.
  private static func readAll(_ first: Int32, _ second: Int32) -> ([UInt8], [UInt8]) {
    var bytes: [[UInt8]] = [[], []]
    var open = [
      pollfd(fd: first, events: Int16(POLLIN), revents: 0),
      pollfd(fd: second, events: Int16(POLLIN), revents: 0),
    ]
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while open.contains(where: { $0.fd >= 0 }) {
      guard unsafe poll(&open, nfds_t(open.count), -1) >= 0 || errno == EINTR else { break }
      for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
        let count = unsafe read(open[index].fd, &chunk, chunk.count)
        if count > 0 {
          bytes[index] += chunk[0..<count]
        } else if count == 0 || errno != EINTR {
          open[index].fd = -1
        }
      }
    }
    return (bytes[0], bytes[1])
  }
}
