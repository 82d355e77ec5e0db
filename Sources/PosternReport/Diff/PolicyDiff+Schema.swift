import PosternAnalysis
public import PosternJSON
import PosternModel

/// The documents that `diff` writes.
public enum DiffDocument {
  /// The JSON Schema, draft 2020-12, of ``PosternAnalysis/PolicyDiff/json(compiler:weights:)``.
  public static var schema: JSONValue {
    let report = record([
      ("format", ["const": .string("postern.diff/1")]), ("compiler", text), ("old", text), ("new", text),
      ("changesMeaning", flag), ("complete", flag), ("summary", text),
      ("policies", list(["$ref": "#/$defs/policy"])), ("added", list(["$ref": "#/$defs/lone"])),
      ("removed", list(["$ref": "#/$defs/lone"])), ("weights", optional(list(["$ref": "#/$defs/weights"]))),
    ])
    return .object(
      [
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("title", "What postern diff --format json writes, version 1"),
      ] + (report.object?.members ?? []).map { ($0.key, $0.value) } + [("$defs", definitions)])
  }

  private static var definitions: JSONValue {
    .object([
      ("lone", record([("policy", text), ("folder", text), ("environments", list(text))])),
      (
        "policy",
        record([
          ("policy", text), ("oldFolder", text), ("newFolder", text), ("environments", list(text)),
          ("addedEnvironments", list(text)), ("removedEnvironments", list(text)),
          ("decisions", list(["$ref": "#/$defs/decisions"])), ("settings", list(setting)),
          (
            "remarks",
            list(
              record([
                (
                  "kind",
                  ["enum": ["policyRenamed", "moved", "ruleRenamed", "rolloutRenamed", "rulesReordered"]]
                ), ("words", text),
              ]))
          ),
        ])
      ),
      (
        "decisions",
        record([
          ("environments", list(text)), ("verdict", ["enum": ["equal", "different", "notCompared"]]),
          ("summary", text), ("requests", optional(count)), ("classes", optional(count)),
          ("differingRules", list(text)), ("regions", list(["$ref": "#/$defs/region"])),
        ])
      ),
      (
        "region",
        record([
          (
            "direction",
            ["enum": .strings(ChangedRegion.Direction.allCases.map(\.name))]
          ), ("headline", text), ("conditions", list(["$ref": "#/$defs/condition"])), ("isRemainder", flag),
          ("transitions", list(["$ref": "#/$defs/transition"])), ("countries", list(text)),
          ("requests", count), ("classes", count), ("witness", optional(["$ref": "#/$defs/witness"])),
        ])
      ),
      (
        "transition",
        record([
          ("old", ["$ref": "#/$defs/side"]), ("new", ["$ref": "#/$defs/side"]), ("details", list(detail)),
          ("requests", count),
        ])
      ),
      ("side", side), ("weights", weights),
      (
        "condition",
        [
          "type": "object", "properties": ["attribute": attributes, "words": text],
          "required": ["attribute", "words"],
        ]
      ),
      (
        "witness",
        record([
          ("words", text), ("request", ["type": "object"]), ("statedBuckets", ["type": "object"]),
          ("old", ["type": "object"]), ("new", ["type": "object"]),
        ])
      ),
    ])
  }

  private static var side: JSONValue {
    let rule = record([
      ("name", text), ("file", optional(text)), ("line", optional(position)), ("column", optional(position)),
    ])
    return record([
      ("outcome", ["enum": .strings(Outcome.allCases.map(\.rawValue))]), ("words", text),
      ("reason", optional(["enum": .strings(DenyReason.allCases.map(\.rawValue))])),
      ("message", optional(text)), ("methods", list(text)), ("plans", list(list(text))),
      ("modes", list(["enum": .strings(CountryMode.allCases.map(\.name))])), ("rules", list(rule)),
    ])
  }

  /// One environment's, where traffic is given.
  private static var weights: JSONValue {
    let logins: JSONValue = ["type": "integer", "minimum": 0]
    let amount: JSONValue = ["type": "string", "pattern": "^[0-9]+\\.[0-9]{2,6}$"]
    return record([
      ("policy", text), ("environment", text), ("logins", logins), ("changedLogins", logins),
      ("oldCost", optional(amount)), ("newCost", optional(amount)), ("oldUnknownPrices", list(text)),
      ("newUnknownPrices", list(text)), ("regions", list(logins)), ("assumptions", list(text)),
    ])
  }

  private static var detail: JSONValue {
    record([
      ("field", ["enum": .strings(OutcomeDetail.Field.allCases.map(\.rawValue))]),
      ("channel", optional(text)), ("old", optional(text)), ("new", optional(text)),
    ])
  }

  private static var setting: JSONValue {
    record([
      ("part", ["enum": .strings(SettingChange.Part.allCases.map(\.rawValue))]), ("path", text),
      ("old", optional(text)), ("new", optional(text)), ("environments", list(text)),
    ])
  }

  private static let attributes: JSONValue = [
    "enum": [
      "phone", "application", "identityProvider", "risk", "email", "user", "group", "networkZone", "rollout",
    ]
  ]
  private static let text: JSONValue = ["type": "string"]
  private static let flag: JSONValue = ["type": "boolean"]
  private static let position: JSONValue = ["type": "integer", "minimum": 1]
  /// A number of any size, as decimal text.
  private static let count: JSONValue = ["type": "string", "pattern": "^[0-9]+$"]

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
