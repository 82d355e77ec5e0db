/// SplitMix64: the same numbers for the same seed, everywhere.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0, below a bound that is not 0.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// One of some values.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// One to so many of some values, each once, in their order.
  mutating func some<Value>(_ values: [Value], most: Int) -> [Value] {
    var places: Set<Int> = []
    for _ in 0...below(most) { places.insert(below(values.count)) }
    return places.sorted().map { values[$0] }
  }
}
