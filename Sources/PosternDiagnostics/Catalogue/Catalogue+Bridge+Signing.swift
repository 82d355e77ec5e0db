extension Catalogue {
  static let signing: [CatalogueEntry] = [tokenScheme]

  static let page: [CatalogueEntry] = [badLocale]

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
    explanation: """
      A locale is a language tag such as `en` or `pt-BR`; that of a channel, a country or a step may also be `auto`, \
      which lets Twilio choose. Whether Twilio speaks the language is not looked up.
      """,
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
  /// `scheme: token`.
  package static func tokenScheme(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tokenScheme, "`scheme: token` does not sign calls", at: range,
      help: "use `standard-webhooks` or `jwks` where the sender can")
  }

  /// A language tag that is none.
  package static func badLocale(_ locale: Located<String>, orAuto: Bool) -> Diagnostic {
    Diagnostic(
      Catalogue.badLocale, "`\(locale.value)` is not a language tag", at: locale.range,
      help: orAuto ? "such as `en` or `pt-BR`, or `auto`" : "such as `en` or `pt-BR`")
  }
}
