/// Texts by their bytes; Swift's own equality would take canonically equivalent ones for one.
struct TextPool {
  /// The pool in its final order.
  struct Sorted {
    /// New numbers by old ones.
    var numbers: [UInt32]
    /// Where each text ends.
    var ends: [UInt32] = []
    var bytes: [UInt8] = []

    /// Bytes of a text.
    func range(_ text: UInt32) -> Range<Int> {
      let index = Int(text)
      return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
  }

  /// The bytes of all texts, in order of first use, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Numbers plus one, filed by hash: open addressing, at most half full.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)

  /// The number of a text, in order of first use.
  mutating func number(of text: String) -> UInt32 {
    let start = bytes.count
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    // Written behind the others, and taken back when it is not new.
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      bytes.append(byte)
    }
    var slot = Self.slot(hash, slots.count)
    while slots[slot] != 0 {
      let found = Int(slots[slot]) - 1
      if isText(found, from: start) {
        bytes.removeLast(bytes.count - start)
        return slots[slot] - 1
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    ends.append(bytes.count)
    slots[slot] = UInt32(clamping: ends.count)
    if ends.count * 2 > slots.count { grow() }
    return UInt32(clamping: ends.count - 1)
  }

  private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

  /// Whether a text is what stands behind all of them.
  private func isText(_ number: Int, from start: Int) -> Bool {
    let range = range(number)
    guard range.count == bytes.count - start else { return false }
    for index in 0..<range.count where bytes[range.lowerBound + index] != bytes[start + index] {
      return false
    }
    return true
  }

  private static func slot(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in ends.indices {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in range(number) { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
      var slot = Self.slot(hash, slots.count)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(clamping: number + 1)
    }
  }

  /// Sorted by bytes.
  func sorted() -> Sorted {
    var sorted = Sorted(numbers: Array(repeating: 0, count: ends.count))
    let heads = ends.indices.map(head)
    let order = ends.indices.sorted { a, b in
      if heads[a] != heads[b] { return heads[a] < heads[b] }
      return bytes[range(a)].lexicographicallyPrecedes(bytes[range(b)])
    }
    sorted.bytes.reserveCapacity(bytes.count)
    sorted.ends.reserveCapacity(ends.count)
    for (number, old) in order.enumerated() {
      sorted.numbers[old] = UInt32(clamping: number)
      sorted.bytes += bytes[range(old)]
      sorted.ends.append(UInt32(clamping: sorted.bytes.count))
    }
    return sorted
  }

  /// A text's first eight bytes, the first one most significant, zeros behind a shorter one: where two differ, so do
  /// the texts, and in the same order.
  private func head(_ number: Int) -> UInt64 {
    let range = range(number)
    var head: UInt64 = 0
    for place in 0..<8 {
      head = head << 8 | (place < range.count ? UInt64(bytes[range.lowerBound + place]) : 0)
    }
    return head
  }
}
