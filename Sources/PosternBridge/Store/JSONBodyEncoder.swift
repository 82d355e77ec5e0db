#if Server
import Foundation
import PosternJSON

/// Writes an `Encodable` value as JSON while it is walked, into one buffer: `JSONEncoder` builds a tree first and takes
/// ten times as long, for each change of each challenge. The text is the same but for the order of keys, which is the
/// order in which the value names them. Values of texts, whole numbers, booleans, `Data` (base64), arrays, optionals,
/// enumerations and structures of them; no others.
enum JSONBody {
  /// - Throws: `EncodingError` when the value holds something that it does not write.
  static func text(of value: some Encodable) throws -> String {
    let writer = JSONBodyWriter()
    try writer.write(value)
    return writer.text.finish()
  }
}

/// The text so far, and which objects and arrays are open.
private struct JSONBodyText: ~Copyable {
  private var output = JSONOutput(capacity: 4096)
  /// The closing byte of each open list, and whether it is empty still.
  private var open: [(closing: UInt8, isEmpty: Bool)] = []

  var depth: Int { open.count }

  mutating func finish() -> String {
    close(to: 0)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  /// Opens an object or an array, as the value that is due.
  /// - Returns: the depth of its elements.
  mutating func begin(_ opening: StaticString, closing: UInt8) -> Int {
    output.append(ascii: opening)
    open.append((closing, true))
    return open.count
  }

  /// Closes what was opened behind a depth: a container that is used again has no open containers in it.
  mutating func close(to depth: Int) {
    while open.count > depth, let last = open.popLast() { output.append(byte: last.closing) }
  }

  /// Separates the next element of the list at a depth from those before it.
  mutating func next(at depth: Int) {
    close(to: depth)
    if !open[depth - 1].isEmpty { output.append(byte: 0x2C) }
    open[depth - 1].isEmpty = false
  }

  mutating func next(at depth: Int, key: String) {
    next(at: depth)
    output.append(quoted: key)
    output.append(byte: 0x3A)
  }

  mutating func write(_ text: String) { output.append(quoted: text) }
  mutating func write(_ integer: Int) { output.append(integer: integer) }
  mutating func write(_ truth: Bool) { output.append(ascii: truth ? "true" : "false") }
  mutating func writeNull() { output.append(ascii: "null") }
}

private final class JSONBodyWriter {
  /// Each call of its functions is one access, which is checked when it runs: one a field, not one a byte.
  var text = JSONBodyText()

  func write<Value: Encodable>(_ value: Value) throws {
    if Value.self == Data.self, let data = value as? Data { return text.write(data.base64EncodedString()) }
    let depth = text.depth
    try value.encode(to: JSONBodyEncoder(writer: self))
    text.close(to: depth)
  }
}

private struct JSONBodyEncoder: Encoder {
  let writer: JSONBodyWriter
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed(writer: writer, depth: writer.text.begin("{", closing: 0x7D)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    Unkeyed(writer: writer, depth: writer.text.begin("[", closing: 0x5D))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(writer: writer) }

  struct Single: SingleValueEncodingContainer {
    let writer: JSONBodyWriter
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { writer.text.writeNull() }
    func encode(_ value: String) { writer.text.write(value) }
    func encode(_ value: Bool) { writer.text.write(value) }
    func encode(_ value: Int) { writer.text.write(value) }
    func encode(_ value: Int64) { writer.text.write(Int(value)) }
    func encode<Value: Encodable>(_ value: Value) throws {
      switch value {
      case let integer as Int: writer.text.write(integer)
      case let integer as Int64: writer.text.write(Int(integer))
      case is any Numeric:
        // It would encode itself as itself, for ever.
        throw EncodingError.invalidValue(
          value, .init(codingPath: [], debugDescription: "not a number of JSONBody"))
      default: try writer.write(value)
      }
    }
  }

  struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONBodyWriter
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
      writer.text.next(at: depth, key: key.stringValue)
      writer.text.writeNull()
    }

    func encode(_ value: String, forKey key: Key) {
      writer.text.next(at: depth, key: key.stringValue)
      writer.text.write(value)
    }

    func encode(_ value: Bool, forKey key: Key) {
      writer.text.next(at: depth, key: key.stringValue)
      writer.text.write(value)
    }

    func encode(_ value: Int, forKey key: Key) {
      writer.text.next(at: depth, key: key.stringValue)
      writer.text.write(value)
    }

    func encode(_ value: Int64, forKey key: Key) { encode(Int(value), forKey: key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      writer.text.next(at: depth, key: key.stringValue)
      try writer.write(value)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      writer.text.next(at: depth, key: key.stringValue)
      return JSONBodyEncoder(writer: writer).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      writer.text.next(at: depth, key: key.stringValue)
      return JSONBodyEncoder(writer: writer).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { JSONBodyEncoder(writer: writer) }
    func superEncoder(forKey key: Key) -> any Encoder { JSONBodyEncoder(writer: writer) }
  }

  struct Unkeyed: UnkeyedEncodingContainer {
    let writer: JSONBodyWriter
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() {
      next()
      writer.text.writeNull()
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
      next()
      try writer.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      next()
      return JSONBodyEncoder(writer: writer).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      next()
      return JSONBodyEncoder(writer: writer).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { JSONBodyEncoder(writer: writer) }

    private mutating func next() {
      count += 1
      writer.text.next(at: depth)
    }
  }
}
#endif
