#if Server
/// Whether the store takes what is written, for `/readyz`: looked at when asked, and every few seconds at most.
actor StoreReadiness {
  /// Milliseconds that an answer is good for.
  static let interval: Int64 = 2_000

  private let store: SQLiteStore
  private let clock: any BridgeClock
  private var last: (at: Moment, obstacle: String?)?
  private var looking: Task<String?, Never>?

  init(_ store: SQLiteStore, clock: any BridgeClock) {
    self.store = store
    self.clock = clock
  }

  /// What keeps the store from serving; nil when nothing does.
  func obstacle() async -> String? {
    guard store.isInPlace else { return "the store's file is gone" }
    if let last, (0..<Self.interval).contains(clock.now.since(last.at)) { return last.obstacle }
    let task = looking ?? Task { [store] in await Self.look(store) }
    looking = task
    let obstacle = await task.value
    if looking == task {
      looking = nil
      last = (clock.now, obstacle)
    }
    return obstacle
  }

  private static func look(_ store: SQLiteStore) async -> String? {
    do {
      _ = try await TimeLimit.run(milliseconds: 2_000) { try await store.read { try $0.nextWake() } }
    } catch {
      return "the store is not available"
    }
    do {
      try await TimeLimit.run(milliseconds: 5_000) { try await store.proveWritable() }
    } catch {
      return "the store cannot be written"
    }
    return nil
  }
}
#endif
