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
    let slot = slot(of: sequence[...], in: words)
    return slots[slot].count == 0 ? nil : Int(slots[slot].place)
  }

  /// Tells of a run of the array, unless one of the same content is known.
  mutating func insert(at place: Int, count: Int, in words: [UInt32]) {
    let slot = slot(of: words[place..<place + count], in: words)
    guard slots[slot].count == 0 else { return }
    slots[slot] = (UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: count))
    used += 1
    if used * 2 > slots.count { grow(words) }
  }

  private mutating func grow(_ words: [UInt32]) {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for run in old where run.count != 0 {
      let place = Int(run.place)
      slots[slot(of: words[place..<place + Int(run.count)], in: words)] = run
    }
  }

  /// The slot of a run of this content, or the free one where it belongs.
  private func slot(of sequence: ArraySlice<UInt32>, in words: [UInt32]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in sequence { hash = (hash ^ UInt64(word)) &* 0x9E37_79B9_7F4A_7C15 ^ (hash >> 29) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot].count != 0 {
      let run = slots[slot]
      if Int(run.count) == sequence.count,
        words[Int(run.place)..<Int(run.place) + sequence.count].elementsEqual(sequence)
      {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
