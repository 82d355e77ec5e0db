/// The classes that a plan refined by prefixes has, found without making the refined automaton: what most of a check
/// needs of it, for a hundredth of the time.
public struct RefinedClasses: Hashable, Sendable {
  /// The prefixes that classes tell apart, ascending, each once.
  public let prefixes: [DigitPrefix]
  /// What each class means, by its number: exactly ``PhoneAutomaton/classes`` of the refined automaton.
  public let classes: [PhoneAutomaton.Class]

  /// Finds the classes; the order and repetition of the prefixes do not matter.
  /// - Returns: nil where the refined automaton could have too many words, so that only making it can tell.
  public init?(of plan: NumberingPlan = .shared, by prefixes: [DigitPrefix]) {
    self.prefixes = Set(prefixes).sorted()
    guard !prefixes.isEmpty else {
      self.classes = plan.classes.map { PhoneAutomaton.Class(phoneClass: $0) }
      return
    }
    var search = ClassSearch(plan.words, PrefixTrie(self.prefixes), classCount: plan.classes.count)
    guard let pairs = search.run() else { return nil }
    self.classes = search.trie.classes(of: pairs, in: plan).classes
  }
}

/// A class of a plan, and the deepest prefix of its numbers: the node where it ends, 0 for none.
struct RefinedPair: Hashable {
  let classID: Int
  let deepest: Int32
}

extension PrefixTrie {
  /// The classes that pairs make: the invalid one first, then by class of the plan, then by prefixes.
  ///
  /// `order` has the indices of the pairs in that order.
  func classes(
    of pairs: [RefinedPair], in plan: NumberingPlan
  ) -> (classes: [PhoneAutomaton.Class], order: [Int]) {
    let order = pairs.indices.sorted { a, b in
      let (first, second) = (pairs[a], pairs[b])
      guard first.classID == second.classID else { return first.classID < second.classID }
      return prefixes(atNode: first.deepest).lexicographicallyPrecedes(prefixes(atNode: second.deepest))
    }
    let valid = order.map { index in
      PhoneAutomaton.Class(
        phoneClass: plan.classes[pairs[index].classID], prefixes: prefixes(atNode: pairs[index].deepest))
    }
    return ([PhoneAutomaton.Class(phoneClass: .invalid)] + valid, order)
  }
}

/// Which classes of a plan numbers have that begin with a prefix and with no deeper one.
private struct ClassSearch {
  let trie: PrefixTrie
  private let words: [UInt32]
  /// States past all prefixes, by their place in the words, with the deepest prefix met.
  private var ends: [(deepest: Int32, place: Int)] = []
  /// By row, the state that was met there last, and the number of the search that met it: see `visit`. Several words
  /// lead to one state; two states that share a row are at worst looked at again.
  private var seen: [UInt32]
  /// By class of the plan, the number of the search that has found it last.
  private var found: [Int32]
  private var search: Int32 = 0
  private var deepest: Int32 = 0
  private var pairs: [RefinedPair] = []
  /// Words that a refined automaton has at most, as far as is known.
  private var wordCount = 0

  init(_ words: [UInt32], _ trie: PrefixTrie, classCount: Int) {
    self.words = words
    self.trie = trie
    self.seen = Array(repeating: 0, count: words.count)
    self.found = Array(repeating: 0, count: classCount)
  }

  mutating func run() -> [RefinedPair]? {
    var known: Set<RefinedPair> = []
    follow(words.count - 1, trie.start)
    for pair in pairs { known.insert(pair) }
    pairs = Array(known)
    // One search for each deepest prefix, over all states where it is known.
    for end in ends.sorted(by: { ($0.deepest, $0.place) < ($1.deepest, $1.place) }) {
      if search == 0 || end.deepest != deepest {
        search += 1
        deepest = end.deepest
        for pair in known where pair.deepest == deepest { found[pair.classID] = search }
      }
      let state = StateWord(bits: words[end.place])
      if isNew(state) { visit(state) }
      if wordCount > StateWord.capacity / 2 || search > 1 << 21 { return nil }
    }
    return pairs
  }

  /// Along the prefixes.
  private mutating func follow(_ place: Int, _ position: PrefixTrie.Position) {
    let state = StateWord(bits: words[place])
    guard state != .dead else { return }
    guard position.isOnPath else {
      ends.append((position.node, place))
      return
    }
    let classID = words.classID(of: state)
    if classID != 0 { pairs.append(RefinedPair(classID: classID, deepest: trie.deepest(at: position))) }
    wordCount += 12
    for digit in 0..<10 {
      follow(state.place(of: UInt8(truncatingIfNeeded: digit)), trie.step(position, digit))
    }
  }

  /// Past the prefixes. Recursion goes as deep as numbers are long.
  private mutating func visit(_ state: StateWord) {
    seen[state.row] = mark(of: state)
    wordCount += 2 + 2 * state.rowLength
    let classID = words.classID(of: state)
    if classID != 0, found[classID] != search {
      found[classID] = search
      pairs.append(RefinedPair(classID: classID, deepest: deepest))
    }
    for target in state.row..<state.row + state.rowLength {
      let next = StateWord(bits: words[target])
      if isNew(next) { visit(next) }
    }
  }

  /// Whether a state is not dead, and has not been met in this search.
  @inline(__always)
  private func isNew(_ state: StateWord) -> Bool {
    state != .dead && seen[state.row] != mark(of: state)
  }

  /// What a state's word says beside its row has ten bits.
  private func mark(of state: StateWord) -> UInt32 {
    UInt32(bitPattern: search) << 10 | state.bits & 0x3FF
  }
}
