public import PosternJSON

/// The JSON Schemas of the files of a policy, draft 2020-12, for editors and other validators.
///
/// They are made from the grammar that the compiler reads by, so that the two cannot differ in keys, types and words.
/// A validator sees the YAML as JSON, with `!secret x` shown as `{"$secret": "x"}`. What needs more than one place
/// (references, order, variables) is the compiler's alone.
public enum JSONSchemaDocument: String, Sendable, CaseIterable {
  /// `policy.yaml`: only the header keys are required, since the rest may come by `include`.
  case policy
  /// An included file.
  case part
  /// A file of `environments/`.
  case environment
  /// A file of `tests/`.
  case tests

  /// The document.
  public var schema: JSONValue {
    let generator = JSONSchemaGenerator()
    let body: JSONValue
    switch self {
    case .policy: body = generator.object(Self.entry)
    case .part: body = generator.object(PolicyKey.part)
    case .environment:
      var plain = generator
      plain.takesVariables = false
      body = plain.object(EnvironmentKey.grammar)
    case .tests:
      var plain = generator
      plain.takesVariables = false
      body = plain.object(TestFileKey.grammar)
    }
    var members: [(String, JSONValue)] = [
      ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("title", .string(title)),
    ]
    members += (body.object?.members ?? []).map { ($0.key, $0.value) }
    members.append(("$defs", generator.definitions))
    return .object(members)
  }

  private var title: String {
    switch self {
    case .policy: "Postern policy, version 1: policy.yaml"
    case .part: "Postern policy, version 1: an included file"
    case .environment: "Postern policy, version 1: a file of environments/"
    case .tests: "Postern policy, version 1: a file of tests/"
    }
  }

  private static let entry = PolicyKey.grammar.changing { keys in
    for index in keys.indices { keys[index].isRequired = ["policy", "language"].contains(keys[index].name) }
  }
}
