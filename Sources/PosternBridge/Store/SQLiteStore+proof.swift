#if Server
extension SQLiteStore {
  /// Whether the file that is open is still the one at the store's path.
  public var isInPlace: Bool { StoreFile.number(path) == number && number != nil }

  /// Writes something that nobody reads: only a commit shows that disk, file system and rights allow it. One that has to
  /// wait for others too long is tried again.
  /// - Throws: `StoreError`.
  public func proveWritable() async throws {
    var tries = 3
    while true {
      tries -= 1
      do {
        return try await write { try $0.setSetting("store.proof", "") }
      } catch let error as StoreError {
        if tries == 0 { throw StoreError.unreadable("`\(path)` cannot be written: \(error)") }
      }
    }
  }
}
#endif
