/// One key of a mapping.
struct KeyGrammar: Sendable {
  /// The key.
  var name: String
  /// Whether its absence is a fault by itself.
  var isRequired: Bool
  /// What stands there.
  var value: ValueGrammar
  /// Whether the key is known here at all; variants of one mapping share slots.
  var isAllowed = true
  init(_ name: String, _ value: ValueGrammar, isRequired: Bool) {
    self.name = name
    self.isRequired = isRequired
    self.value = value
  }
}

/// A key that must be there.
func required(_ name: String, _ value: ValueGrammar) -> KeyGrammar {
  KeyGrammar(name, value, isRequired: true)
}

/// A key that may be absent.
func optional(_ name: String, _ value: ValueGrammar) -> KeyGrammar {
  KeyGrammar(name, value, isRequired: false)
}

/// The keys of a mapping as an enumeration, so that a reader names them without a text: the raw value of a case is
/// the index of its key in the grammar. A test holds the names equal.
protocol MappingKey: RawRepresentable<Int>, CaseIterable, Sendable {
  /// The mapping that these are the keys of.
  static var grammar: MappingGrammar { get }
}

/// A mapping with known keys. A value in one reference, since each mapping that is read takes one along.
struct MappingGrammar: Sendable {
  private var table: Table

  /// What the value holds; never changed, only replaced.
  private final class Table: Sendable {
    let title: String
    let keys: [KeyGrammar]
    let joins: Bool
    let oneOf: [String]
    let anyOf: [String]
    /// The first eight bytes of each key that is known, and 0 for the others, for quick comparison.
    let heads: [UInt64]
    /// The next eight bytes of each key.
    let tails: [UInt64]
    /// Bytes of each key.
    let lengths: [Int]
    let requiredSlots: [Int]

    init(title: String, keys: [KeyGrammar], joins: Bool, oneOf: [String] = [], anyOf: [String] = []) {
      self.title = title
      self.keys = keys
      self.joins = joins
      self.oneOf = oneOf
      self.anyOf = anyOf
      var heads: [UInt64] = []
      var tails: [UInt64] = []
      var lengths: [Int] = []
      var requiredSlots: [Int] = []
      heads.reserveCapacity(keys.count)
      tails.reserveCapacity(keys.count)
      lengths.reserveCapacity(keys.count)
      for slot in keys.indices {
        var (head, tail, length) = (UInt64(0), UInt64(0), 0)
        for byte in keys[slot].name.utf8 {
          if length < 8 {
            head = head << 8 | UInt64(byte)
          } else if length < 16 {
            tail = tail << 8 | UInt64(byte)
          }
          length += 1
        }
        heads.append(keys[slot].isAllowed ? head : 0)
        tails.append(tail)
        lengths.append(length)
        if keys[slot].isRequired { requiredSlots.append(slot) }
      }
      self.heads = heads
      self.tails = tails
      self.lengths = lengths
      self.requiredSlots = requiredSlots
    }
  }

  init(_ title: String, joins: Bool = false, _ keys: [KeyGrammar]) {
    table = Table(title: title, keys: keys, joins: joins)
  }

  /// What the mapping is, with its article: `a channel`.
  var title: String { table.title }

  /// The keys, in the order of the reference; the index is the slot.
  var keys: [KeyGrammar] { table.keys }

  /// How many keys there are.
  var count: Int { table.heads.count }

  /// Whether the mappings of several files join.
  var joins: Bool { table.joins }

  /// Keys of which exactly one stands there; its reader holds that.
  var oneOf: [String] { table.oneOf }

  /// Keys of which at least one stands there; its reader holds that.
  var anyOf: [String] { table.anyOf }

  /// The slots of the keys that must be there.
  var requiredSlots: [Int] { table.requiredSlots }

  /// The same mapping with exactly one of some keys.
  func with(oneOf keys: [String]) -> MappingGrammar {
    var result = self
    result.table = Table(title: title, keys: self.keys, joins: joins, oneOf: keys, anyOf: anyOf)
    return result
  }

  /// The same mapping with at least one of some keys.
  func with(anyOf keys: [String]) -> MappingGrammar {
    var result = self
    result.table = Table(title: title, keys: self.keys, joins: joins, oneOf: oneOf, anyOf: keys)
    return result
  }

  /// The same mapping with only some of its keys known, and with some more behind them.
  func keeping(
    _ title: String, adding more: [KeyGrammar] = [], where isKept: (String) -> Bool
  ) -> MappingGrammar {
    changing(title) { keys in
      for index in keys.indices where !isKept(keys[index].name) {
        keys[index].isAllowed = false
        keys[index].isRequired = false
      }
      keys += more
    }
  }

  /// The same mapping with other keys. All changes at once, since the mapping's table is then made anew.
  func changing(_ title: String? = nil, _ change: (inout [KeyGrammar]) -> Void) -> MappingGrammar {
    var keys = self.keys
    change(&keys)
    var result = self
    result.table = Table(title: title ?? self.title, keys: keys, joins: joins, oneOf: oneOf, anyOf: anyOf)
    return result
  }

  /// The same mapping with nothing that must be there.
  var optional: MappingGrammar {
    changing { keys in
      for index in keys.indices { keys[index].isRequired = false }
    }
  }

  /// The names of the keys that are known, in order.
  var names: [String] { keys.filter(\.isAllowed).map(\.name) }

  /// The slot of a key, by its bytes; nil when it is not known.
  func slot(of key: Span<UInt8>) -> Int? {
    let length = key.count
    let head = Self.eight(key, from: 0)
    guard head != 0 else { return nil }
    let table = table
    for slot in table.heads.indices where table.heads[slot] == head && table.lengths[slot] == length {
      if length <= 8 { return slot }
      if table.tails[slot] == Self.eight(key, from: 8),
        length <= 16 || Self.hasTail(table.keys[slot].name, of: key)
      {
        return slot
      }
    }
    return nil
  }

  /// Eight bytes of a text, or what it has of them, the first highest.
  @inline(__always)
  private static func eight(_ text: Span<UInt8>, from first: Int) -> UInt64 {
    guard text.count >= first + 8 else {
      var word: UInt64 = 0
      for index in first..<text.count { word = word << 8 | UInt64(text[index]) }
      return word
    }
    let high =
      UInt64(text[first]) << 56 | UInt64(text[first + 1]) << 48 | UInt64(text[first + 2]) << 40
      | UInt64(text[first + 3]) << 32
    let low =
      UInt64(text[first + 4]) << 24 | UInt64(text[first + 5]) << 16 | UInt64(text[first + 6]) << 8
      | UInt64(text[first + 7])
    return high | low
  }

  /// The grammar of a key; nil when it is not known.
  func key(named name: String) -> KeyGrammar? {
    keys.first { $0.name == name && $0.isAllowed }
  }

  private static func hasTail(_ name: String, of key: Span<UInt8>) -> Bool {
    var index = 0
    for byte in name.utf8 {
      if index >= 16, key[index] != byte { return false }
      index += 1
    }
    return true
  }
}
