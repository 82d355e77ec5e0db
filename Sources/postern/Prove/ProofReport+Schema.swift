import PosternJSON

private typealias Schema = DocumentSchema

extension ProofReport {
  /// Name and version of the JSON format.
  static let format = "postern.prove/1"

  /// The JSON Schema, draft 2020-12, of `json`.
  static var schema: JSONValue {
    Schema.document(
      "What postern prove --format json writes, version 1", format: format,
      [
        ("compiler", Schema.text), ("guarantees", Schema.count), ("disproved", Schema.count),
        ("notProved", Schema.count), ("environments", Schema.list(Schema.defined("environment"))),
      ],
      definitions: [
        (
          "environment",
          Schema.record([
            ("folder", Schema.text), ("policy", Schema.text), ("environment", Schema.text),
            ("guarantees", Schema.list(Schema.defined("guarantee"))),
          ])
        ),
        (
          "guarantee",
          Schema.record([
            ("name", Schema.text), ("comparedWith", Schema.optional(Schema.text)),
            ("result", Schema.oneOf(["proved", "disproved", "unproved"])),
            ("requests", Schema.optional(Schema.bigCount)), ("classes", Schema.optional(Schema.bigCount)),
            ("witness", Schema.optional(Schema.defined("witness"))),
          ])
        ),
        (
          "witness",
          Schema.record([
            ("text", Schema.text), ("request", Schema.anyObject), ("buckets", Schema.anyObject),
            ("decision", Schema.text), ("rule", Schema.text), ("otherDecision", Schema.optional(Schema.text)),
            ("otherRule", Schema.optional(Schema.text)), ("test", Schema.optional(Schema.text)),
          ])
        ),
      ])
  }
}
