import PosternTable

/// Names and ids of one kind, filed by their hash: open addressing, at most half full.
struct NameTable {
  let seed: UInt32
  /// Slots of four words: hash, record, offset and length of the text. A free slot has no record.
  let words: [UInt32]

  /// Tries seeds until no name is far from its place, then more slots.
  init(_ keys: [(text: UInt32, record: Int)], texts: TextPool.Sorted, textStart: Int)
    throws(RoutingTableError)
  {
    let names = keys.map { Array(texts.bytes[texts.range($0.text)]) }
    if Set(names).count < names.count {
      let counts = Dictionary(grouping: names.indices) { names[$0] }
      let repeated = names.first { (counts[$0]?.count ?? 0) > 1 } ?? []
      throw .repeatedName(String(decoding: repeated, as: UTF8.self))
    }
    guard !keys.isEmpty else {
      seed = 0
      words = []
      return
    }
    var slots = 2
    while slots < 2 * keys.count { slots *= 2 }
    while true {
      for seed in UInt32(0)..<16 {
        let hashes = names.map { NameHash.hash($0, seed: seed) }
        guard let filed = Self.file(hashes, slots: slots) else { continue }
        var words: [UInt32] = []
        words.reserveCapacity(slots * 4)
        for key in filed {
          guard let key else {
            words += [0, TableFormat.none, 0, 0]
            continue
          }
          let range = texts.range(keys[key].text)
          words += [
            hashes[key], UInt32(clamping: keys[key].record), UInt32(clamping: textStart + range.lowerBound),
            UInt32(clamping: range.count),
          ]
        }
        self.seed = seed
        self.words = words
        return
      }
      slots *= 2
      // INVARIANT (name tables): a reader allows eight slots a name.
      guard slots <= 8 * keys.count + 8 else { throw .tooLarge }
    }
  }

  /// Which key is in which slot; nil when one would be too far from its place.
  private static func file(_ hashes: [UInt32], slots: Int) -> [Int?]? {
    var filed = [Int?](repeating: nil, count: slots)
    for (key, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots - 1)
      var probes = 1
      while filed[slot] != nil {
        slot = (slot + 1) & (slots - 1)
        probes += 1
        // Half of what a reader allows: the next name must not push it over.
        if probes > NameHash.longestProbe / 2 { return nil }
      }
      filed[slot] = key
    }
    return filed
  }
}
