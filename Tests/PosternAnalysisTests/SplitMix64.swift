/// A seeded generator of random numbers, the same on every machine: Steele, Lea and Flood's SplitMix64.
struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    self.state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number 0 ..< bound.
  mutating func below(_ bound: Int) -> Int {
    Int(next() % UInt64(max(bound, 1)))
  }

  /// True once in so many times.
  mutating func oneIn(_ times: Int) -> Bool {
    below(times) == 0
  }

  /// One of a list that is not empty.
  mutating func pick<T>(_ items: [T]) -> T {
    items[below(items.count)]
  }

  /// 1 … `most` of a list, each once, in the list's order.
  mutating func some<T>(_ items: [T], most: Int) -> [T] {
    let wanted = 1 + below(min(most, items.count))
    var indices = Set<Int>()
    while indices.count < wanted { indices.insert(below(items.count)) }
    return indices.sorted().map { items[$0] }
  }
}
