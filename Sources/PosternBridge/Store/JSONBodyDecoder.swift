#if Server
import Foundation
import PosternJSON

extension JSONBody {
  /// Reads what `text(of:)`, or `JSONEncoder` as it is by default, has written.
  /// - Throws: `DecodingError`, `JSONError`.
  static func value<Value: Decodable>(from text: String, as type: Value.Type = Value.self) throws -> Value {
    try JSONBodyDecoder.read(try JSONValue(parsing: text))
  }
}

private struct JSONBodyDecoder: Decoder {
  let value: JSONValue
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func read<Value: Decodable>(_ value: JSONValue) throws -> Value {
    if Value.self == Data.self {
      guard let text = value.string, let data = Data(base64Encoded: text) as? Value else {
        throw mismatch(Value.self)
      }
      return data
    }
    return try Value(from: JSONBodyDecoder(value: value))
  }

  static func text(_ value: JSONValue) throws -> String {
    guard let text = value.string else { throw mismatch(String.self) }
    return text
  }

  static func integer(_ value: JSONValue) throws -> Int {
    guard let integer = value.integer else { throw mismatch(Int.self) }
    return integer
  }

  static func truth(_ value: JSONValue) throws -> Bool {
    guard let truth = value.bool else { throw mismatch(Bool.self) }
    return truth
  }

  static func mismatch(_ type: Any.Type) -> DecodingError {
    DecodingError.typeMismatch(type, .init(codingPath: [], debugDescription: "another kind of value"))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let object = value.object else { throw Self.mismatch([String: JSONValue].self) }
    return KeyedDecodingContainer(Keyed(object: object))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let array = value.array else { throw Self.mismatch([JSONValue].self) }
    return Unkeyed(elements: array)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(value: value) }

  struct Single: SingleValueDecodingContainer {
    let value: JSONValue
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { value.kind == .null }
    func decode(_ type: String.Type) throws -> String { try JSONBodyDecoder.text(value) }
    func decode(_ type: Bool.Type) throws -> Bool { try JSONBodyDecoder.truth(value) }
    func decode(_ type: Int.Type) throws -> Int { try JSONBodyDecoder.integer(value) }
    func decode(_ type: Int64.Type) throws -> Int64 { Int64(try JSONBodyDecoder.integer(value)) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      if type == Int.self, let integer = try JSONBodyDecoder.integer(value) as? Value { return integer }
      if type == Int64.self, let integer = Int64(try JSONBodyDecoder.integer(value)) as? Value {
        return integer
      }
      // A value that decodes itself from itself is of a kind that this does not read.
      guard !(type is any Numeric.Type) else { throw JSONBodyDecoder.mismatch(type) }
      return try JSONBodyDecoder.read(value)
    }
  }

  struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let object: JSONObject
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { object.keys.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try get(key).kind == .null }

    func decode(_ type: String.Type, forKey key: Key) throws -> String { try JSONBodyDecoder.text(get(key)) }
    /// What is not there is false, and a list that is not there is empty: rows leave such out.
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
      try find(key).map(JSONBodyDecoder.truth) ?? false
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try JSONBodyDecoder.integer(get(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
      Int64(try JSONBodyDecoder.integer(get(key)))
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      try JSONBodyDecoder.read(find(key) ?? .array([]))
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      try JSONBodyDecoder(value: get(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try JSONBodyDecoder(value: get(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { JSONBodyDecoder(value: .object(object)) }
    func superDecoder(forKey key: Key) throws -> any Decoder { JSONBodyDecoder(value: try get(key)) }

    private func find(_ key: Key) -> JSONValue? {
      let name = key.stringValue
      for member in object.members where member.key == name { return member.value }
      return nil
    }

    private func get(_ key: Key) throws -> JSONValue {
      guard let value = find(key) else {
        throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "missing"))
      }
      return value
    }
  }

  struct Unkeyed: UnkeyedDecodingContainer {
    let elements: [JSONValue]
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    init(elements: [JSONValue]) {
      self.elements = elements
    }

    mutating func decodeNil() throws -> Bool {
      guard !isAtEnd, elements[currentIndex].kind == .null else { return false }
      currentIndex += 1
      return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try JSONBodyDecoder.read(next())
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      try JSONBodyDecoder(value: next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      try JSONBodyDecoder(value: next()).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { JSONBodyDecoder(value: try next()) }

    private mutating func next() throws -> JSONValue {
      guard !isAtEnd else {
        throw DecodingError.valueNotFound(
          JSONValue.self, .init(codingPath: [], debugDescription: "no more elements"))
      }
      defer { currentIndex += 1 }
      return elements[currentIndex]
    }
  }
}
#endif
