/// Reads a whole text into a `JSONValue`.
public struct JSONParser: Sendable {
  /// How deep arrays and objects may nest, 1 … 512.
  public let depthLimit: Int

  public init(depthLimit: Int = JSONScanner.defaultDepthLimit) {
    self.depthLimit = depthLimit
  }

  /// Reads exactly one value, strictly by RFC 8259: no byte order mark, no key twice, no half surrogate pair,
  /// nothing behind it.
  /// - Throws: `JSONError`, any kind but `.expected`, at the first fault in reading order (a key twice in an
  ///   object of more than 16 members is found at the end of that object, and names the second place).
  /// - Complexity: n log n in the number of keys of one object, otherwise linear.
  public func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    try JSONScanner.scan(bytes, depthLimit: depthLimit) { (scanner) throws(JSONError) in
      let value = try Self.readValue(&scanner)
      try scanner.finish()
      return value
    }
  }

  private static func readValue(_ scanner: inout JSONScanner) throws(JSONError) -> JSONValue {
    switch try scanner.nextKind() {
    case .object:
      var members: [JSONObject.Member] = []
      try scanner.enterObject()
      while let key = try scanner.nextKey() {
        let name = scanner.string(key)
        members.append(JSONObject.Member(name, try readValue(&scanner)))
      }
      return .object(JSONObject(members))
    case .array:
      var elements: [JSONValue] = []
      try scanner.enterArray()
      while try scanner.nextElement() { elements.append(try readValue(&scanner)) }
      return .array(elements)
    case .string: return .string(scanner.string(try scanner.readText()))
    case .number:
      let text = scanner.string(try scanner.readNumber())
      if text != "-0", let integer = Int(text) { return .integer(integer) }
      return .number(JSONNumber(scanned: text))
    case .bool: return .bool(try scanner.readBool())
    case .null:
      try scanner.readNull()
      return .null
    }
  }
}

extension JSONValue {
  /// Reads exactly one value from UTF-8 bytes, as `JSONParser` does.
  /// - Throws: `JSONError`.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try JSONParser().parse(bytes)
  }

  /// Reads exactly one value from text.
  /// - Throws: `JSONError`; offsets count UTF-8 bytes.
  public init(parsing text: String) throws(JSONError) {
    self = try JSONParser().parse(Array(text.utf8))
  }
}
