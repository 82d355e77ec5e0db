#if Server
/// What a store remembers of the keys that it was written under. With other keys nothing would be found again: whoever
/// waits would be a conflict, limits and wrong codes would be forgotten. So such keys are refused, not discovered.
extension SQLiteStore {
  /// Compares the keys with those of the store, and remembers the current ones: a key that has become the previous one
  /// is still known, and the next change leads on from the new one.
  /// - Throws: `StoreError.foreign`, naming the key; `StoreError`.
  func agree(with keys: StoreKeys) async throws {
    let all = [("postern-store-key", keys.sealingMarks), ("postern-hash-key", keys.hashingMarks)]
    let news = try await read { tx -> [(name: String, mark: String)] in
      try all.compactMap { name, marks in
        let known = try tx.setting("key.\(name)")
        if let known, !marks.contains(known) { throw Self.foreign(name) }
        return marks.first.flatMap { $0 == known ? nil : (name, $0) }
      }
    }
    guard !news.isEmpty else { return }
    try await write { tx in
      for (name, mark) in news { try tx.setSetting("key.\(name)", mark) }
    }
  }

  private static func foreign(_ name: String) -> StoreError {
    .foreign(
      "it was written under another `\(name)`: give that one as `\(name).previous`, or begin a new store")
  }
}
#endif
