extension PhoneAutomaton {
  /// The plan, with the numbers that begin with each of some prefixes told apart from the others.
  ///
  /// The order and repetition of the prefixes do not matter. Without any, this is a copy. Throws
  /// `tooManyWords` alone, for some hundred thousands of prefixes.
  public init(
    refining plan: NumberingPlan = .shared, by prefixes: [DigitPrefix] = []
  ) throws(PhoneAutomatonError) {
    guard !prefixes.isEmpty else {
      let classes = plan.classes.map { Class(phoneClass: $0) }
      self.init(unchecked: plan.words, classes: classes, prefixes: [])
      return
    }
    let sorted = Set(prefixes).sorted()
    var refinement = Refinement(plan, PrefixTrie(sorted))
    let classes = refinement.run()
    guard !refinement.encoder.isOverfull else { throw .tooManyWords }
    self.init(unchecked: refinement.encoder.words, classes: classes, prefixes: sorted)
  }
}

/// The product of the plan's automaton and the prefixes.
struct Refinement {
  private(set) var encoder = AutomatonEncoder()

  private let plan: NumberingPlan
  private let trie: PrefixTrie

  /// A state of the product.
  private struct State {
    let word: StateWord
    let position: PrefixTrie.Position
  }

  /// The words of the states that are done.
  private var done = StateTable(capacity: 1 << 15)
  private var pairs: [RefinedPair] = []
  private var numbers: [RefinedPair: Int] = [:]
  /// Targets of the states that are being visited, ten each.
  private var targets: [UInt32] = []

  init(_ plan: NumberingPlan, _ trie: PrefixTrie) {
    self.plan = plan
    self.trie = trie
  }

  /// Fills the encoder; the classes in order.
  mutating func run() -> [PhoneAutomaton.Class] {
    let start = visit(State(word: plan.words.startState, position: trie.start))
    encoder.finish(start: start)
    let (classes, order) = trie.classes(of: pairs, in: plan)
    var final = Array(repeating: 0, count: pairs.count + 1)
    for (number, index) in order.enumerated() { final[index + 1] = number + 1 }
    encoder.renumberClasses(final)
    return classes
  }

  /// The word of a state. Recursion goes as deep as numbers are long.
  private mutating func visit(_ state: State) -> UInt32 {
    guard state.word != .dead, !encoder.isOverfull else { return 0 }
    let key = UInt64(state.word.bits)
    if let found = done.value(key, state.position.bits) { return found }
    let base = targets.count
    for digit in 0..<10 {
      if !state.position.isOnPath && !state.word.changes(at: digit) {
        targets.append(targets[targets.count - 1])
        continue
      }
      let next = plan.words.target(of: state.word, UInt8(truncatingIfNeeded: digit))
      targets.append(visit(State(word: next, position: trie.step(state.position, digit))))
    }
    let word = encoder.state(classID: number(of: state), targets: targets[base...])
    targets.removeLast(10)
    done.insert(key, state.position.bits, word)
    return word
  }

  /// The number of a state's class in order of discovery, from 1; 0 for none.
  private mutating func number(of state: State) -> Int {
    let classID = plan.words.classID(of: state.word)
    guard classID != 0 else { return 0 }
    let pair = RefinedPair(classID: classID, deepest: trie.deepest(at: state.position))
    if let found = numbers[pair] { return found }
    pairs.append(pair)
    numbers[pair] = pairs.count
    return pairs.count
  }
}
