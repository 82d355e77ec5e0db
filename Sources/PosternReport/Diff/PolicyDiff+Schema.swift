import PosternAnalysis
public import PosternJSON
import PosternModel

private typealias Schema = DocumentSchema

/// The documents that `diff` writes.
public enum DiffDocument {
  /// The JSON Schema, draft 2020-12, of ``PosternAnalysis/PolicyDiff/json(compiler:weights:)``.
  public static var schema: JSONValue {
    Schema.document(
      "What postern diff --format json writes, version 1", format: "postern.diff/1",
      [
        ("compiler", Schema.text), ("old", Schema.text), ("new", Schema.text),
        ("changesMeaning", Schema.flag), ("complete", Schema.flag),
        ("summary", Schema.text), ("policies", Schema.list(Schema.defined("policy"))),
        ("added", Schema.list(Schema.defined("lone"))), ("removed", Schema.list(Schema.defined("lone"))),
        ("weights", Schema.optional(Schema.list(Schema.defined("weights")))),
      ], definitions: definitions)
  }

  private static var definitions: [(String, JSONValue)] {
    [
      (
        "lone",
        Schema.record([
          ("policy", Schema.text), ("folder", Schema.text), ("environments", Schema.list(Schema.text)),
        ])
      ),
      (
        "policy",
        Schema.record([
          ("policy", Schema.text), ("oldFolder", Schema.text), ("newFolder", Schema.text),
          ("environments", Schema.list(Schema.text)),
          ("addedEnvironments", Schema.list(Schema.text)), ("removedEnvironments", Schema.list(Schema.text)),
          ("decisions", Schema.list(Schema.defined("decisions"))), ("settings", Schema.list(setting)),
          (
            "remarks",
            Schema.list(
              Schema.record([
                (
                  "kind",
                  ["enum": ["policyRenamed", "moved", "ruleRenamed", "rolloutRenamed", "rulesReordered"]]
                ), ("words", Schema.text),
              ]))
          ),
        ])
      ),
      (
        "decisions",
        Schema.record([
          ("environments", Schema.list(Schema.text)),
          ("verdict", ["enum": ["equal", "different", "notCompared"]]),
          ("summary", Schema.text), ("requests", Schema.optional(Schema.bigCount)),
          ("classes", Schema.optional(Schema.bigCount)),
          ("differingRules", Schema.list(Schema.text)), ("regions", Schema.list(Schema.defined("region"))),
        ])
      ),
      (
        "region",
        Schema.record([
          (
            "direction",
            ["enum": .strings(ChangedRegion.Direction.allCases.map(\.name))]
          ), ("headline", Schema.text), ("conditions", Schema.list(Schema.defined("condition"))),
          ("isRemainder", Schema.flag),
          ("transitions", Schema.list(Schema.defined("transition"))), ("countries", Schema.list(Schema.text)),
          ("requests", Schema.bigCount), ("classes", Schema.bigCount),
          ("witness", Schema.optional(Schema.defined("witness"))),
        ])
      ),
      (
        "transition",
        Schema.record([
          ("old", Schema.defined("side")), ("new", Schema.defined("side")), ("details", Schema.list(detail)),
          ("requests", Schema.bigCount),
        ])
      ),
      ("side", side), ("weights", weights),
      (
        "condition",
        [
          "type": "object", "properties": ["attribute": attributes, "words": Schema.text],
          "required": ["attribute", "words"],
        ]
      ),
      (
        "witness",
        Schema.record([
          ("words", Schema.text), ("request", Schema.anyObject), ("statedBuckets", Schema.anyObject),
          ("old", Schema.anyObject), ("new", Schema.anyObject),
        ])
      ),
    ]
  }

  private static var side: JSONValue {
    let rule = Schema.record([
      ("name", Schema.text), ("file", Schema.optional(Schema.text)),
      ("line", Schema.optional(Schema.position)), ("column", Schema.optional(Schema.position)),
    ])
    return Schema.record([
      ("outcome", ["enum": .strings(Outcome.allCases.map(\.rawValue))]), ("words", Schema.text),
      ("reason", Schema.optional(["enum": .strings(DenyReason.allCases.map(\.rawValue))])),
      ("message", Schema.optional(Schema.text)), ("methods", Schema.list(Schema.text)),
      ("plans", Schema.list(Schema.list(Schema.text))),
      ("modes", Schema.list(["enum": .strings(CountryMode.allCases.map(\.name))])),
      ("rules", Schema.list(rule)),
    ])
  }

  /// One environment's, where traffic is given.
  private static var weights: JSONValue {
    Schema.record([
      ("policy", Schema.text), ("environment", Schema.text), ("logins", Schema.count),
      ("changedLogins", Schema.count),
      ("oldCost", Schema.optional(Schema.amount)), ("newCost", Schema.optional(Schema.amount)),
      ("oldUnknownPrices", Schema.list(Schema.text)),
      ("newUnknownPrices", Schema.list(Schema.text)), ("regions", Schema.list(Schema.count)),
      ("assumptions", Schema.list(Schema.text)),
    ])
  }

  private static var detail: JSONValue {
    Schema.record([
      ("field", ["enum": .strings(OutcomeDetail.Field.allCases.map(\.rawValue))]),
      ("channel", Schema.optional(Schema.text)), ("old", Schema.optional(Schema.text)),
      ("new", Schema.optional(Schema.text)),
    ])
  }

  private static var setting: JSONValue {
    Schema.record([
      ("part", ["enum": .strings(SettingChange.Part.allCases.map(\.rawValue))]), ("path", Schema.text),
      ("old", Schema.optional(Schema.text)), ("new", Schema.optional(Schema.text)),
      ("environments", Schema.list(Schema.text)), ("changesWhoIsMeant", Schema.flag),
    ])
  }

  private static let attributes: JSONValue = [
    "enum": [
      "phone", "application", "identityProvider", "risk", "email", "user", "group", "networkZone", "rollout",
    ]
  ]
}
