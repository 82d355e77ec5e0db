/// The search for a number that leads to certain classes.
struct WitnessSearch {
  private let words: [UInt32]
  private let isWanted: (Int) -> Bool
  /// Prefixes to keep away from.
  private let excluded: PrefixTrie
  /// Per place of a state word: the fewest digits from there to a wanted class, whatever they are.
  private let distances: [UInt8]
  private var done: [State: UInt8] = [:]

  private static let never = UInt8.max

  private struct State: Hashable {
    let place: Int
    let position: PrefixTrie.Position
  }

  /// Words must be well formed. Linear in their number.
  init(_ words: [UInt32], excluding prefixes: [DigitPrefix] = [], isWanted: @escaping (Int) -> Bool) {
    self.words = words
    self.isWanted = isWanted
    self.excluded = PrefixTrie(prefixes)
    var distances = Array(repeating: WitnessSearch.never, count: words.count)
    for place in words.indices.dropFirst() where words[place] != 0 {
      let state = StateWord(bits: words[place])
      guard !state.isClass else { continue }
      if state.isFinal, isWanted(words.classID(of: state)) {
        distances[place] = 0
        continue
      }
      var best = WitnessSearch.never
      for target in state.row..<state.row + state.rowLength { best = min(best, distances[target]) }
      distances[place] = best == WitnessSearch.never ? best : best + 1
    }
    self.distances = distances
  }

  /// The shortest number, the first in order of digits among those, that begins with the digits given.
  mutating func number(beginningWith digits: [UInt8]) -> String? {
    var state = State(place: words.count - 1, position: excluded.start)
    for digit in digits { state = next(state, digit) }
    var number = digits
    var distance = distance(state)
    guard distance != WitnessSearch.never else { return nil }
    while distance > 0 {
      guard let digit = (UInt8(0)..<10).first(where: { self.distance(next(state, $0)) == distance - 1 })
      else { return nil }
      number.append(digit)
      state = next(state, digit)
      distance -= 1
    }
    return "+" + number.map(String.init).joined()
  }

  private func next(_ state: State, _ digit: UInt8) -> State {
    let place = StateWord(bits: words[state.place]).place(of: digit)
    return State(place: place, position: excluded.step(state.position, Int(digit)))
  }

  /// The fewest digits from a state to a wanted class without an excluded prefix.
  private mutating func distance(_ state: State) -> UInt8 {
    guard excluded.deepest(at: state.position) == 0, words[state.place] != 0 else {
      return WitnessSearch.never
    }
    guard state.position.isOnPath, distances[state.place] != 0 else { return distances[state.place] }
    if let found = done[state] { return found }
    var best = WitnessSearch.never
    for digit in UInt8(0)..<10 { best = min(best, distance(next(state, digit))) }
    let result = best == WitnessSearch.never ? best : best + 1
    done[state] = result
    return result
  }
}

extension NumberingPlan {
  /// A valid number of a region and line type (unknown and unknown: of a country-less code) that begins with
  /// one prefix and with none of others: the shortest, and of those the first in order of digits. Nil if and
  /// only if there is no such number. Linear in the size of the plan.
  public func witness(
    region: Region, lineType: LineType, prefix: DigitPrefix? = nil,
    excludingPrefixes: [DigitPrefix] = []
  ) -> String? {
    let wanted = PhoneClass(region: region, lineType: lineType, isValid: true)
    guard let classID = classes.firstIndex(of: wanted) else { return nil }
    var search = WitnessSearch(words, excluding: excludingPrefixes) { $0 == classID }
    return search.number(beginningWith: prefix?.digits ?? [])
  }
}

extension PhoneAutomaton {
  /// A valid number of a class: the shortest, and of those the first in order of digits. Nil for class 0 and
  /// for numbers that are no class of this automaton; no other class is empty. Linear in the size.
  public func witness(of classID: Int) -> String? {
    guard classID > 0 else { return nil }
    var search = WitnessSearch(words) { $0 == classID }
    return search.number(beginningWith: [])
  }
}

/// Which digits numbers of one region and line type begin with.
public struct NumberProbe {
  private var search: WitnessSearch

  /// Nil when no number is such. Linear in the size of the plan.
  public init?(_ plan: NumberingPlan = .shared, region: Region, lineType: LineType) {
    let wanted = PhoneClass(region: region, lineType: lineType, isValid: true)
    guard let classID = plan.classes.firstIndex(of: wanted) else { return nil }
    search = WitnessSearch(plan.words) { $0 == classID }
  }

  /// The shortest number that begins with these digits, with a `+`; nil when there is none. Linear in the digits.
  public mutating func number(beginningWith digits: [UInt8]) -> String? {
    search.number(beginningWith: digits)
  }
}
