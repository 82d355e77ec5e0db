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
    var walk = ProductWalk<StateWord> { state in
      mine[words.classID(of: state.word)] == theirs[other.words.classID(of: state.other)]
    } step: { state, digit in
      let next = (words.target(of: state.word, digit), other.words.target(of: state.other, digit))
      return next.0 == .dead && next.1 == .dead ? nil : .init(word: next.0, other: next.1)
    }
    return walk.firstFault(from: .init(word: words.startState, other: other.words.startState))
  }

  /// A number about which the automaton does not say what the plan and its own prefixes say; nil if and only
  /// if there is none. It shares nothing with the construction of the automaton but the plan.
  public func firstDifference(from plan: NumberingPlan) -> String? {
    let trie = PrefixTrie(prefixes)
    typealias Walk = ProductWalk<Pair<StateWord, PrefixTrie.Position>>
    var walk = Walk { state in
      let expected = plan.classes[plan.words.classID(of: state.other.first)]
      let found = classes[words.classID(of: state.word)]
      return found.phoneClass == expected
        && found.prefixes == (expected.isValid ? trie.prefixes(at: state.other.second) : [])
    } step: { state, digit in
      let word = words.target(of: state.word, digit)
      let planned = plan.words.target(of: state.other.first, digit)
      guard word != .dead || planned != .dead else { return nil }
      let position = trie.step(state.other.second, Int(digit))
      return .init(word: word, other: .init(first: planned, second: position))
    }
    let planned = Pair(first: plan.words.startState, second: trie.start)
    return walk.firstFault(from: .init(word: words.startState, other: planned))
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

/// Two states side by side.
private struct Pair<First: Hashable, Second: Hashable>: Hashable {
  let first: First
  let second: Second
}

/// A search, in order of digits, through the states of an automaton beside those of something else.
private struct ProductWalk<Other: Hashable> {
  struct State: Hashable {
    let word: StateWord
    let other: Other
  }

  /// Whether the two sides agree about the digits that lead to a state.
  let agrees: (State) -> Bool
  /// The state after one more digit; nil when nothing can be reached from there on either side.
  let step: (State, UInt8) -> State?
  private var seen: Set<State> = []
  private var digits: [UInt8] = []

  init(agrees: @escaping (State) -> Bool, step: @escaping (State, UInt8) -> State?) {
    self.agrees = agrees
    self.step = step
  }

  /// The first number in order of digits about which the sides disagree. Words of a well-formed automaton
  /// lead to dead ends only, so the recursion goes no deeper than the longer of the two.
  mutating func firstFault(from state: State) -> String? {
    guard seen.insert(state).inserted else { return nil }
    guard agrees(state) else { return "+" + digits.map(String.init).joined() }
    for digit in UInt8(0)..<10 {
      guard let next = step(state, digit) else { continue }
      digits.append(digit)
      if let found = firstFault(from: next) { return found }
      digits.removeLast()
    }
    return nil
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
