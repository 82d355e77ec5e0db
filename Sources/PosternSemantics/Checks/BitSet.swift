/// A set of small numbers, of a fixed range.
struct BitSet: ValueSet {
  private var words: [UInt64]
  private let count: Int

  /// The empty set of numbers below `count`.
  init(count: Int) {
    self.count = count
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  /// Whether a number is in the set.
  func contains(_ index: Int) -> Bool { words[index >> 6] & (1 << UInt64(index & 63)) != 0 }

  /// The set with further numbers.
  func inserting(_ indices: [Int]) -> BitSet {
    var result = self
    for index in indices { result.words[index >> 6] |= 1 << UInt64(index & 63) }
    return result
  }

  /// The other numbers.
  var complement: BitSet { BitSet(count: count).inserting(Array(0..<count)).subtracting(self) }

  func union(_ other: BitSet) -> BitSet { combine(other, |) }

  func intersection(_ other: BitSet) -> BitSet { combine(other, &) }

  func subtracting(_ other: BitSet) -> BitSet { combine(other) { $0 & ~$1 } }

  private func combine(_ other: BitSet, _ operation: (UInt64, UInt64) -> UInt64) -> BitSet {
    var result = self
    for index in words.indices { result.words[index] = operation(words[index], other.words[index]) }
    return result
  }
}
