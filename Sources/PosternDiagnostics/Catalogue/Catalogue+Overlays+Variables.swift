extension Catalogue {
  static let overlaysOfVariables = [
    undefinedVariable, unusedVariable, unclosedVariable, badVariableName, variableNotAllowed,
  ]

  static let undefinedVariable = CatalogueEntry(
    "PST0320", .error, "undefined variable",
    explanation: """
      `${name}` is replaced by a variable of each environment, under its `variables:`. One that an environment lacks \
      is an error there, unless its overlay replaces the value.
      """,
    bad: CatalogueExample([
      .init("policy.yaml", "description: ${greeting}\n"),
      .init("environments/dev.yaml", "variables: { greting: hello }\n"),
      .init("environments/prod.yaml", "variables: { greeting: welcome }\n"),
    ]),
    good: CatalogueExample([
      .init("policy.yaml", "description: ${greeting}\n"),
      .init("environments/dev.yaml", "variables: { greeting: hello }\n"),
      .init("environments/prod.yaml", "variables: { greeting: welcome }\n"),
    ]))

  static let unusedVariable = CatalogueEntry(
    "PST0321", .warning, "unused variable",
    explanation: "No value of the policy, nor of any environment's overlay, names this variable.",
    bad: CatalogueExample([.init("environments/dev.yaml", "variables: { greeting: hello }\n")]),
    good: CatalogueExample([
      .init("policy.yaml", "description: ${greeting}\n"),
      .init("environments/dev.yaml", "variables: { greeting: hello }\n"),
      .init("environments/prod.yaml", "variables: { greeting: welcome }\n"),
    ]))

  static let unclosedVariable = CatalogueEntry(
    "PST0322", .error, "unclosed variable",
    explanation: "`${` begins a variable and needs its `}`. A literal `${` is written `$${`.",
    bad: "description: costs ${amount\n", good: "description: costs $${amount\n")

  static let badVariableName = CatalogueEntry(
    "PST0323", .error, "malformed name of a variable",
    explanation: """
      Variables are named by lower-case letters, digits and `_`, beginning with a letter. A literal `${` is written \
      `$${`.
      """,
    bad: "description: ${Greeting}\n", good: "description: $${Greeting}\n")

  static let variableNotAllowed = CatalogueEntry(
    "PST0324", .error, "variable where none is replaced",
    explanation: """
      Variables stand in values of the policy and of `overrides:`. Not in `policy`, `include`, names of rules, names \
      of secrets or keys; not in a variable's own value, under `idaas:` or `twilio:`, in an environment's \
      `guarantees:`, or in tests. A literal `${` is written `$${`.
      """,
    bad: CatalogueExample([
      .init(
        "environments/dev.yaml",
        exampleEnvironment.replacing("region: cn-hangzhou", with: "region: \"${region}\""), isWhole: true)
    ]),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))
}

extension Diagnostic {
  /// A variable that the environment does not have.
  package static func undefinedVariable(
    _ name: String, environment: String, nearMisses: [String], at range: SourceRange,
    variables: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.undefinedVariable, "the environment has no variable `\(name)`", at: range,
      related: [RelatedPlace("variables of `\(environment)`", variables)],
      help: guess(nearMisses) ?? "add `\(name):` to its `variables:`")
  }

  /// A variable that nothing names.
  package static func unusedVariable(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unusedVariable, "nothing uses the variable `\(name)`", at: range, help: "remove it")
  }

  /// `${` without `}`.
  package static func unclosedVariable(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unclosedVariable, "a variable begins with `${` and does not end", at: range,
      help: "close it with `}`, or write `$${` for a literal `${`")
  }

  /// `${…}` around what is no name, or a variable that is declared so.
  package static func badVariableName(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.badVariableName,
      name.isEmpty ? "a variable needs a name" : "`\(name)` cannot name a variable", at: range,
      help: "use lower-case letters, digits and `_`, beginning with a letter")
  }

  /// A variable at a place that takes none.
  package static func variableNotAllowed(where place: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.variableNotAllowed, "variables are not replaced \(place)", at: range,
      help: "write the value itself, or `$${` for a literal `${`")
  }
}
