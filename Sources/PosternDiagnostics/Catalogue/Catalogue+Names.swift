extension Catalogue {
  /// PST035x: names and ids.
  static let names: [CatalogueEntry] = [badName, reservedName]

  static let badName = CatalogueEntry(
    "PST0350", .error, "malformed name",
    explanation: """
      Names that a policy gives are lower-case letters, digits and hyphens, begin with a letter, have at most 64 \
      characters and do not begin with `x-`. They become parts of file names and reports. Variables are not replaced \
      in them.
      """,
    bad: """
      routing:
        rules: [{ name: Admins, when: { group: admins }, use: [webauthn] }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: admins, when: { group: admins }, use: [webauthn] }]
        otherwise: { send: [sms] }

      """)

  static let reservedName = CatalogueEntry(
    "PST0351", .error, "reserved name",
    explanation: """
      Some names have a meaning already: `unknown` is what a policy does not declare; `eu`, `eea` and `nanp` are \
      built-in sets of countries; `break-glass`, `country-mode` and `otherwise` are what decisions call the steps \
      that are no rules.
      """,
    bad: """
      routing:
        rules: [{ name: otherwise, when: { group: admins }, use: [webauthn] }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: admins, when: { group: admins }, use: [webauthn] }]
        otherwise: { send: [sms] }

      """)
}

extension Diagnostic {
  /// A name against the pattern. `suggestion` is a like name that would do.
  package static func badName(
    _ name: String, suggestion: String?, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badName, name.isEmpty ? "a name cannot be empty" : "`\(name)` cannot be a name", at: range,
      related: related,
      help: suggestion.map { "write `\($0)`" }
        ?? (name.hasPrefix("x-")
          ? "choose one that does not begin with `x-`: those are keys that no phase reads"
          : "use lower-case letters, digits and `-`, beginning with a letter, at most 64"),
      notes: name.contains("${") ? ["variables are not replaced in names"] : [])
  }

  /// What stands behind `!secret` and is no name. It may be the secret itself, so it is shown nowhere.
  package static func badSecretName(
    holdsVariable: Bool, at range: SourceRange, masked: [SourceRange]
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badName, "`!secret` needs the name of a secret behind it, and this is none", at: range,
      help: "use lower-case letters, digits and `-`, beginning with a letter, at most 64",
      notes: holdsVariable ? ["variables are not replaced in names"] : [], masked: masked)
  }

  /// A name that has a meaning already.
  package static func reservedName(
    _ name: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.reservedName, "`\(name)` has a meaning of its own here", at: range, related: related,
      help: "choose another name")
  }
}
