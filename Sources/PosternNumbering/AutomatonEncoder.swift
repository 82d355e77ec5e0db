/// Lays the states of an acyclic automaton out as words, in the form of ``StateWord``: targets before the
/// states that lead to them. Equal states get equal words, so the result is minimal, and it depends on
/// nothing but the order in which states come.
struct AutomatonEncoder {
  private(set) var words: [UInt32] = [0]
  /// Whether more than the capacity was asked for; the words are of no use then.
  private(set) var isOverfull = false

  private var sequences = SequenceTable()
  private var sequence: [UInt32] = []

  init() {
    sequences.insert(at: 0, count: 1, in: words)
  }

  /// The word of the state with a class (0 for none) and ten state words as targets.
  mutating func state(classID: Int, targets: ArraySlice<UInt32>) -> UInt32 {
    sequence.removeAll(keepingCapacity: true)
    if classID != 0 { sequence.append(StateWord.classMark | UInt32(truncatingIfNeeded: classID)) }
    var changes: UInt32 = 0
    var bit: UInt32 = 0
    var previous: UInt32?
    for target in targets {
      if target != previous {
        sequence.append(target)
        changes |= bit
      }
      previous = target
      bit = bit == 0 ? 1 : bit << 1
    }
    let place = place()
    return StateWord(row: classID == 0 ? place : place + 1, isFinal: classID != 0, changes: changes).bits
  }

  /// Ends the array with the word of the first state.
  mutating func finish(start: UInt32) {
    words.append(start)
    isOverfull = isOverfull || words.count > StateWord.capacity
  }

  /// Gives classes other numbers, by their old ones.
  mutating func renumberClasses(_ numbers: [Int]) {
    for place in words.indices where StateWord(bits: words[place]).isClass {
      let old = StateWord(bits: words[place]).classID
      words[place] = StateWord.classMark | UInt32(truncatingIfNeeded: numbers[old])
    }
  }

  /// Where the sequence stands: one of the same content is used again, single words wherever they occur.
  private mutating func place() -> Int {
    if let found = sequences.place(of: sequence, in: words) { return found }
    let start = words.count
    guard start + sequence.count < StateWord.capacity else {
      isOverfull = true
      return 0
    }
    for word in sequence {
      words.append(word)
      if !StateWord(bits: word).isClass { sequences.insert(at: words.count - 1, count: 1, in: words) }
    }
    if sequence.count > 1 { sequences.insert(at: start, count: sequence.count, in: words) }
    return start
  }
}
