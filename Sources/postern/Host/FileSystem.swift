#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What went wrong with a file, in the system's words.
struct FileError: Error, CustomStringConvertible {
  /// The path as it was used.
  let path: String
  /// `errno`, 0 where the system did not fail.
  let number: Int32
  /// What was tried, such as `cannot read`.
  let what: String

  var description: String { "\(what) \(path): \(reason)" }

  /// The system's text for the error.
  var reason: String {
    guard number != 0, let text = unsafe strerror(number) else { return "not a regular file" }
    return unsafe String(cString: text)
  }

  /// Whether nothing is there.
  var isMissing: Bool { number == ENOENT || number == ENOTDIR }
}

/// What a path names.
enum FileKind {
  case file, folder, other, missing
}

/// The files of this machine. Only executables touch them; paths are UTF-8 with `/` between parts.
enum FileSystem {
  /// Reads a whole regular file, or what a pipe gives; more than `limit` bytes are cut off behind `limit + 1`.
  static func read(_ path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, number: errno, what: "cannot read") }
    defer { close(descriptor) }
    return try read(descriptor: descriptor, path: path, limit: limit)
  }

  /// Reads what is left of an open file.
  static func read(descriptor: Int32, path: String, limit: Int) throws(FileError) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw FileError(path: path, number: errno, what: "cannot read")
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw FileError(path: path, number: EISDIR, what: "cannot read") }
    // Of a regular file all is there at once, and one byte less than there is room for.
    var bytes = try chunk(descriptor, path, max(0, min(Int(status.st_size), limit)) + 1)
    if status.st_mode & S_IFMT == S_IFREG, bytes.count == status.st_size { return bytes }
    while !bytes.isEmpty, bytes.count <= limit {
      let more = try chunk(descriptor, path, 1 << 16)
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  /// Reads up to so many bytes; none at the end.
  private static func chunk(_ descriptor: Int32, _ path: String, _ size: Int) throws(FileError) -> [UInt8] {
    var number: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      var count = 0
      repeat {
        #if canImport(Darwin)
        unsafe count = Darwin.read(descriptor, buffer.baseAddress, size)
        #else
        unsafe count = Glibc.read(descriptor, buffer.baseAddress, size)
        #endif
      } while count < 0 && errno == EINTR
      if count < 0 { number = errno }
      filled = max(0, count)
    }
    guard number == 0 else { throw FileError(path: path, number: number, what: "cannot read") }
    return bytes
  }

  /// Finds out whether a regular file can be read.
  static func probe(_ path: String) throws(FileError) {
    let kind = kind(path)
    if kind == .folder || kind == .other { throw FileError(path: path, number: 0, what: "cannot read") }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, number: errno, what: "cannot read") }
    close(descriptor)
  }

  /// What a path names, links followed.
  static func kind(_ path: String) -> FileKind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Whether a name is a symbolic link, also one that leads nowhere.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The names in a folder but `.` and `..`, in byte order.
  static func list(_ folder: String) throws(FileError) -> [String] {
    guard let handle = unsafe opendir(folder) else {
      throw FileError(path: folder, number: errno, what: "cannot list")
    }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The path with every link followed; nil when nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(FileError) {
    if path.isEmpty || kind(path) == .folder { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    if unsafe mkdir(path, 0o777) != 0, errno != EEXIST {
      throw FileError(path: path, number: errno, what: "cannot make folder")
    }
  }

  /// Writes a file whole or not at all: to a temporary name beside it, synced, then renamed.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let temporary = path + ".postern-\(getpid()).tmp"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path: path, number: errno, what: "cannot write") }
    var failed = !writeAll(descriptor, bytes) || fsync(descriptor) != 0
    var number = errno
    if close(descriptor) != 0, !failed {
      failed = true
      number = errno
    }
    if !failed, unsafe rename(temporary, path) != 0 {
      failed = true
      number = errno
    }
    if failed {
      unsafe unlink(temporary)
      throw FileError(path: path, number: number, what: "cannot write")
    }
  }

  /// Syncs a folder, so that renames in it last.
  static func sync(folder: String) {
    let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Removes a file; nothing there is no error.
  static func remove(_ path: String) throws(FileError) {
    if unsafe unlink(path) != 0, errno != ENOENT {
      throw FileError(path: path, number: errno, what: "cannot remove")
    }
  }

  /// Removes a folder if nothing is in it.
  static func removeEmpty(folder: String) {
    _ = unsafe rmdir(folder)
  }

  /// Writes all bytes to an open file; false when the system refused.
  static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe writeAll(descriptor, $0) }
  }

  /// The same of bytes that somebody else owns.
  static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var written = 0
    while written < bytes.count {
      let count = unsafe write(descriptor, base + written, bytes.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
