import PosternBackends
import PosternModel
import PosternTable
import Testing

@testable import PosternRuntime

@Suite("damaged tables")
struct DamageTests {
  @Test("are refused, or decide without trapping")
  func damage() throws {
    let tables = try (UInt64(40)..<43).map { seed in
      try RoutingTableEncoder.encode(
        RandomPolicy.make(seed: seed, rules: 4, names: 2), position: testPosition)
    }
    var random = SeededRandom(seed: 2_026)
    var accepted = 0
    for round in 0..<300 {
      let bytes = damaged(tables[round % tables.count], with: tables, &random)
      guard let table = try? RoutingTable(validating: bytes) else { continue }
      accepted += 1
      for _ in 0..<3 { _ = table.resolve(table.decide(TableRequest(RandomRequest.make(&random, names: 3)))) }
    }
    // Most single changes hit something that is checked; a few only change what is decided.
    #expect(accepted > 0)
  }

  /// Flips, cuts and splices; nine of ten are made whole again by length and checksum.
  private func damaged(_ bytes: [UInt8], with others: [[UInt8]], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(3) {
      switch random.below(6) {
      case 0: bytes.removeLast(random.below(min(bytes.count, 200)))
      case 1:
        let other = random.pick(others)
        let start = random.below(min(bytes.count, other.count))
        let end = min(start + random.below(64), bytes.count, other.count)
        bytes.replaceSubrange(start..<end, with: other[start..<end])
      default: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      }
    }
    return random.chance(90) ? TableBytes.repaired(bytes) : bytes
  }
}
