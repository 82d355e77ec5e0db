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
    let requiredSlots: [Int]

    init(title: String, keys: [KeyGrammar], joins: Bool, oneOf: [String] = [], anyOf: [String] = []) {
      self.title = title
      self.keys = keys
      self.joins = joins
      self.oneOf = oneOf
      self.anyOf = anyOf
      heads = keys.map { key in
        key.isAllowed ? key.name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } : 0
      }
      requiredSlots = keys.indices.filter { keys[$0].isRequired }
    }
  }

  init(_ title: String, joins: Bool = false, _ keys: [KeyGrammar]) {
    table = Table(title: title, keys: keys, joins: joins)
  }

  /// What the mapping is, with its article: `a channel`.
  var title: String {
    get { table.title }
    set { replace(title: newValue, keys: keys) }
  }

  /// The keys, in the order of the reference; the index is the slot.
  var keys: [KeyGrammar] {
    get { table.keys }
    set { replace(title: title, keys: newValue) }
  }

  /// Whether the mappings of several files join.
  var joins: Bool { table.joins }

  /// Keys of which exactly one stands there; its reader holds that.
  var oneOf: [String] { table.oneOf }

  /// Keys of which at least one stands there; its reader holds that.
  var anyOf: [String] { table.anyOf }

  /// The slots of the keys that must be there.
  var requiredSlots: [Int] { table.requiredSlots }

  private mutating func replace(title: String, keys: [KeyGrammar]) {
    table = Table(title: title, keys: keys, joins: joins, oneOf: oneOf, anyOf: anyOf)
  }

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

  /// The same mapping with only some of its keys known.
  func keeping(_ title: String, where isKept: (String) -> Bool) -> MappingGrammar {
    var result = self
    result.title = title
    for index in result.keys.indices where !isKept(result.keys[index].name) {
      result.keys[index].isAllowed = false
      result.keys[index].isRequired = false
    }
    return result
  }

  /// The names of the keys that are known, in order.
  var names: [String] { keys.filter(\.isAllowed).map(\.name) }

  /// The slot of a key, by its bytes; nil when it is not known.
  func slot(of key: Span<UInt8>) -> Int? {
    var head: UInt64 = 0
    for index in 0..<min(8, key.count) { head = head << 8 | UInt64(key[index]) }
    guard head != 0 else { return nil }
    let table = table
    for slot in table.heads.indices where table.heads[slot] == head {
      let name = table.keys[slot].name
      if name.utf8.count == key.count, key.count <= 8 || Self.hasTail(name, of: key) { return slot }
    }
    return nil
  }

  /// The grammar of a key; nil when it is not known.
  func key(named name: String) -> KeyGrammar? {
    keys.first { $0.name == name && $0.isAllowed }
  }

  private static func hasTail(_ name: String, of key: Span<UInt8>) -> Bool {
    var index = 0
    for byte in name.utf8 {
      if index >= 8, key[index] != byte { return false }
      index += 1
    }
    return true
  }
}
