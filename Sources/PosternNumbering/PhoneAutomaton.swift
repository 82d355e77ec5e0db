/// The numbering plan, refined by digit prefixes: what a routing table embeds and its reader walks.
///
/// Every text has exactly one class; texts of one class have the same region, line type and validity, and
/// valid ones begin with the same prefixes. ``StateWord`` documents the words.
public struct PhoneAutomaton: Hashable, Sendable {
  /// What the numbers of one class have in common.
  public struct Class: Hashable, Sendable {
    /// Region, line type, validity.
    public let phoneClass: PhoneClass
    /// Indices into ``PhoneAutomaton/prefixes`` of exactly those that the numbers begin with, ascending;
    /// none for the invalid class.
    public let prefixes: [Int]

    public init(phoneClass: PhoneClass, prefixes: [Int] = []) {
      self.phoneClass = phoneClass
      self.prefixes = prefixes
    }
  }

  /// The prefixes that classes tell apart, ascending, each once.
  public let prefixes: [DigitPrefix]
  /// What each class means, by its number. Class 0 is the invalid one, the only one that may have no numbers;
  /// the others follow by country-less, region and line type, then by prefixes.
  public let classes: [Class]
  /// The automaton. The last word is the state before any digit.
  public let words: [UInt32]

  /// Trusts that the words are well formed and the classes theirs.
  init(unchecked words: [UInt32], classes: [Class], prefixes: [DigitPrefix]) {
    self.words = words
    self.classes = classes
    self.prefixes = prefixes
  }

  /// The class of a phone number: `+` and ASCII digits; 0 for what is invalid.
  public func classID(of number: String) -> Int { words.classID(utf8: number.utf8) }

  /// The class of a phone number given as UTF-8 text.
  public func classID(utf8: some Sequence<UInt8>) -> Int { words.classID(utf8: utf8) }

  /// What is known of a phone number's class.
  public func classify(_ number: String) -> Class { classes[classID(of: number)] }

  /// Size of the words where they are stored.
  public var byteCount: Int { words.count * 4 }

  /// How many states can be reached, the dead one included. Linear in the size.
  public var stateCount: Int {
    var seen = StateTable(capacity: 1 << 14)
    seen.insert(0, 0)
    var count = 1
    var pending = [words.startState]
    while let state = pending.popLast() {
      guard seen.insert(UInt64(state.bits), 0) else { continue }
      count += 1
      for place in state.row..<state.row + state.rowLength { pending.append(StateWord(bits: words[place])) }
    }
    return count
  }
}

/// Why words, classes and prefixes do not make an automaton.
public enum PhoneAutomatonError: Error, Hashable, Sendable {
  /// More than 2,097,152 words would be needed.
  case tooManyWords
  /// The array is too short, or does not begin with the dead state.
  case noStates
  /// The word at this place refers to what does not come before it, or is not of the kind it should be.
  case badWord(place: Int)
  /// The class of this number is out of order, a second of its kind, or without meaning.
  case badClass(Int)
  /// The prefixes are not ascending.
  case badPrefixes
}
