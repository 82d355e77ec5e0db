import ArgumentParser
import PosternJSON
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

      `!secret x` is shown to a validator as {"$secret": "x"}.

      EXAMPLES:
        postern schema policy > policy.schema.json
      """)

  /// Which kind of file.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case policy, part, environment, tests

    var document: JSONSchemaDocument {
      switch self {
      case .policy: .policy
      case .part: .part
      case .environment: .environment
      case .tests: .tests
      }
    }
  }

  @Argument(help: "The kind of file.")
  var kind: Kind

  func run() {
    Terminal.output(kind.document.schema.serialized(indent: 2, finalNewline: true))
  }
}
