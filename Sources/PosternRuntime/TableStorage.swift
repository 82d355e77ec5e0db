#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Owns the bytes of a table: a copy in memory of its own, or a mapped file. They never move and never change.
final class TableStorage: Sendable {
  /// The address of the first byte; 0 for no bytes.
  private let address: UInt
  private let count: Int
  private let isMapped: Bool

  /// Copies the bytes.
  init(copying bytes: [UInt8]) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
    unsafe bytes.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return }
      unsafe memory.copyMemory(from: base, byteCount: source.count)
    }
    address = UInt(bitPattern: memory)
    count = bytes.count
    isMapped = false
  }

  /// Takes a mapping over.
  init(mapped: MappedFile) {
    address = mapped.address
    count = mapped.count
    isMapped = true
  }

  /// The bytes, which live as long as this object.
  var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
  }

  deinit {
    guard let memory = unsafe UnsafeMutableRawPointer(bitPattern: address) else { return }
    if isMapped {
      unsafe munmap(memory, count)
    } else {
      unsafe memory.deallocate()
    }
  }
}
