import PosternBackends
import PosternModel
import PosternRuntime

/// Small real tables, and ways to break them.
package struct Damage {
  /// Sound tables.
  package let tables: [[UInt8]]
  private var random: SeededRandom

  package init(seed: UInt64, tables: Int) {
    random = SeededRandom(seed: seed)
    var made: [[UInt8]] = []
    var next = seed
    while made.count < tables, next < seed + 1_000, let automaton = SmallPlan.automaton {
      let model = RandomModel.make(seed: next, rules: 3, names: 2, usesPrefixes: false)
      next += 1
      let encoded = try? RoutingTableEncoder.encode(
        model, automaton: automaton, planVersion: "small", position: { _ in nil })
      if let encoded, encoded.count < 16_000 { made.append(encoded) }
    }
    self.tables = made
  }

  /// One of the tables, flipped, cut or spliced; nine of ten made whole again by length and checksum.
  package mutating func next() -> [UInt8] {
    var bytes = random.pick(tables)
    for _ in 0...random.below(3) {
      switch random.below(8) {
      case 0: bytes.removeLast(random.below(min(bytes.count, 200)))
      case 1:
        let other = random.pick(tables)
        let start = random.below(min(bytes.count, other.count))
        let end = min(start + random.below(64), bytes.count, other.count)
        bytes.replaceSubrange(start..<end, with: other[start..<end])
      case 2, 3:
        // A small number into some word: offsets, counts and indices that are nearly right.
        let place = random.below(max(1, bytes.count / 4)) * 4
        guard place + 4 <= bytes.count else { continue }
        bytes.replaceSubrange(place..<place + 4, with: [UInt8(random.below(40)), 0, 0, 0])
      default:
        guard !bytes.isEmpty else { continue }
        bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      }
    }
    return random.chance(90) ? TableBytes.repaired(bytes) : bytes
  }

  /// A request near the names and numbers of the tables.
  package mutating func request() -> TableRequest {
    var request = RandomRequest.make(&random, names: 2)
    if random.chance(80) { request.phoneNumber = random.pick(SmallPlan.phones) }
    return TableRequest(request)
  }
}
