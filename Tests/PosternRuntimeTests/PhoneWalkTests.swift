import PosternBackends
import PosternTable
import TableSamples
import Testing

@testable import PosternRuntime

@Suite("walks through phone numbers")
struct PhoneWalkTests {
  /// What the format's page says, word by word.
  private func label(_ words: [UInt32], _ text: String) -> Int {
    let bytes = Array(text.utf8)
    guard bytes.first == 0x2B, bytes.count > 1, var state = words.last.map(AutomatonWord.init) else {
      return 0
    }
    for byte in bytes.dropFirst() {
      guard (0x30...0x39).contains(byte) else { return 0 }
      let below = state.bits & ((1 << UInt32(byte - 0x30)) - 1) & 0x1FF
      state = AutomatonWord(words[state.row + below.nonzeroBitCount])
    }
    return state.isFinal ? AutomatonWord(words[state.row - 1]).label : 0
  }

  private func label(_ walk: PhoneWalk, _ text: String) -> Int {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { walk.label(of: $0) }
  }

  private func walk(_ words: [UInt32]) throws -> PhoneWalk {
    try words.withUnsafeBytes { PhoneWalk(try #require($0.baseAddress), count: words.count) }
  }

  /// A row of random targets, most of them equal, behind a label or none.
  private func append(_ words: inout [UInt32], _ states: inout [UInt32], _ random: inout SeededRandom) {
    var final: UInt32 = 0
    if random.chance(30) {
      words.append(1 << 31 | UInt32(1 + random.below(3)))
      final = 1 << 9
    }
    let row = UInt32(words.count)
    words.append(random.chance(80) ? states[states.count - 1] : random.pick(states))
    var changes: UInt32 = 0
    if random.chance(40) {
      for digit in 1..<10 where random.chance(20) {
        changes |= 1 << UInt32(digit - 1)
        words.append(random.pick(states))
      }
    }
    states.append(row << 10 | final | changes)
  }

  @Test("random automata, deeper than any number is long") func randomAutomata() throws {
    var valid = 0
    for seed in UInt64(0)..<60 {
      var random = SeededRandom(seed: seed)
      var words: [UInt32] = [0]
      var states: [UInt32] = [0]
      for _ in 0..<1 + random.below(120) { append(&words, &states, &random) }
      words.append(states[states.count - 1])
      let walk = try walk(words)
      for _ in 0..<500 {
        var text = "+" + String((0..<random.below(70)).map { _ in random.pick(Array("0123456789")) })
        if random.chance(5) { text += random.pick(["x", " ", "+", "٣", "/", ":"]) + "12345678" }
        let expected = label(words, text)
        #expect(label(walk, text) == expected, "seed \(seed), \(text)")
        valid += expected == 0 ? 0 : 1
      }
    }
    #expect(valid > 500)
  }

  @Test("the numbering plan, refined by prefixes") func realPlan() throws {
    let bytes = try RoutingTableEncoder.encode(RandomModel.make(seed: 1_000), position: { _ in nil })
    let table = try RoutingTable(validating: bytes)
    let words = (0..<table.view.count(.automaton)).map { table.view.element(.automaton, $0) }
    var random = SeededRandom(seed: 42)
    var valid = 0
    for _ in 0..<20_000 {
      // Digits that lead on, nearly always.
      var text = "+"
      var state = AutomatonWord(words[words.count - 1])
      while state.bits != 0, text.utf8.count < 20, !state.isFinal || random.chance(70) {
        let digit = random.below(10)
        let below = state.bits & ((1 << UInt32(digit)) - 1) & 0x1FF
        let next = AutomatonWord(words[state.row + below.nonzeroBitCount])
        if next.bits == 0, random.chance(95) { continue }
        text += String(digit)
        state = next
      }
      let expected = label(words, text)
      #expect(table.decide(TableRequest(phoneNumber: text)).label == expected, "\(text)")
      valid += expected == 0 ? 0 : 1
    }
    #expect(valid > 5_000)
  }
}
