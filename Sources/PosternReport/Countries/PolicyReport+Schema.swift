import PosternAnalysis
public import PosternJSON
import PosternModel

private typealias Schema = DocumentSchema

extension PolicyReport {
  /// Name and version of the JSON format.
  static let format = "postern.report/1"

  /// The JSON Schema, draft 2020-12, of `json(compiler:)`.
  public static var schema: JSONValue {
    Schema.document(
      "What postern report --format json writes, version 1", format: format,
      [
        ("compiler", Schema.text), ("policy", Schema.text), ("environment", Schema.text),
        ("plans", Schema.list(Schema.defined("plan"))), ("countries", Schema.list(Schema.defined("country"))),
        ("rules", Schema.list(Schema.defined("rule"))),
        ("weights", Schema.optional(Schema.defined("weights"))),
      ], definitions: definitions)
  }

  private static var definitions: [(String, JSONValue)] {
    let logins = Schema.optional(Schema.count)
    let cost = Schema.optional(Schema.amount)
    return [
      (
        "treatment",
        Schema.record([
          ("outcome", Schema.oneOf(Outcome.allCases.map(\.rawValue))),
          ("reason", Schema.optional(Schema.oneOf(DenyReason.allCases.map(\.rawValue)))),
          ("methods", Schema.list(Schema.text)), ("channels", Schema.list(Schema.text)),
        ])
      ),
      (
        "plan",
        Schema.record([
          ("plan", Schema.text), ("usual", Schema.defined("treatment")),
          ("countries", Schema.list(Schema.text)),
          ("logins", logins), ("cost", cost),
        ])
      ),
      (
        "country",
        Schema.record([
          ("country", Schema.text), ("name", Schema.text), ("plan", Schema.optional(Schema.text)),
          ("usual", Schema.defined("treatment")), ("rule", Schema.text),
          (
            "others",
            Schema.optional(
              Schema.list(
                Schema.record([("gets", Schema.defined("treatment")), ("rules", Schema.list(Schema.text))])))
          ),
          ("dependsOn", Schema.list(Schema.text)), ("logins", logins), ("cost", cost),
        ])
      ),
      (
        "rule",
        Schema.record([
          ("rule", Schema.text), ("who", Schema.text), ("what", Schema.text),
          ("why", Schema.optional(Schema.text)),
        ])
      ),
      (
        "weights",
        Schema.record([
          ("logins", Schema.count), ("cost", cost),
          (
            "unknownPrices",
            Schema.optional(
              Schema.list(
                Schema.record([("country", Schema.text), ("channel", Schema.optional(Schema.text))])))
          ),
          ("assumptions", Schema.list(Schema.text)),
        ])
      ),
    ]
  }
}
