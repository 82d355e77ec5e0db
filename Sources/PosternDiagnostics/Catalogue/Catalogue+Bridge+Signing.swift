extension Catalogue {
  static let signing: [CatalogueEntry] = [
    jwksIncomplete, tokenWithoutAddresses, missingSecrets, tokenScheme,
  ]

  static let page: [CatalogueEntry] = [badLocale]

  static let jwksIncomplete = CatalogueEntry(
    "PST0820", .error, "`jwks` incomplete",
    explanation: """
      A signed token is believed only if its key comes from `jwksUrl` and its issuer and audience are the expected \
      ones: `jwksUrl`, `issuer` and `audience` are all needed.
      """,
    bad: example("{ scheme: jwks, audience: postern, jwksUrl: \"https://idaas.example/jwks\" }"),
    good: example(
      "{ scheme: jwks, issuer: \"https://idaas.example\", audience: postern, jwksUrl: \"https://idaas.example/jwks\" }"
    ))

  static let tokenWithoutAddresses = CatalogueEntry(
    "PST0821", .error, "`token` without addresses",
    explanation:
      "A bare token can be replayed by whoever sees it, so it is taken only from addresses in `allowFrom`.",
    bad: example("{ scheme: token, secrets: [!secret idaas-webhook] }"),
    good: example("{ secrets: [!secret idaas-webhook] }"))

  static let missingSecrets = CatalogueEntry(
    "PST0822", .error, "no signing secrets",
    explanation:
      "Every scheme but `jwks` needs `secrets`: the names of the secrets that calls are checked with.",
    bad: example("{ tolerance: 5m }"), good: example("{ secrets: [!secret idaas-webhook], tolerance: 5m }"))

  static let tokenScheme = CatalogueEntry(
    "PST0824", .warning, "calls are not signed",
    explanation: """
      With `scheme: token` a call carries a secret instead of a signature: the body can be changed and the call \
      replayed. It is for senders that can be given nothing but a URL.
      """,
    bad: example("{ scheme: token, secrets: [!secret idaas-webhook], allowFrom: [203.0.113.0/24] }"),
    good: example("{ secrets: [!secret idaas-webhook] }"))

  static let badLocale = CatalogueEntry(
    "PST0832", .error, "bad locale",
    explanation: "`defaultLocale` is a language tag such as `en` or `pt-BR`.",
    bad: "page: { brand: Example, defaultLocale: english_US }",
    good: "page: { brand: Example, defaultLocale: pt-BR }")

  private static func example(_ signing: String) -> CatalogueExample {
    CatalogueExample([
      .init(
        "policy.yaml",
        """
        webhook:
          url: https://example.com/idaas/2fa-trigger
          signing: \(signing)
        """)
    ])
  }
}

extension Diagnostic {
  /// `jwks` lacks a key.
  package static func jwksIncomplete(missing key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.jwksIncomplete, "`\(key)` is missing, and `scheme: jwks` needs it", at: range,
      help: "add `\(key)`")
  }

  /// `token` lacks `allowFrom`.
  package static func tokenWithoutAddresses(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tokenWithoutAddresses, "`allowFrom` is missing, and `scheme: token` needs it", at: range,
      help: "add `allowFrom` with the networks that IDaaS calls from")
  }

  /// `secrets` is missing.
  package static func missingSecrets(scheme: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingSecrets, "`secrets` is missing, and `scheme: \(scheme)` needs it", at: range,
      help: "add `secrets: [!secret <name>]`")
  }

  /// `scheme: token`.
  package static func tokenScheme(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tokenScheme, "`scheme: token` does not sign calls", at: range,
      help: "use `standard-webhooks` or `jwks` where the sender can")
  }

  /// A language tag that is none.
  package static func badLocale(_ locale: Located<String>) -> Diagnostic {
    Diagnostic(
      Catalogue.badLocale, "`\(locale.value)` is not a language tag", at: locale.range,
      help: "such as `en` or `pt-BR`")
  }
}
