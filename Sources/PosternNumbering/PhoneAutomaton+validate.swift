extension PhoneAutomaton {
  /// Takes an automaton apart that was read from somewhere: accepts it if and only if the words have the form
  /// that ``StateWord`` documents and classes and prefixes are in order. Afterwards no walk can fail.
  ///
  /// That the automaton says the truth is another question: see ``firstDifference(from:)-(NumberingPlan)``.
  public init(
    validating words: [UInt32], classes: [Class], prefixes: [DigitPrefix]
  ) throws(PhoneAutomatonError) {
    guard words.count <= StateWord.capacity else { throw .tooManyWords }
    guard words.count >= 2, words[0] == 0 else { throw .noStates }
    // Per place of a state word: the most digits that can follow before the dead state is sure.
    var depths = Array(repeating: 0, count: words.count)
    for place in words.indices.dropFirst() {
      guard PhoneAutomaton.isWellFormed(words, at: place, classCount: classes.count) else {
        throw .badWord(place: place)
      }
      let word = StateWord(bits: words[place])
      guard !word.isClass, word != .dead else { continue }
      depths[place] = 1 + (depths[word.row..<word.row + word.rowLength].max() ?? 0)
      guard depths[place] <= StateWord.longestNumber + 1 else { throw .badWord(place: place) }
    }
    guard !StateWord(bits: words[words.count - 1]).isClass else { throw .badWord(place: words.count - 1) }
    guard zip(prefixes, prefixes.dropFirst()).allSatisfy(<) else { throw .badPrefixes }
    guard classes.first == Class(phoneClass: .invalid) else { throw .badClass(0) }
    for (number, entry) in classes.enumerated().dropFirst() {
      let follows = number == 1 || classes[number - 1].precedes(entry)
      guard follows, entry.isMeaningful, entry.prefixes.isAscending(below: prefixes.count) else {
        throw .badClass(number)
      }
    }
    self.init(unchecked: words, classes: classes, prefixes: prefixes)
  }

  private static func isWellFormed(_ words: [UInt32], at place: Int, classCount: Int) -> Bool {
    let word = StateWord(bits: words[place])
    if word.isClass { return word.classID > 0 && word.classID < classCount }
    guard word.row + word.rowLength <= place else { return false }
    for target in word.row..<word.row + word.rowLength where StateWord(bits: words[target]).isClass {
      return false
    }
    return !word.isFinal || (word.row > 0 && StateWord(bits: words[word.row - 1]).isClass)
  }
}

extension PhoneAutomaton.Class {
  /// Whether this comes before another class of one automaton.
  fileprivate func precedes(_ other: PhoneAutomaton.Class) -> Bool {
    let (a, b) = (phoneClass, other.phoneClass)
    if a.region != b.region { return a.region < b.region }
    if a.lineType != b.lineType { return a.lineType < b.lineType }
    return prefixes.lexicographicallyPrecedes(other.prefixes)
  }

  /// Whether valid numbers can have this class: both region and line type are known, or neither.
  fileprivate var isMeaningful: Bool {
    phoneClass.isValid && (phoneClass.region == .unknown) == (phoneClass.lineType == .unknown)
  }
}

extension [Int] {
  fileprivate func isAscending(below limit: Int) -> Bool {
    allSatisfy { $0 >= 0 && $0 < limit } && zip(self, dropFirst()).allSatisfy(<)
  }
}
