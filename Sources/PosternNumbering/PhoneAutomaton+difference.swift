extension PhoneAutomaton {
  /// Whether every text has the same meaning in both: region, line type, validity, and the prefixes (as
  /// digits) that classes tell apart.
  public func isEquivalent(to other: PhoneAutomaton) -> Bool { firstDifference(from: other) == nil }

  /// A number whose meaning differs between the two; nil if and only if there is none.
  ///
  /// It is the first one in order of digits. Walks the product: linear in the number of pairs of states.
  public func firstDifference(from other: PhoneAutomaton) -> String? {
    var meanings: [Meaning: Int] = [:]
    let mine = classes.map { meanings.number(of: meaning(of: $0)) }
    let theirs = other.classes.map { meanings.number(of: other.meaning(of: $0)) }
    var walk = ProductWalk(words, other.words, PrefixTrie([])) { classID, otherID, _ in
      mine[classID] == theirs[otherID]
    }
    return walk.firstFault()
  }

  /// A number about which the automaton does not say what the plan and its own prefixes say; nil if and only
  /// if there is none. It shares nothing with the construction of the automaton but the plan.
  public func firstDifference(from plan: NumberingPlan) -> String? {
    let trie = PrefixTrie(prefixes)
    // What is the plan itself says what the plan says.
    if prefixes.isEmpty, words == plan.words, classes == plan.classes.map({ Class(phoneClass: $0) }) {
      return nil
    }
    var walk = ProductWalk(words, plan.words, trie) { classID, planned, position in
      let expected = plan.classes[planned]
      guard classes[classID].phoneClass == expected else { return false }
      guard expected.isValid else { return classes[classID].prefixes.isEmpty }
      if trie.deepest(at: position) == 0 { return classes[classID].prefixes.isEmpty }
      return classes[classID].prefixes == trie.prefixes(at: position)
    }
    return walk.firstFault()
  }

  /// What a class says, independent of the automaton's numbering.
  private struct Meaning: Hashable {
    let phoneClass: PhoneClass
    let prefixes: [DigitPrefix]
  }

  private func meaning(of entry: Class) -> Meaning {
    Meaning(phoneClass: entry.phoneClass, prefixes: entry.prefixes.map { prefixes[$0] })
  }
}

/// A search, in order of digits, through the states of two automata side by side, and of some prefixes.
private struct ProductWalk {
  private let words: [UInt32]
  private let others: [UInt32]
  private let trie: PrefixTrie
  /// Whether the classes of two states that the same digits lead to agree.
  private let agrees: (Int, Int, PrefixTrie.Position) -> Bool
  private var seen = StateTable(capacity: 1 << 15)
  private var digits: [UInt8] = []

  init(
    _ words: [UInt32], _ others: [UInt32], _ trie: PrefixTrie,
    agrees: @escaping (Int, Int, PrefixTrie.Position) -> Bool
  ) {
    self.words = words
    self.others = others
    self.trie = trie
    self.agrees = agrees
  }

  /// The first number in order of digits about which the sides disagree.
  mutating func firstFault() -> String? {
    guard hasFault(words.startState, others.startState, trie.start) else { return nil }
    return "+" + digits.map(String.init).joined()
  }

  /// Whether some number that goes on from here is one; its digits are there then. Words of a well-formed automaton
  /// lead to dead ends only, so the recursion goes no deeper than the longer of the two.
  private mutating func hasFault(
    _ word: StateWord, _ other: StateWord, _ position: PrefixTrie.Position
  ) -> Bool {
    guard seen.insert(UInt64(word.bits) << 32 | UInt64(other.bits), position.bits) else { return false }
    guard agrees(words.classID(of: word), others.classID(of: other), position) else { return true }
    for digit in UInt8(0)..<10 {
      let place = Int(digit)
      // A digit that leads where the one before it led brings nothing new.
      guard position.isOnPath || word.changes(at: place) || other.changes(at: place) else { continue }
      let next = (words.target(of: word, digit), others.target(of: other, digit))
      if next.0 == .dead && next.1 == .dead { continue }
      digits.append(digit)
      if hasFault(next.0, next.1, trie.step(position, place)) { return true }
      digits.removeLast()
    }
    return false
  }
}

extension Dictionary where Value == Int {
  /// The number of a key, in order of first use.
  fileprivate mutating func number(of key: Key) -> Int {
    if let found = self[key] { return found }
    self[key] = count
    return count - 1
  }
}
