#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard input line by line, in large pieces; tells when the input pauses, so that answers can be flushed.
@safe struct LineReader: ~Copyable {
  /// A line that is longer is an error, not a reason to run out of memory.
  static let longestLine = 16 << 20

  private var buffer: UnsafeMutableBufferPointer<UInt8>
  private var capacity = 1 << 20
  private var begin = 0
  private var end = 0
  private var isAtEnd = false

  init() {
    unsafe buffer = .allocate(capacity: capacity)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// What came next.
  enum Next {
    /// A line without its end.
    case line
    /// A line that is too long; it was skipped.
    case tooLong
    /// Nothing more.
    case end
    /// The system refused, with its error number.
    case failed(Int32)
  }

  /// Hands the next line to `body`; calls `pause` before it waits for more input.
  mutating func next(
    pause: () -> Void, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> Next {
    var searched = begin
    var skipping = false
    while true {
      if let stop = lineEnd(from: searched) {
        if !skipping { unsafe body(UnsafeBufferPointer(rebasing: buffer[begin..<stop])) }
        begin = stop + 1
        return skipping ? .tooLong : .line
      }
      if isAtEnd {
        guard begin < end || skipping else { return .end }
        if !skipping { unsafe body(UnsafeBufferPointer(rebasing: buffer[begin..<end])) }
        begin = end
        return skipping ? .tooLong : .line
      }
      if end - begin > Self.longestLine {
        skipping = true
        end = begin
      }
      pause()
      let known = end - begin
      if let number = fill() { return .failed(number) }
      searched = begin + known
    }
  }

  private func lineEnd(from start: Int) -> Int? {
    guard start < end, let base = unsafe buffer.baseAddress else { return nil }
    guard let found = unsafe memchr(base + start, 0x0A, end - start) else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Reads more behind what is there; returns the error number when the system refused.
  private mutating func fill() -> Int32? {
    if begin > 0, let base = unsafe buffer.baseAddress {
      unsafe memmove(base, base + begin, end - begin)
      end -= begin
      begin = 0
    }
    if end == capacity {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity * 2)
      _ = unsafe larger.update(fromContentsOf: buffer)
      capacity *= 2
      unsafe buffer.deallocate()
      unsafe buffer = unsafe larger
    }
    while true {
      guard let base = unsafe buffer.baseAddress else { return ENOMEM }
      let count = unsafe read(STDIN_FILENO, base + end, capacity - end)
      if count > 0 {
        end += count
        return nil
      }
      if count == 0 {
        isAtEnd = true
        return nil
      }
      if errno != EINTR { return errno }
    }
  }
}
