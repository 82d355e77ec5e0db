import Testing

@testable import PosternNumbering

@Suite struct RefinementTests {
  let plan = NumberingPlan.shared

  @Test func withoutPrefixesIsThePlan() throws {
    let automaton = try PhoneAutomaton()
    #expect(automaton.words == plan.words)
    #expect(automaton.classes.map(\.phoneClass) == plan.classes)
    #expect(automaton.byteCount < 160_000)
    #expect(automaton.stateCount > 10_000)
  }

  /// The generator and the compiler lay states out alike.
  @Test func rebuildsTheEmbeddedWords() {
    var refinement = Refinement(plan, PrefixTrie([]))
    let classes = refinement.run()
    #expect(refinement.encoder.words == plan.words)
    #expect(classes.map(\.phoneClass) == plan.classes)
  }

  @Test func tellsPrefixesApart() throws {
    let automaton = try PhoneAutomaton(by: prefixes("+4477", "+447", "+15", "+800", "+447"))
    #expect(automaton.prefixes.map(\.text) == ["+15", "+447", "+4477", "+800"])
    let cases: [(String, String, [Int])] = [
      ("+447400123456", "GB", [1]), ("+447797712345", "JE", [1, 2]), ("+442079460000", "GB", []),
      ("+15006249891", "US", [0]), ("+80012345678", "unknown", [3]), ("+4477", "unknown", []),
    ]
    for (number, region, indices) in cases {
      let found = automaton.classify(number)
      #expect(found.phoneClass.region.code == region, "\(number)")
      #expect(found.prefixes == indices, "\(number)")
    }
  }

  /// The classes are found without the automaton, and are exactly its own, whatever the prefixes.
  @Test func findsClassesWithoutTheAutomaton() throws {
    var random = SplitMix(seed: 0x90_57E4)
    var sets = [
      [], prefixes("+1"), prefixes("+447", "+4477", "+800", "+1", "+1415"), prefixes("+4409", "+99999"),
    ]
    for _ in 0..<12 {
      sets.append(
        (0..<Int(random.next() % 12 + 1)).compactMap { _ in
          let digits = random.next() % 900_000 + 100_000
          return DigitPrefix("+" + String(digits).prefix(Int(random.next() % 5 + 1)))
        })
    }
    for set in sets {
      let automaton = try PhoneAutomaton(by: set)
      let found = try #require(RefinedClasses(by: set))
      #expect(found.prefixes == automaton.prefixes, "\(set.map(\.text))")
      #expect(found.classes == automaton.classes, "\(set.map(\.text))")
    }
  }

  /// Of a prefix that no number has, and of one that numbers of one region all have, nothing is to be told.
  @Test func idlePrefixesCostNothing() throws {
    let idle = try PhoneAutomaton(by: prefixes("+4409", "+99999", "+12345678901234567"))
    #expect(idle.words == plan.words)
    let whole = try PhoneAutomaton(by: prefixes("+49"))
    #expect(whole.words.count == plan.words.count)
  }

  @Test(arguments: [UInt64(1), 2, 3]) func saysWhatThePlanSays(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let prefixes = randomPrefixes(Int.random(in: 1...24, using: &random), &random)
    let automaton = try PhoneAutomaton(by: prefixes)
    #expect(automaton.firstDifference(from: plan) == nil, "seed \(seed)")
    #expect(try PhoneAutomaton(by: prefixes.reversed() + prefixes) == automaton, "seed \(seed)")
    let again = try PhoneAutomaton(
      validating: automaton.words, classes: automaton.classes, prefixes: automaton.prefixes)
    #expect(again.isEquivalent(to: automaton), "seed \(seed)")
    for _ in 0..<2_000 {
      let number = randomNumber(prefixes, &random)
      let found = automaton.classify(number)
      let expected = plan.classify(number)
      let digits = number.utf8.dropFirst().map { $0 - 0x30 }
      let begun = automaton.prefixes.indices.filter { digits.starts(with: automaton.prefixes[$0].digits) }
      #expect(found.phoneClass == expected, "seed \(seed): \(number)")
      #expect(found.prefixes == (expected.isValid ? begun : []), "seed \(seed): \(number)")
    }
  }

  @Test func everyClassHasAWitness() throws {
    let automaton = try PhoneAutomaton(by: prefixes("+44", "+4477", "+1", "+1876", "+882", "+390669"))
    for classID in automaton.classes.indices.dropFirst() {
      let number = automaton.witness(of: classID)
      #expect(number.map(automaton.classID(of:)) == classID)
    }
    #expect(automaton.witness(of: 0) == nil)
    #expect(automaton.witness(of: automaton.classes.count) == nil)
  }

  @Test func manyPrefixesStayInBounds() throws {
    var random = SplitMix(seed: 7)
    let automaton = try PhoneAutomaton(by: randomPrefixes(1_000, &random))
    #expect(automaton.firstDifference(from: plan) == nil)
    #expect(automaton.words.count < StateWord.capacity)
  }

  private func randomPrefixes(_ count: Int, _ random: inout SplitMix) -> [DigitPrefix] {
    (0..<count).compactMap { _ in
      let (region, lineType) = plan.pairs.randomElement(using: &random) ?? (.unknown, .unknown)
      let number = plan.witness(region: region, lineType: lineType) ?? "+1"
      return DigitPrefix(String(number.prefix(Int.random(in: 2...number.count, using: &random)).prefix(18)))
    }
  }

  /// A valid number, its last digits or any digits replaced by chance.
  private func randomNumber(_ prefixes: [DigitPrefix], _ random: inout SplitMix) -> String {
    var state = plan.words.startState
    var digits: [UInt8] = []
    let start = prefixes.randomElement(using: &random)?.digits ?? []
    while digits.count < 20 {
      let isOnPrefix = digits.count < start.count && Int.random(in: 0..<20, using: &random) > 0
      let digit = isOnPrefix ? start[digits.count] : UInt8.random(in: 0...9, using: &random)
      let next = plan.words.target(of: state, digit)
      if next == .dead && Int.random(in: 0..<10, using: &random) > 0 { continue }
      digits.append(digit)
      state = next
      if plan.words.classID(of: state) != 0 || next == .dead { break }
    }
    return "+" + digits.map(String.init).joined()
  }
}

/// Prefixes that are known to be well formed.
func prefixes(_ texts: String...) -> [DigitPrefix] { texts.compactMap(DigitPrefix.init) }
