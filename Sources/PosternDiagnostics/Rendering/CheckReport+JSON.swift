public import PosternJSON

extension CheckReport {
  /// The report in the format `postern.check/1`: all keys are always there, in this order.
  public var json: JSONValue {
    .object([
      ("format", .string(Self.format)),
      ("compiler", .string(compiler)),
      ("policies", .strings(policies.map(\.folder))),
      ("errors", .integer(errors)),
      ("warnings", .integer(warnings)),
      ("diagnostics", .array(findings.map(\.json))),
    ])
  }
}

extension CheckReport.Finding {
  /// One element of `diagnostics`.
  public var json: JSONValue {
    .object(
      [("code", .string(code)), ("severity", .string(severity.rawValue)), ("title", .string(title))]
        + [("message", .string(message))] + place.position.members
        + [
          (
            "related",
            .array(related.map { .object([("message", .string($0.message))] + $0.place.position.members) })
          ),
          ("help", .optional(help)),
          ("notes", .strings(notes + otherExamples)),
          ("environments", .strings(environments)),
          ("policy", .string(policy)),
        ])
  }
}

extension SourcePosition {
  fileprivate var members: [(String, JSONValue)] {
    [
      ("file", .string(file)), ("line", .integer(line)), ("column", .integer(column)),
      ("endLine", .integer(endLine)), ("endColumn", .integer(endColumn)),
    ]
  }
}
