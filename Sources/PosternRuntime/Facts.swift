/// What a request comes to, as a table sees it.
struct Facts {
  /// What the phone automaton says of the number.
  var label = 0
  var region = 0
  var lineType = 0
  var isValid = false
  /// The number's value in the decision structure.
  var phoneValue = 0
  /// Index of the provider; their number for `unknown`.
  var provider = 0
  /// Index of the application; their number for `unknown`.
  var application = 0
  /// 0 low, 1 medium, 2 high, 3 unknown.
  var risk = 3
  var hasEmail = false
}

/// Names of a set attribute that are there, each once. The memory is lent.
@unsafe struct PresentNames {
  /// Up to so many names are looked through one by one.
  static let short = 16

  let list: UnsafeMutablePointer<UInt32>
  /// A bit for each declared name; empty where no more than `short` can be there.
  let bits: UnsafeMutableBufferPointer<UInt64>
  let capacity: Int
  private(set) var count = 0

  /// - Parameters:
  ///   - list: room for `capacity` numbers.
  ///   - bits: a bit for each declared name, or empty.
  init(
    list: UnsafeMutablePointer<UInt32>, capacity: Int, bits: UnsafeMutableBufferPointer<UInt64>
  ) {
    unsafe self.list = unsafe list
    unsafe self.bits = unsafe bits
    unsafe self.capacity = capacity
    if bits.count > 0 { unsafe bits.update(repeating: 0) }
  }

  /// Whether a name is there.
  @inline(__always)
  func contains(_ name: Int) -> Bool {
    if unsafe bits.count > 0 {
      let word = name >> 6
      return unsafe word < bits.count && bits[word] & (1 << UInt64(name & 63)) != 0
    }
    var index = 0
    while unsafe index < count {
      if unsafe Int(list[index]) == name { return true }
      index &+= 1
    }
    return false
  }

  /// Adds a declared name.
  @inline(__always)
  mutating func insert(_ name: Int) {
    guard unsafe count < capacity, unsafe !contains(name) else { return }
    unsafe list[count] = UInt32(truncatingIfNeeded: name)
    unsafe count &+= 1
    if unsafe bits.count > 0 { unsafe bits[name >> 6] |= 1 << UInt64(name & 63) }
  }
}

extension RoutingTable {
  /// How much room the names of a set need.
  struct Room {
    /// Names that can be there.
    let names: Int
    /// Words of bits.
    let words: Int

    /// For so many texts of a request, where so many names are declared.
    init(texts: Int, declared: Int) {
      names = min(texts, declared)
      words = unsafe names > PresentNames.short ? (declared + 63) / 64 : 0
    }

    /// Bytes, a multiple of eight.
    var bytes: Int { words * 8 + (names * 4 + 7) / 8 * 8 }
  }

  /// Lends room for the names of groups and zones.
  @inline(__always)
  func withPresentNames<Result>(
    groups: Room, zones: Room, _ body: (inout PresentNames, inout PresentNames) -> Result
  ) -> Result {
    let total = groups.bytes + zones.bytes
    return unsafe withUnsafeTemporaryAllocation(byteCount: max(total, 8), alignment: 8) { memory in
      // At least eight bytes, so there is an address.
      let base = unsafe unsafeBitCast(memory.baseAddress, to: UnsafeMutableRawPointer.self)
      var first = unsafe Self.present(base, groups)
      var second = unsafe Self.present(base + groups.bytes, zones)
      return unsafe body(&first, &second)
    }
  }

  @inline(__always)
  private static func present(_ base: UnsafeMutableRawPointer, _ room: Room) -> PresentNames {
    let words = unsafe base.bindMemory(to: UInt64.self, capacity: room.words)
    let list = unsafe (base + room.words * 8).bindMemory(to: UInt32.self, capacity: room.names)
    return unsafe PresentNames(
      list: list, capacity: room.names, bits: UnsafeMutableBufferPointer(start: words, count: room.words))
  }
}
