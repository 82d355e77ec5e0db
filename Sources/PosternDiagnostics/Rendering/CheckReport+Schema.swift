public import PosternJSON

private typealias Schema = DocumentSchema

extension CheckReport {
  /// The JSON Schema, draft 2020-12, of `json`.
  public static var schema: JSONValue {
    Schema.document(
      "What postern check --format json writes, version 1", format: format,
      [
        ("compiler", Schema.text), ("policies", Schema.list(Schema.text)), ("errors", Schema.count),
        ("warnings", Schema.count), ("diagnostics", Schema.list(Schema.defined("diagnostic"))),
      ],
      definitions: [
        (
          "diagnostic",
          Schema.record(
            [
              ("code", ["type": "string", "pattern": "^PST[0-9]{4}$"]),
              ("severity", Schema.oneOf([Severity.error.rawValue, Severity.warning.rawValue])),
              ("title", Schema.text),
              ("message", Schema.text),
            ] + Schema.place + [
              ("related", Schema.list(Schema.record([("message", Schema.text)] + Schema.place))),
              ("help", Schema.optional(Schema.text)), ("notes", Schema.list(Schema.text)),
              ("environments", Schema.list(Schema.text)), ("policy", Schema.text),
            ])
        )
      ])
  }
}
