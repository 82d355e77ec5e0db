public import PosternJSON

private typealias Schema = DocumentSchema

extension TestReport {
  /// The JSON Schema, draft 2020-12, of `json`.
  public static var schema: JSONValue {
    Schema.document(
      "What postern test --format json writes, version 1", format: format,
      [
        ("compiler", Schema.text), ("policies", Schema.list(Schema.text)), ("tests", Schema.count),
        ("passed", Schema.count), ("failed", Schema.count),
        ("environments", Schema.list(Schema.defined("suite"))),
      ], definitions: definitions)
  }

  private static var definitions: [(String, JSONValue)] {
    [
      (
        "suite",
        Schema.record([
          ("folder", Schema.text), ("policy", Schema.text), ("environment", Schema.text),
          ("cases", Schema.list(Schema.defined("case"))),
          ("coverage", Schema.optional(Schema.defined("coverage"))),
          ("mutants", Schema.optional(Schema.defined("mutants"))),
        ])
      ),
      (
        "case",
        Schema.record(
          [("name", Schema.text), ("status", ["enum": ["passed", "failed"]])] + Schema.place + [
            ("request", ["type": "object"]), ("decision", Schema.defined("decision")),
            ("differences", Schema.list(Schema.defined("difference"))), ("notes", Schema.list(Schema.text)),
            ("explanation", Schema.optional(["type": "object"])),
          ])
      ),
      (
        "difference",
        Schema.record(
          [("expected", Schema.defined("side")), ("actual", Schema.defined("side"))] + Schema.place)
      ),
      (
        "side",
        Schema.record([
          (
            "key",
            ["enum": ["send", "use", "deny", "skip", "outcome", "rule", "reason", "never"]]
          ), ("values", Schema.list(Schema.text)),
        ])
      ),
      ("decision", decision),
      (
        "coverage",
        Schema.record(
          ["rules", "outcomes", "plans"].map { ($0, Schema.defined("count")) } + [
            ("regions", Schema.optional(Schema.defined("count")))
          ])
      ),
      (
        "mutants",
        Schema.record([
          ("caught", Schema.count), ("equal", Schema.count), ("survivors", Schema.list(survivor)),
        ])
      ),
      (
        "count",
        Schema.record([
          ("total", Schema.count), ("hit", Schema.count),
          ("percent", ["type": "integer", "minimum": 0, "maximum": 100]),
          (
            "gaps",
            Schema.list(
              Schema.record([
                ("name", Schema.text), ("place", Schema.optional(Schema.record(Schema.place))),
                ("request", Schema.optional(["type": "object"])),
              ]))
          ),
        ])
      ),
    ]
  }

  private static var survivor: JSONValue {
    Schema.record([
      ("change", Schema.text), ("place", Schema.optional(Schema.record(Schema.place))),
      ("request", Schema.optional(["type": "object"])),
      ("before", Schema.defined("side")), ("after", Schema.defined("side")),
      ("detail", Schema.optional(Schema.text)),
    ])
  }

  private static var decision: JSONValue {
    Schema.record([
      ("outcome", ["enum": ["send", "deny", "skip", "use"]]), ("rule", Schema.text),
      ("reason", Schema.optional(["enum": ["rule", "country-blocked", "no-channel"]])),
      ("message", Schema.optional(Schema.text)),
      ("methods", Schema.list(Schema.text)), ("country", Schema.text), ("line_type", Schema.text),
      ("mode", ["enum": ["allow", "observe", "block"]]), ("plan", Schema.list(["type": "object"])),
    ])
  }
}
