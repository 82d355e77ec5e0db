import Testing

@testable import PosternNumbering

@Suite struct AutomatonTests {
  let plan = NumberingPlan.shared

  @Test func findsDifferences() throws {
    let first = try PhoneAutomaton(by: prefixes("+447"))
    let second = try PhoneAutomaton(by: prefixes("+447", "+4474"))
    #expect(first.isEquivalent(to: first))
    let number = try #require(first.firstDifference(from: second))
    #expect(number.hasPrefix("+4474") && plan.classify(number).isValid)
    #expect(second.firstDifference(from: first) == number)
  }

  /// Any class word that names another class is found, by a number of either class.
  @Test(arguments: [UInt64(1), 2, 3]) func findsDamage(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let automaton = try PhoneAutomaton(by: prefixes("+1876", "+44"))
    let places = automaton.words.indices.filter { StateWord(bits: automaton.words[$0]).isClass }
    for _ in 0..<3 {
      let place = try #require(places.randomElement(using: &random))
      var words = automaton.words
      let old = StateWord(bits: words[place]).classID
      let new = old == 1 ? 2 : old - 1
      words[place] = StateWord.classMark | UInt32(new)
      let damaged = try PhoneAutomaton(
        validating: words, classes: automaton.classes, prefixes: automaton.prefixes)
      let number = try #require(damaged.firstDifference(from: automaton), "seed \(seed)")
      #expect(automaton.classID(of: number) == old && damaged.classID(of: number) == new, "seed \(seed)")
      #expect(damaged.firstDifference(from: plan) == number, "seed \(seed)")
    }
  }

  @Test(arguments: [UInt64(1), 2]) func neverTrapsOnDamagedWords(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let automaton = try PhoneAutomaton()
    for _ in 0..<30 {
      var words = automaton.words
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: words.count - 3_000..<words.count, using: &random)
        words[place] ^= 1 << UInt32.random(in: 0..<32, using: &random)
      }
      let read = try? PhoneAutomaton(validating: words, classes: automaton.classes, prefixes: [])
      guard let read else { continue }
      for number in KnownNumber.all { #expect(read.classID(of: number.number) < read.classes.count) }
    }
  }

  @Test(arguments: BadAutomaton.all) func refuses(_ bad: BadAutomaton) {
    #expect(throws: bad.error) {
      try PhoneAutomaton(validating: bad.words, classes: bad.classes, prefixes: bad.prefixes)
    }
  }

  @Test func acceptsTheSmallest() throws {
    let words: [UInt32] = [0, StateWord.classMark | 1, 0, 2 << 10 | 1 << 9, 3 << 10]
    let automaton = try PhoneAutomaton(
      validating: words, classes: BadAutomaton.twoClasses, prefixes: [])
    #expect(automaton.classID(of: "+5") == 1 && automaton.classID(of: "+55") == 0)
    #expect(automaton.witness(of: 1) == "+0")
    #expect(automaton.stateCount == 3)
  }

  @Test func searchesAroundPrefixes() throws {
    let us = try #require(Region(code: "US"))
    let search = { (prefix: String?, excluded: [DigitPrefix]) in
      plan.witness(
        region: us, lineType: .tollFree, prefix: prefix.flatMap(DigitPrefix.init), excludingPrefixes: excluded
      )
    }
    let any = try #require(search(nil, []))
    #expect(any.hasPrefix("+1800"))
    let other = try #require(search(nil, prefixes("+1800", "+1833")))
    #expect(!other.hasPrefix("+1800") && !other.hasPrefix("+1833"))
    #expect(plan.classify(other).lineType == .tollFree)
    #expect(try #require(search("+1888", prefixes("+18882"))).hasPrefix("+18883"))
    #expect(search("+1888", prefixes("+18")) == nil)
    #expect(search(nil, prefixes("+1")) == nil)
    #expect(search("+44", []) == nil)
    #expect(search(any, []) == any)
    #expect(search(any, prefixes(any)) == nil)
    #expect(plan.witness(region: us, lineType: .mobile) == nil)
    #expect(plan.witness(region: us, lineType: .unknown) == nil)
  }
}

/// Words, classes and prefixes that are no automaton, and the reason.
struct BadAutomaton: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let error: PhoneAutomatonError
  var words: [UInt32] = [0, StateWord.classMark | 1, 0, 2 << 10 | 1 << 9, 3 << 10]
  var classes = twoClasses
  var prefixes: [DigitPrefix] = []

  static let twoClasses = [
    PhoneAutomaton.Class(phoneClass: .invalid), PhoneAutomaton.Class(phoneClass: .countryLess),
  ]

  static let all: [BadAutomaton] = [
    BadAutomaton(testDescription: "nothing", error: .noStates, words: []),
    BadAutomaton(testDescription: "no first state", error: .noStates, words: [0]),
    BadAutomaton(testDescription: "no dead state", error: .noStates, words: [1, 0]),
    BadAutomaton(testDescription: "a cycle", error: .badWord(place: 1), words: [0, 1 << 10]),
    BadAutomaton(testDescription: "a row beyond the end", error: .badWord(place: 1), words: [0, 1]),
    BadAutomaton(testDescription: "final without a class", error: .badWord(place: 1), words: [0, 1 << 9]),
    BadAutomaton(
      testDescription: "a state where a class should be", error: .badWord(place: 3),
      words: [0, 0, 0, 2 << 10 | 1 << 9]),
    BadAutomaton(
      testDescription: "a class where a state should be", error: .badWord(place: 2),
      words: [0, StateWord.classMark | 1, 1 << 10]),
    BadAutomaton(
      testDescription: "a class at the end", error: .badWord(place: 1),
      words: [0, StateWord.classMark | 1]),
    BadAutomaton(
      testDescription: "an unknown class", error: .badWord(place: 1), words: [0, StateWord.classMark | 2, 0]),
    BadAutomaton(
      testDescription: "the invalid class", error: .badWord(place: 1), words: [0, StateWord.classMark, 0]),
    BadAutomaton(
      testDescription: "too long numbers", error: .badWord(place: 24),
      words: [0, StateWord.classMark | 1, 0, 2 << 10 | 1 << 9] + (3..<60).map { $0 << 10 }),
    BadAutomaton(testDescription: "no classes", error: .badWord(place: 1), classes: []),
    BadAutomaton(
      testDescription: "a valid class 0", error: .badClass(0),
      classes: [twoClasses[1], twoClasses[1]]),
    BadAutomaton(
      testDescription: "an invalid class", error: .badClass(1),
      classes: [twoClasses[0], twoClasses[0]]),
    BadAutomaton(
      testDescription: "a class twice", error: .badClass(2), classes: twoClasses + [twoClasses[1]]),
    BadAutomaton(
      testDescription: "an unknown prefix", error: .badClass(1),
      classes: [twoClasses[0], PhoneAutomaton.Class(phoneClass: .countryLess, prefixes: [0])]),
    BadAutomaton(
      testDescription: "descending prefixes", error: .badPrefixes,
      prefixes: PosternNumberingTests.prefixes("+2", "+1")),
  ]
}
