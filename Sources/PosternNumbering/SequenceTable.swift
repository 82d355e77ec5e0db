/// A hash table of runs of words, by content: for each the first place that was told.
struct SequenceTable {
  /// Place and length of a run; length 0 is a free slot.
  private var slots: [(place: UInt32, count: UInt32)]
  private var used = 0

  init() {
    slots = Array(repeating: (0, 0), count: 1 << 10)
  }

  /// Where the array holds these words, if it was told so.
  func place(of sequence: [UInt32], in words: [UInt32]) -> Int? {
    let slot = slot(of: sequence, from: 0, count: sequence.count, in: words)
    return slots[slot].count == 0 ? nil : Int(slots[slot].place)
  }

  /// Tells of a run of the array, unless one of the same content is known.
  mutating func insert(at place: Int, count: Int, in words: [UInt32]) {
    let slot = slot(of: words, from: place, count: count, in: words)
    guard slots[slot].count == 0 else { return }
    slots[slot] = (UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: count))
    used += 1
    if used * 2 > slots.count { grow(words) }
  }

  private mutating func grow(_ words: [UInt32]) {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for run in old where run.count != 0 {
      slots[slot(of: words, from: Int(run.place), count: Int(run.count), in: words)] = run
    }
  }

  /// The slot of a run of this content, or the free one where it belongs.
  private func slot(of sequence: [UInt32], from start: Int, count: Int, in words: [UInt32]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<start + count {
      hash = (hash ^ UInt64(sequence[index])) &* 0x9E37_79B9_7F4A_7C15 ^ (hash >> 29)
    }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot].count != 0 {
      let place = Int(slots[slot].place)
      if Int(slots[slot].count) == count {
        var same = 0
        while same < count && words[place + same] == sequence[start + same] { same += 1 }
        if same == count { return slot }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
