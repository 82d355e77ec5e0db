#if Server
import NIOConcurrencyHelpers

/// Key sets by address, fetched when they are needed and kept a while.
actor KeySetCache {
  /// Fetches the bytes of an address.
  typealias Fetch = @Sendable (_ url: String) async throws -> [UInt8]

  /// Seconds after which a set is fetched anew.
  static let freshFor: Int64 = 600
  /// Seconds for which a set serves still when it cannot be fetched.
  static let staleFor: Int64 = 3600
  /// Seconds between two fetches that failed, or that an unknown key id asked for.
  static let pause: Int64 = 30

  private struct Entry {
    var set: JSONWebKeySet?
    var fetchedAt: Moment?
    var triedAt: Moment?
  }

  private let fetch: Fetch
  private let clock: any BridgeClock
  private var entries: [String: Entry] = [:]
  private var running: [String: Task<JSONWebKeySet?, Never>] = [:]

  init(clock: any BridgeClock, fetch: @escaping Fetch) {
    self.clock = clock
    self.fetch = fetch
  }

  /// The set to look for a key in. An unknown key id makes it be fetched again, once in a while.
  /// - Returns: nil when there is none to be had now.
  func set(_ url: String, keyID: String?) async -> JSONWebKeySet? {
    if let set = kept(url, within: Self.freshFor), !set.candidates(keyID).isEmpty || !mayTry(url) {
      return set
    }
    if mayTry(url) || running[url] != nil { await refresh(url) }
    return kept(url, within: Self.staleFor)
  }

  private func kept(_ url: String, within seconds: Int64) -> JSONWebKeySet? {
    guard let entry = entries[url], let set = entry.set, let fetchedAt = entry.fetchedAt else { return nil }
    return (0...seconds * 1000).contains(clock.now.since(fetchedAt)) ? set : nil
  }

  private func mayTry(_ url: String) -> Bool {
    guard let triedAt = entries[url]?.triedAt else { return true }
    return !(0..<Self.pause * 1000).contains(clock.now.since(triedAt))
  }

  /// One fetch at a time for an address, whoever asks.
  private func refresh(_ url: String) async {
    if let task = running[url] {
      _ = await task.value
      return
    }
    entries[url, default: Entry()].triedAt = clock.now
    let fetch = fetch
    let task = Task { () -> JSONWebKeySet? in
      guard let bytes = try? await fetch(url) else { return nil }
      return JSONWebKeySet(bytes)
    }
    running[url] = task
    let set = await task.value
    running[url] = nil
    guard let set else { return }
    entries[url] = Entry(set: set, fetchedAt: clock.now, triedAt: clock.now)
  }
}
#endif
