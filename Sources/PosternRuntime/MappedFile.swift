#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import PosternTable

/// A file mapped into memory for reading. Whoever takes it over unmaps it.
///
/// The file must not be shortened while it is mapped: replace a table by renaming a new one over it, as `postern
/// compile` does.
struct MappedFile {
  let address: UInt
  let count: Int

  /// Maps a whole regular file.
  /// - Throws: `TableError.unreadable`; `tooShort` for an empty file; `tooLong` beyond the format's limit.
  init(path: String) throws(TableError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(EINVAL) }
    guard status.st_size > 0 else { throw .tooShort }
    guard status.st_size <= TableFormat.maximumLength else { throw .tooLong }
    let size = Int(status.st_size)
    guard let memory = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe memory != MAP_FAILED
    else { throw .unreadable(errno) }
    address = UInt(bitPattern: memory)
    count = size
  }
}
