public import PosternJSON

extension TestReport {
  /// The JSON Schema, draft 2020-12, of `json`.
  public static var schema: JSONValue {
    let report = record([
      ("format", ["const": .string(format)]), ("compiler", text), ("policies", list(text)),
      ("tests", count), ("passed", count), ("failed", count),
      ("environments", list(["$ref": "#/$defs/suite"])),
    ])
    return .object(
      [
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("title", "What postern test --format json writes, version 1"),
      ] + (report.object?.members ?? []).map { ($0.key, $0.value) } + [("$defs", definitions)])
  }

  private static var definitions: JSONValue {
    .object([
      (
        "suite",
        record([
          ("folder", text), ("policy", text), ("environment", text),
          ("cases", list(["$ref": "#/$defs/case"])),
          ("coverage", optional(["$ref": "#/$defs/coverage"])),
          ("mutants", optional(["$ref": "#/$defs/mutants"])),
        ])
      ),
      (
        "case",
        record(
          [("name", text), ("status", ["enum": ["passed", "failed"]])] + place + [
            ("request", ["type": "object"]), ("decision", ["$ref": "#/$defs/decision"]),
            ("differences", list(["$ref": "#/$defs/difference"])), ("notes", list(text)),
            ("explanation", optional(["type": "object"])),
          ])
      ),
      (
        "difference",
        record([("expected", ["$ref": "#/$defs/side"]), ("actual", ["$ref": "#/$defs/side"])] + place)
      ),
      (
        "side",
        record([
          (
            "key",
            ["enum": ["send", "use", "deny", "skip", "outcome", "rule", "reason", "never"]]
          ), ("values", list(text)),
        ])
      ),
      ("decision", decision),
      (
        "coverage",
        record(
          ["rules", "outcomes", "plans"].map { ($0, ["$ref": "#/$defs/count"]) } + [
            ("regions", optional(["$ref": "#/$defs/count"]))
          ])
      ),
      ("mutants", record([("caught", count), ("equal", count), ("survivors", list(survivor))])),
      (
        "count",
        record([
          ("total", count), ("hit", count), ("percent", ["type": "integer", "minimum": 0, "maximum": 100]),
          (
            "gaps",
            list(
              record([
                ("name", text), ("place", optional(record(place))), ("request", optional(["type": "object"])),
              ]))
          ),
        ])
      ),
    ])
  }

  private static var survivor: JSONValue {
    record([
      ("change", text), ("place", optional(record(place))), ("request", optional(["type": "object"])),
      ("before", ["$ref": "#/$defs/side"]), ("after", ["$ref": "#/$defs/side"]), ("detail", optional(text)),
    ])
  }

  private static var decision: JSONValue {
    record([
      ("outcome", ["enum": ["send", "deny", "skip", "use"]]), ("rule", text),
      ("reason", optional(["enum": ["rule", "country-blocked", "no-channel"]])), ("message", optional(text)),
      ("methods", list(text)), ("country", text), ("line_type", text),
      ("mode", ["enum": ["allow", "observe", "block"]]), ("plan", list(["type": "object"])),
    ])
  }

  private static let text: JSONValue = ["type": "string"]
  private static let count: JSONValue = ["type": "integer", "minimum": 0]
  private static let position: JSONValue = ["type": "integer", "minimum": 1]

  private static var place: [(String, JSONValue)] {
    [
      ("file", text), ("line", position), ("column", position), ("endLine", position),
      ("endColumn", position),
    ]
  }

  private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

  private static func optional(_ value: JSONValue) -> JSONValue { ["anyOf": [value, ["type": "null"]]] }

  /// An object whose keys are always all there, and no others.
  private static func record(_ members: [(String, JSONValue)]) -> JSONValue {
    [
      "type": "object", "properties": .object(members), "required": .strings(members.map(\.0)),
      "additionalProperties": false,
    ]
  }
}
