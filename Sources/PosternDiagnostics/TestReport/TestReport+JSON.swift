public import PosternJSON

extension TestReport {
  /// The report in the format `postern.test/1`: all keys are always there, in this order.
  public var json: JSONValue {
    .object([
      ("format", .string(Self.format)),
      ("compiler", .string(compiler)),
      ("policies", .strings(folders)),
      ("tests", .integer(tests)),
      ("passed", .integer(tests - failed)),
      ("failed", .integer(failed)),
      ("environments", .array(suites.map(\.json))),
    ])
  }
}

extension TestReport.Suite {
  fileprivate var json: JSONValue {
    .object([
      ("folder", .string(folder)),
      ("policy", .string(policy)),
      ("environment", .string(environment)),
      ("cases", .array(cases.map(\.json))),
      ("coverage", coverage?.json ?? .null),
      ("mutants", mutants?.json ?? .null),
    ])
  }
}

extension TestReport.Case {
  fileprivate var json: JSONValue {
    .object(
      [("name", .string(name)), ("status", .string(failure == nil ? "passed" : "failed"))]
        + place.position.testMembers + [
          ("request", request),
          ("decision", decision),
          ("differences", .array(failure?.differences.map(\.json) ?? [])),
          ("notes", .strings(failure?.notes ?? [])),
          ("explanation", failure?.explanationJSON ?? .null),
        ])
  }
}

extension TestReport.Difference {
  fileprivate var json: JSONValue {
    .object([("expected", expected.json), ("actual", actual.json)] + place.position.testMembers)
  }
}

extension TestReport.Side {
  fileprivate var json: JSONValue {
    .object([("key", .string(key)), ("values", .strings(values))])
  }
}

extension TestCoverage {
  fileprivate var json: JSONValue {
    .object([
      ("rules", rules.json), ("outcomes", outcomes.json), ("plans", plans.json),
      ("regions", regions?.json ?? .null),
    ])
  }
}

extension TestMutants {
  fileprivate var json: JSONValue {
    .object([
      ("caught", .integer(caught)), ("equal", .integer(equal)), ("survivors", .array(survivors.map(\.json))),
    ])
  }
}

extension TestMutants.Survivor {
  fileprivate var json: JSONValue {
    .object([
      ("change", .string(change)), ("place", place.map { .object($0.position.testMembers) } ?? .null),
      ("request", example?.request ?? .null), ("before", before.json), ("after", after.json),
      ("detail", .optional(detail)),
    ])
  }
}

extension TestCoverage.Count {
  fileprivate var json: JSONValue {
    .object([
      ("total", .integer(total)), ("hit", .integer(hit)), ("percent", .integer(percent)),
      ("gaps", .array(gaps.map(\.json))),
    ])
  }
}

extension TestCoverage.Gap {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("place", place.map { .object($0.position.testMembers) } ?? .null),
      ("request", example?.request ?? .null),
    ])
  }
}

extension SourcePosition {
  fileprivate var testMembers: [(String, JSONValue)] {
    [
      ("file", .string(file)), ("line", .integer(line)), ("column", .integer(column)),
      ("endLine", .integer(endLine)), ("endColumn", .integer(endColumn)),
    ]
  }
}
