import ArgumentParser
import PosternDiagnostics
import PosternJSON
import PosternReport
import PosternSchema

/// `postern schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the JSON Schema (2020-12) of a kind of file, for editors and other validators.",
    discussion: """
      The kinds:
        policy        policy.yaml
        part          a file that `include:` names
        environment   a file of environments/
        tests         a file of tests/
        check-report  what `postern check --format json` writes
        prove-report  what `postern prove --format json` writes
        test-report   what `postern test --format json` writes
        diff-report   what `postern diff --format json` writes
        report        what `postern report --format json` writes

      `!secret x` is shown to a validator as {"$secret": "x"}.

      EXAMPLES:
        postern schema policy > policy.schema.json
      """)

  /// Which kind of file.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case policy, part, environment, tests
    case checkReport = "check-report"
    case proveReport = "prove-report"
    case testReport = "test-report"
    case diffReport = "diff-report"
    case report

    var schema: JSONValue {
      switch self {
      case .policy: JSONSchemaDocument.policy.schema
      case .part: JSONSchemaDocument.part.schema
      case .environment: JSONSchemaDocument.environment.schema
      case .tests: JSONSchemaDocument.tests.schema
      case .checkReport: CheckReport.schema
      case .proveReport: ProofReport.schema
      case .testReport: TestReport.schema
      case .diffReport: DiffDocument.schema
      case .report: PolicyReport.schema
      }
    }
  }

  @Argument(help: "The kind of file.")
  var kind: Kind

  func run() {
    Terminal.output(kind.schema.serialized(indent: 2, finalNewline: true))
  }
}
