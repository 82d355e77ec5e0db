/// One word of an automaton over digits. The automaton is an array of 32-bit words, little-endian where it
/// is stored; each word is one of two things.
///
/// A *state word* names a state:
///
/// | bits | meaning |
/// |---|---|
/// | 31 | 0 |
/// | 10 … 30 | place of the state's row in the array |
/// | 9 | final: the word just before the row is a class word |
/// | 0 … 8 | changes: bit *d − 1* says that the target of digit *d* is not that of digit *d − 1* |
///
/// A *row* holds the state words of the targets in order of digit, equal neighbours once: the target of digit
/// *d* stands as many places behind the row's start as changes 0 … *d − 1* are set. Rows may overlap.
///
/// A *class word* has bit 31 set and the class of the digits read so far in bits 0 … 30. The class of a
/// state that is not final is 0: no valid number ends there.
///
/// The first word of the array is 0, the dead state, which is its own target. The last word is the state
/// word of the first state, before any digit. Every other state word's row, class word included, lies
/// wholly before the state word, so that walks end. After 20 digits a walk is in the dead state, or would be
/// after one more: calling codes have up to 3 digits and national numbers up to 17.
///
/// So a walk begins with the last word and for each digit loads exactly one word:
///
///     word = words[(word >> 10) + popcount(word & ((1 << digit) - 1))]
///
/// and at the end, when bit 9 is set, takes the class from words[(word >> 10) - 1].
public struct StateWord: Hashable, Sendable {
  /// The bits.
  public let bits: UInt32

  public init(bits: UInt32) {
    self.bits = bits
  }

  init(row: Int, isFinal: Bool, changes: UInt32) {
    self.bits = UInt32(truncatingIfNeeded: row) << 10 | (isFinal ? StateWord.final : 0) | changes
  }

  /// The state from which no valid number can be reached.
  public static let dead = StateWord(bits: 0)

  /// Marks a class word.
  static let classMark: UInt32 = 1 << 31
  /// How many words an array may have: places have 21 bits.
  static let capacity = 1 << 21
  /// How many digits a number has at most.
  static let longestNumber = 20
  private static let final: UInt32 = 1 << 9

  /// Whether this is a class word and no state word.
  var isClass: Bool { bits & StateWord.classMark != 0 }

  /// The class of a class word.
  var classID: Int { Int(bits & ~StateWord.classMark) }

  /// Where the row begins.
  var row: Int { Int(bits >> 10) }

  /// Whether a class word precedes the row.
  var isFinal: Bool { bits & StateWord.final != 0 }

  /// Bit *d − 1* for each digit *d* whose target differs from its neighbour's.
  var changes: UInt32 { bits & 0x1FF }

  /// How many words the row has, 1 … 10.
  var rowLength: Int { changes.nonzeroBitCount + 1 }

  /// Whether the target of a digit, 0 … 9, is stored apart from that of the digit before.
  func changes(at digit: Int) -> Bool { digit == 0 || bits & (1 << UInt32(digit - 1)) != 0 }

  /// Where the target of a digit, 0 … 9, stands.
  func place(of digit: UInt8) -> Int {
    Int(bits >> 10) + (bits & ((1 << UInt32(digit & 15)) - 1) & 0x1FF).nonzeroBitCount
  }
}

/// The walk over an array of words that is known to be well formed.
extension [UInt32] {
  /// The state before any digit.
  var startState: StateWord { StateWord(bits: last ?? 0) }

  /// The state after one more digit, 0 … 9.
  func target(of state: StateWord, _ digit: UInt8) -> StateWord {
    StateWord(bits: self[state.place(of: digit)])
  }

  /// The class of the digits that lead to a state; 0 for none.
  func classID(of state: StateWord) -> Int {
    state.isFinal ? StateWord(bits: self[state.row - 1]).classID : 0
  }

  /// The class of `+` followed by ASCII digits; 0 for anything else.
  func classID(utf8: some Sequence<UInt8>) -> Int {
    var state = startState
    var isFirst = true
    for byte in utf8 {
      if isFirst {
        guard byte == UInt8(ascii: "+") else { return 0 }
        isFirst = false
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return 0 }
      state = target(of: state, digit)
    }
    return isFirst ? 0 : classID(of: state)
  }
}
