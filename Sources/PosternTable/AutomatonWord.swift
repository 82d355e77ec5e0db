/// One word of the phone automaton, which reads the digits of a number, each once, and ends in a label.
///
/// A word with bit 31 set is a *label word*: bits 0 … 30 are the label of the digits read so far. Any other is a
/// *state word*:
///
/// | bits | meaning |
/// |---|---|
/// | 10 … 30 | place of the state's row in the section |
/// | 9 | a label word stands just before the row; without it the label is 0, not a valid number |
/// | 0 … 8 | bit *d − 1*: the target of digit *d* is not that of digit *d − 1* |
///
/// The target of digit *d* is the state word that stands as many places behind the row's start as there are bits set
/// below bit *d*. The first word is 0, the dead state, which is its own target. The last word is the state before any
/// digit. Every row, label word included, lies before the words that lead to it, so that walks end.
public struct AutomatonWord: Sendable, Hashable {
  /// The bits.
  public let bits: UInt32

  public init(_ bits: UInt32) {
    self.bits = bits
  }

  /// Whether this is a label word.
  public var isLabel: Bool { bits >> 31 != 0 }
  /// The label of a label word.
  public var label: Int { Int(bits & 0x7FFF_FFFF) }
  /// Where the row begins.
  public var row: Int { Int(bits >> 10) }
  /// Whether a label word stands before the row.
  public var isFinal: Bool { bits & 0x200 != 0 }
  /// Words in the row, 1 … 10.
  public var rowLength: Int { (bits & 0x1FF).nonzeroBitCount + 1 }
}
