import PosternTable

/// The phone automaton of a checked table, made ready for walks when the table is opened: a 64-bit word in the place of
/// each 32-bit word of the section, which says at once where each digit leads, and whether the digits still matter.
///
/// A word with bit 63 set is an *end*: from there on only the number of digits matters. Bits 0 … 30 are the label, and
/// bit 31 + *n*, *n* up to 31, says that the number is valid with *n* more digits. Any other is a *state*: bits 40 … 60
/// are the row's place, bit 61 says that a label stands before it, and bits 4 *d* … 4 *d* + 3 are how far behind the
/// row's start the word of digit *d* stands. In the place of a label stands the label.
///
/// Most numbers reach an end long before their last digit: 4.5 digits in, of 11.5, on average.
final class PhoneWalk: Sendable {
  /// The address of the first word. Behind the last stand those after three digits, by the digits' number, 0 … 999.
  private let address: UInt
  private let count: Int

  /// Makes the words of a checked table's section ready.
  convenience init(_ view: TableView) {
    unsafe self.init(view.pointer(to: .automaton), count: view.count(.automaton))
  }

  /// Makes words ready that have the form of `AutomatonWord`: at least one, each row before the words that lead to it.
  /// - Complexity: linear in their number.
  init(_ source: UnsafeRawPointer, count: Int) {
    self.count = count
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count + 1000)
    let offsets = (0..<512).map(Self.offsets)
    // Every word's row lies before it, the dead state's nowhere.
    unsafe words[0] = Self.deadEnd
    for place in 1..<count {
      let word = unsafe AutomatonWord(RoutingTable.word(source, place &* 4))
      unsafe words[place] =
        word.isLabel ? UInt64(word.label) : Self.ready(word, offsets[Int(word.bits & 0x1FF)], words)
    }
    let start = unsafe words[count - 1]
    for code in 0..<1000 {
      let two = unsafe Self.next(Self.next(start, code / 100, words), code / 10 % 10, words)
      unsafe words[count + code] = Self.next(two, code % 10, words)
    }
    address = UInt(bitPattern: words)
  }

  deinit {
    unsafe UnsafeMutablePointer<UInt64>(bitPattern: address)?.deallocate()
  }

  /// The label of a phone number, `+` and ASCII digits: 0 for what is not a valid one.
  ///
  /// The first three digits take one load; each further one takes one, as long as digits matter.
  @inline(__always)
  func label(of text: LentRequest.Text) -> Int {
    guard let first = text.baseAddress, text.count > 1, unsafe first[0] == 0x2B else { return 0 }
    let digits = unsafe UnsafeRawPointer(first) + 1
    let length = text.count &- 1
    guard unsafe Self.areDigits(digits, length) else { return 0 }
    let words = unsafe self.words
    var word: UInt64
    var index: Int
    if length >= 3 {
      let code = unsafe Self.digit(digits, 0) &* 100 &+ Self.digit(digits, 1) &* 10 &+ Self.digit(digits, 2)
      word = unsafe words[count &+ code]
      index = 3
    } else {
      word = unsafe words[count &- 1]
      index = 0
    }
    while Self.isState(word), index < length {
      word = unsafe words[Self.place(word, Self.digit(digits, index))]
      index &+= 1
    }
    if Self.isState(word) {
      return unsafe word & Self.labelled != 0 ? Int(truncatingIfNeeded: words[Self.row(word) &- 1]) : 0
    }
    let left = length &- index
    return left < 32 && word >> UInt64(31 &+ left) & 1 != 0 ? Int(word & 0x7FFF_FFFF) : 0
  }

  private var words: UnsafePointer<UInt64> {
    // INVARIANT (address): never zero, since memory was allocated.
    unsafe unsafeBitCast(UnsafePointer<UInt64>(bitPattern: address), to: UnsafePointer<UInt64>.self)
  }

  /// No number is valid from here on.
  private static let deadEnd: UInt64 = 1 << 63
  /// A label stands before the row.
  private static let labelled: UInt64 = 1 << 61

  @inline(__always)
  private static func isState(_ word: UInt64) -> Bool { Int64(bitPattern: word) >= 0 }

  @inline(__always)
  private static func row(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word >> 40 & 0x1F_FFFF) }

  /// Where the word of a digit stands.
  @inline(__always)
  private static func place(_ word: UInt64, _ digit: Int) -> Int {
    row(word) &+ Int(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: digit &* 4) & 15)
  }

  @inline(__always)
  private static func digit(_ digits: UnsafeRawPointer, _ index: Int) -> Int {
    unsafe Int(digits.load(fromByteOffset: index, as: UInt8.self) & 15)
  }

  /// Whether all bytes are ASCII digits: eight at a time, the last eight once more.
  @inline(__always)
  private static func areDigits(_ digits: UnsafeRawPointer, _ length: Int) -> Bool {
    guard length >= 8 else {
      for index in 0..<length where unsafe digits.load(fromByteOffset: index, as: UInt8.self) &- 0x30 > 9 {
        return false
      }
      return true
    }
    var index = 0
    while index &+ 8 < length {
      guard unsafe areDigits(digits.loadUnaligned(fromByteOffset: index, as: UInt64.self)) else {
        return false
      }
      index &+= 8
    }
    return unsafe areDigits(digits.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self))
  }

  @inline(__always)
  private static func areDigits(_ bytes: UInt64) -> Bool {
    bytes & (bytes &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
  }

  /// The word after one more digit.
  private static func next(
    _ word: UInt64, _ digit: Int, _ words: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    if isState(word) { return unsafe words[place(word, digit)] }
    let numbers = (word << 1) >> 33
    return numbers == 0 ? deadEnd : deadEnd | numbers << 31 | word & 0x7FFF_FFFF
  }

  /// How far behind the row's start the words of the digits stand, by the bits that say which differ: four bits a digit.
  private static func offsets(_ changes: Int) -> UInt64 {
    (UInt64(1)..<10).reduce(0) { offsets, digit in
      offsets | UInt64((changes & (1 << Int(digit) - 1)).nonzeroBitCount) << (4 * digit)
    }
  }

  /// The word in the place of a state's word, whose row is done.
  private static func ready(
    _ state: AutomatonWord, _ offsets: UInt64, _ words: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    let row = unsafe words + state.row
    let first = unsafe row[0]
    var digitsMatter = isState(first)
    var place = Int(truncatingIfNeeded: offsets >> 36)
    while place > 0, !digitsMatter {
      digitsMatter = unsafe row[place] != first
      place &-= 1
    }
    let label = state.isFinal ? unsafe row[-1] : 0
    let numbers = (first << 1) >> 32
    let theirs = first & 0x7FFF_FFFF
    // One label for all, and room to say it of a number that is one digit longer.
    if digitsMatter || numbers >> 31 != 0 || label != 0 && numbers != 0 && label != theirs {
      return offsets | UInt64(state.row) << 40 | (state.isFinal ? labelled : 0)
    }
    let all = numbers << 1 | (label == 0 ? 0 : 1)
    return all == 0 ? deadEnd : deadEnd | all << 31 | (label == 0 ? theirs : label)
  }
}
