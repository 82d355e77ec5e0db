/// A JSON value whose objects keep the order of their keys, so that the same value is always the same bytes.
public enum JSONValue: Sendable, Hashable {
  case object(JSONObject)
  case array([JSONValue])
  case string(String)
  case integer(Int)
  /// Any other number, by its text.
  case number(JSONNumber)
  case bool(Bool)
  case null

  /// An object of the given members, in that order.
  public static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member($0.0, $0.1) }))
  }

  /// Text, or null when there is none.
  public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// An integer, or null when there is none.
  public static func optional(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }

  /// An array of texts.
  @inlinable
  public static func strings(_ texts: some Sequence<String>) -> JSONValue {
    .array(texts.map(JSONValue.string))
  }

  /// What kind of value it is.
  public var kind: JSONKind {
    switch self {
    case .object: .object
    case .array: .array
    case .string: .string
    case .integer, .number: .number
    case .bool: .bool
    case .null: .null
    }
  }
}

extension JSONValue {
  /// The members, when it is an object.
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  /// The elements, when it is an array.
  public var array: [JSONValue]? { if case .array(let array) = self { array } else { nil } }
  /// The text, when it is a string.
  public var string: String? { if case .string(let string) = self { string } else { nil } }
  /// The value, when it is a whole number in the range of `Int`.
  public var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
  /// The value, when it is `true` or `false`.
  public var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  /// Whether it is `null`.
  public var isNull: Bool { self == .null }

  /// The member of that key; nil when there is none, or it is no object.
  public subscript(key: String) -> JSONValue? { object?[key] }
}

/// The members of an object, in order.
public struct JSONObject: Sendable, Hashable {
  /// One key with its value.
  public struct Member: Sendable, Hashable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// In the order to be written. Keys are unique in what was parsed; a writer sees to it for what it builds.
  public var members: [Member]

  public init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of a key. Setting replaces it in place, adds it at the end, or (nil) removes it.
  /// - Complexity: linear in the number of members.
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key, value))
      case (nil, nil): break
      }
    }
  }

  /// The keys, in order.
  public var keys: [String] { members.map(\.key) }
}

/// A number by its text, which is always one that RFC 8259 §6 allows.
public struct JSONNumber: Sendable, Hashable {
  /// As it is written, such as `1.50e3`.
  public let text: String

  /// Nil when the text is not a JSON number.
  public init?(text: String) {
    guard let first = text.utf8.first, first == 0x2D || (0x30...0x39).contains(first),
      let last = text.utf8.last, (0x30...0x39).contains(last), (try? JSONValue(parsing: text)) != nil
    else { return nil }
    self.text = text
  }

  /// The shortest text that reads back as that value; nil when it is infinite or no number.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self.text = value.description
  }

  init(scanned text: String) {
    self.text = text
  }

  /// The nearest binary value; infinite when it is out of range.
  public var double: Double { Double(text) ?? .infinity }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// The members in the order they are written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
}
