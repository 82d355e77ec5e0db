/// A table of numbers, filed under pairs of a wide and a narrow number: what walks over automata remember of states.
///
/// Open addressing, at most half full. The standard library's tables hash with a secret, which takes several times as
/// long; what is filed here comes from an automaton, whose size is limited.
struct StateTable {
  private struct Slot {
    var first: UInt64 = 0
    var second: UInt32 = 0
    /// Zero: free.
    var value: UInt32 = 0
  }

  private var slots: [Slot]
  private var used = 0

  /// - Parameter capacity: about how many pairs will be filed.
  init(capacity: Int) {
    var count = 1 << 6
    while count < 2 * capacity { count *= 2 }
    slots = Array(repeating: Slot(), count: count)
  }

  /// What is filed under a pair; nil when nothing is.
  func value(_ first: UInt64, _ second: UInt32) -> UInt32? {
    let slot = slots[place(first, second)]
    return slot.value == 0 ? nil : slot.value - 1
  }

  /// Files a number, below `UInt32.max`, under a pair that has none.
  /// - Returns: false when it has one; that stays.
  @discardableResult
  mutating func insert(_ first: UInt64, _ second: UInt32, _ value: UInt32 = 0) -> Bool {
    let place = place(first, second)
    guard slots[place].value == 0 else { return false }
    slots[place] = Slot(first: first, second: second, value: value + 1)
    used += 1
    if used * 2 > slots.count { grow() }
    return true
  }

  private func place(_ first: UInt64, _ second: UInt32) -> Int {
    var hash = (first ^ UInt64(second) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 32
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 20) & mask
    while slots[place].value != 0 && (slots[place].first != first || slots[place].second != second) {
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.value != 0 { slots[place(slot.first, slot.second)] = slot }
  }
}
