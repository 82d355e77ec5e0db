/// Places in a list by the names that stand there: a hash table that holds no name itself.
///
/// Made for the many short names of a policy, for which a dictionary of texts takes most of its time to hash.
package struct PlacesByName: Sendable {
  /// Open addressing: a place plus one; 0 is free.
  private var slots: [UInt32]

  /// Seeded per process, so that nobody can prepare names that collide; no output depends on it.
  private static let seed = UInt64(bitPattern: Int64("postern".hashValue)) | 1

  /// - Parameter capacity: how many names come at most.
  package init(capacity: Int) {
    var size = 8
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// Remembers where a name stands, unless it has a place already.
  /// - Parameter isAt: whether that name stands at a place that was given before.
  /// - Returns: the place that the name had before; nil if it is new.
  package mutating func insert(_ name: String, at place: Int, isAt: (Int) -> Bool) -> Int? {
    var slot = start(name)
    while slots[slot] != 0 {
      let earlier = Int(slots[slot]) - 1
      if isAt(earlier) { return earlier }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(truncatingIfNeeded: place + 1)
    return nil
  }

  /// Where a name stands; nil if it has no place.
  /// - Parameter isAt: as above.
  package func place(of name: String, isAt: (Int) -> Bool) -> Int? {
    var slot = start(name)
    while slots[slot] != 0 {
      let found = Int(slots[slot]) - 1
      if isAt(found) { return found }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func start(_ name: String) -> Int {
    var hash = Self.seed
    for byte in name.utf8 {
      let product = (hash ^ UInt64(byte)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    return Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
  }
}
