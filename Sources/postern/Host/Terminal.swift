#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import ArgumentParser
import PosternDiagnostics

/// When output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case always, never, auto
}

/// Standard output and standard error of this process.
enum Terminal {
  /// Results: to standard output. A closed pipe ends the program quietly, as tools do.
  static func output(_ text: String) {
    output(Array(text.utf8))
  }

  /// Results, as bytes.
  static func output(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe output($0) }
  }

  /// Results, as bytes that somebody else owns.
  static func output(_ bytes: UnsafeRawBufferPointer) {
    if unsafe !FileSystem.writeAll(STDOUT_FILENO, bytes) {
      if errno == EPIPE { exit(ExitStatus.done.rawValue) }
      message("postern: cannot write to standard output")
      exit(ExitStatus.usage.rawValue)
    }
  }

  /// Everything that is no result: to standard error, with a line end.
  static func message(_ text: String) {
    _ = FileSystem.writeAll(STDERR_FILENO, Array((text + "\n").utf8))
  }

  /// Findings beside data: to standard error, as they are.
  static func diagnostics(_ text: String) {
    _ = FileSystem.writeAll(STDERR_FILENO, Array(text.utf8))
  }

  /// Ends the program.
  static func end(_ status: ExitStatus) -> Never {
    exit(status.rawValue)
  }

  /// Whether standard output, or standard error, gets colour: only on a terminal, never with `NO_COLOR`, unless
  /// the user said otherwise.
  static func colours(_ choice: ColorChoice, standardError: Bool) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if let value = unsafe getenv("NO_COLOR"), unsafe value.pointee != 0 { return false }
      if let term = unsafe getenv("TERM"), unsafe String(cString: term) == "dumb" { return false }
      return isatty(standardError ? STDERR_FILENO : STDOUT_FILENO) == 1
    }
  }

  /// How findings are shown on standard output, or on standard error: in its colour and its width.
  static func renderer(_ choice: ColorChoice, standardError: Bool) -> TerminalRenderer {
    let colour = colours(choice, standardError: standardError)
    guard let width = width(of: standardError ? STDERR_FILENO : STDOUT_FILENO) else {
      return TerminalRenderer(colour: colour)
    }
    return TerminalRenderer(colour: colour, width: max(width, 40))
  }

  /// The columns of a terminal; nil for anything else.
  private static func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard isatty(descriptor) == 1, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// The day, UTC, as `YYYY-MM-DD`.
  static func today() -> String {
    var now = time(nil)
    var parts = unsafe tm()
    unsafe gmtime_r(&now, &parts)
    func padded(_ value: Int32, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let (year, month, day) = unsafe (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
