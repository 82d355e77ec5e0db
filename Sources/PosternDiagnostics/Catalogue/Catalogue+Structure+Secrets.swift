extension Catalogue {
  static let structureOfSecrets = [literalSecret, secretNotExpected]

  static let literalSecret = CatalogueEntry(
    "PST0230", .error, "literal secret",
    explanation: """
      A secret never stands in a policy: only its name does, as `!secret name`, and whoever deploys brings the value. \
      If what stood here was real, consider it known and replace it at the provider. No output of Postern shows it.
      """,
    bad: """
      identityProviders:
        google: { kind: google, clientId: acme, clientSecret: not-for-git }

      """,
    good: """
      identityProviders:
        google: { kind: google, clientId: acme, clientSecret: !secret google-client-secret }

      """)

  static let secretNotExpected = CatalogueEntry(
    "PST0231", .error, "secret not expected",
    explanation: """
      `!secret name` stands only where a secret is expected: client secrets, passwords, signing keys. This place \
      becomes part of artefacts that people read.
      """,
    bad: "description: !secret wiki\n", good: "description: wiki\n")
}

extension Diagnostic {
  /// A value where only `!secret name` may stand. The value itself is in no text, and masked.
  package static func literalSecret(
    at range: SourceRange, related: [RelatedPlace] = [], masked: [SourceRange]
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.literalSecret, "a secret is expected here by its name, not as a value", at: range,
      related: related, help: "write `!secret` and a name", masked: masked)
  }

  /// `!secret` where no secret belongs.
  package static func secretNotExpected(expected: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.secretNotExpected, "a secret cannot stand here, where \(expected) is expected", at: range,
      help: "remove `!secret`")
  }
}

extension Catalogue {
  /// Whether a finding about the policy itself stands even where an overlay replaces what it is about.
  package static func isWrongBelowOverlays(_ code: String) -> Bool {
    [literalSecret, secretNotExpected, emptyValue, emptyText, emptyList].contains { $0.code == code }
  }
}
