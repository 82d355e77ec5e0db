/// Words of JSON Schema, draft 2020-12, for the documents that Postern writes.
///
/// Their objects have all keys always, and no others, so that a reader needs no cases; what may be missing is null.
public enum DocumentSchema {
  /// Any text.
  public static let text: JSONValue = ["type": "string"]
  /// `true` or `false`.
  public static let flag: JSONValue = ["type": "boolean"]
  /// How many there are of something.
  public static let count: JSONValue = ["type": "integer", "minimum": 0]
  /// A count that may be beyond every number's range: decimal text.
  public static let bigCount: JSONValue = ["type": "string", "pattern": "^[0-9]+$"]
  /// An amount of money or the like, exact: decimal text.
  public static let amount: JSONValue = ["type": "string", "pattern": "^[0-9]+\\.[0-9]{2,6}$"]
  /// A line or a column, counted from 1.
  public static let position: JSONValue = ["type": "integer", "minimum": 1]
  /// An object whose keys are not fixed.
  public static let anyObject: JSONValue = ["type": "object"]
  /// A range in a file: the keys that say so in a record.
  public static let place: [(String, JSONValue)] = [
    ("file", text), ("line", position), ("column", position), ("endLine", position), ("endColumn", position),
  ]

  /// One of some texts.
  public static func oneOf(_ texts: some Sequence<String>) -> JSONValue { ["enum": .strings(texts)] }

  /// Any number of something.
  public static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

  /// Something or null.
  public static func optional(_ value: JSONValue) -> JSONValue { ["anyOf": [value, ["type": "null"]]] }

  /// What is defined in the document under that name.
  public static func defined(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

  /// An object whose keys are always all there, and no others.
  public static func record(_ members: [(String, JSONValue)]) -> JSONValue {
    [
      "type": "object", "properties": .object(members), "required": .strings(members.map(\.0)),
      "additionalProperties": false,
    ]
  }

  /// A whole document.
  /// - Parameters:
  ///   - title: what it is, for people.
  ///   - format: its name and version, the value of its first key, `format`.
  ///   - members: its other keys.
  ///   - definitions: what `defined` refers to.
  public static func document(
    _ title: String, format: String, _ members: [(String, JSONValue)], definitions: [(String, JSONValue)] = []
  ) -> JSONValue {
    let document = record([("format", ["const": .string(format)])] + members)
    return .object(
      [("$schema", "https://json-schema.org/draft/2020-12/schema"), ("title", .string(title))]
        + (document.object?.members ?? []).map { ($0.key, $0.value) }
        + (definitions.isEmpty ? [] : [("$defs", .object(definitions))]))
  }
}
