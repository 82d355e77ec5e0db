extension Catalogue {
  /// PST08xx: webhook and bridge.
  static let bridge: [CatalogueEntry] =
    [
      notHTTPS, holdWithoutResponse, callbackWithoutURLs, badHostName,
      longCodeLife, mayOmitWhatDecides, sendWithoutNumberLimit,
    ] + signing + page

  static let notHTTPS = CatalogueEntry(
    "PST0802", .error, "keys without https",
    explanation:
      "Keys that calls are believed by come over https: over plain http anyone on the way could give his own.",
    bad: signing(jwks: "http://idaas.example/jwks"), good: signing(jwks: "https://idaas.example/jwks"))

  static let holdWithoutResponse = CatalogueEntry(
    "PST0803", .error, "`hold` without `resume: response`",
    explanation: "Only `resume: response` holds the trigger until the outcome is known.",
    bad: webhook("resume: poll\n  hold: 60s"), good: webhook("resume: response\n  hold: 60s"))

  static let callbackWithoutURLs = CatalogueEntry(
    "PST0805", .error, "`callback` without URLs",
    explanation:
      "With `resume: callback` the outcome is posted to one of `callbackUrls`: at least one is needed.",
    bad: webhook("resume: callback"),
    good: webhook("resume: callback\n  callbackUrls: [\"https://example.com/outcomes\"]"))

  static let badHostName = CatalogueEntry(
    "PST0807", .error, "not a host name",
    explanation: """
      `privateCallbacks` lists hosts of callback URLs that may resolve to private addresses: names alone, without \
      scheme, port or path.
      """,
    bad: webhook(
      "resume: callback\n  callbackUrls: [\"https://app.example/x\"]\n  privateCallbacks: [\"https://app.example\"]"
    ),
    good: webhook(
      "resume: callback\n  callbackUrls: [\"https://app.example/x\"]\n  privateCallbacks: [app.example]"))

  static let longCodeLife = CatalogueEntry(
    "PST0808", .warning, "code lives over 10 minutes",
    explanation: "NIST SP 800-63B lets a code that is sent out of band live for at most 10 minutes.",
    bad: CatalogueExample(
      [.init("policy.yaml", webhookText("codeLife: 15m"))]
        + ["dev", "prod"].map {
          .init(
            "environments/\($0).yaml",
            """
            twilio:
              account: AC0123456789abcdef0123456789abcdef
              apiKey: SK0123456789abcdef0123456789abcdef
              apiSecret: !secret twilio-api-secret
              codeTtl: 15m
              services: { default: VA0123456789abcdef0123456789abcdef }
            """)
        }),
    good: webhook("codeLife: 10m"))

  static let mayOmitWhatDecides = CatalogueEntry(
    "PST0809", .warning, "`mayOmit` of what a refusal reads",
    explanation: """
      A trigger that lacks an attribute which rules read is refused, unless `mayOmit` names it; then it counts as \
      unknown. Where a `deny` or a `use` reads the attribute, leaving it out is a way around that rule. The \
      break-glass list reads `groups` and is a `use`.
      """,
    bad: webhook("mayOmit: [groups]"), good: webhook("mayOmit: [identity_provider]"))

  static let sendWithoutNumberLimit = CatalogueEntry(
    "PST0811", .warning, "sends without a limit by number",
    explanation: """
      Whoever has a list of accounts can have messages sent to a number as often as they like. A limit with `key: \
      number` bounds that.
      """,
    bad: "limits:\n  per-ip: { key: ip, buckets: [10 per 10m] }",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m] }")

  static func webhookText(_ lines: String) -> String {
    """
    webhook:
      url: https://example.com/idaas/2fa-trigger
      signing: { secrets: [!secret idaas-webhook] }
      \(lines)
    """
  }

  private static func signing(jwks url: String) -> CatalogueExample {
    CatalogueExample([
      .init(
        "policy.yaml",
        """
        webhook:
          url: https://example.com/idaas/2fa-trigger
          signing:
            { scheme: jwks, issuer: "https://idaas.example", audience: postern, jwksUrl: "\(url)" }
        """)
    ])
  }

  private static func webhook(_ lines: String) -> CatalogueExample {
    CatalogueExample([.init("policy.yaml", webhookText(lines))])
  }
}

extension Diagnostic {
  /// A URL that is not https.
  package static func notHTTPS(_ url: Located<String>, key: String) -> Diagnostic {
    Diagnostic(
      Catalogue.notHTTPS, "`\(key)` is not https: `\(url.value)`", at: url.range, help: "use `https://`")
  }

  /// `hold` with another `resume`.
  package static func holdWithoutResponse(resume: String, at range: SourceRange, resumeAt: SourceRange?)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.holdWithoutResponse, "nothing is held with `resume: \(resume)`", at: range,
      related: resumeAt.map { [RelatedPlace("`resume` is given here", $0)] } ?? [],
      help: "drop `hold`, or write `resume: response`")
  }

  /// `resume: callback` without `callbackUrls`.
  package static func callbackWithoutURLs(at range: SourceRange, resumeAt: SourceRange?) -> Diagnostic {
    Diagnostic(
      Catalogue.callbackWithoutURLs, "`callbackUrls` is missing, and outcomes are called back", at: range,
      related: resumeAt.map { [RelatedPlace("`resume: callback` needs it", $0)] } ?? [],
      help: "add `callbackUrls: [https://…]`")
  }

  /// `webhook` is missing though IDaaS has to ask it. `because` is what needs it.
  package static func missingWebhook(at root: SourceRange, because place: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.webhookNeeded, "`webhook` is missing, and IDaaS cannot decide this policy alone", at: root,
      related: [RelatedPlace("decided by the webhook", place)],
      help: "add `webhook:` with `url` and `signing`")
  }

  /// A text that is no host name.
  package static func badHostName(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      Catalogue.badHostName, "`\(name.value)` is not a host name", at: name.range,
      help: "the name alone, such as `app.example`, without scheme, port or path")
  }

  /// A code life over 10 minutes.
  package static func longCodeLife(seconds: UInt32, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.longCodeLife, "a code lives \(seconds)s, more than the 10 minutes of NIST SP 800-63B",
      at: range,
      help: "`10m` at most")
  }

  /// `mayOmit` of what a `deny` or `use` reads.
  package static func mayOmitWhatDecides(_ name: Located<String>, reader: String, readAt: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.mayOmitWhatDecides, "`\(name.value)` may be left out, and `\(reader)` reads it",
      at: name.range,
      related: [RelatedPlace("read here", readAt)], help: "take it off `mayOmit`")
  }

  /// Something is sent and no limit counts by number.
  package static func sendWithoutNumberLimit(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.sendWithoutNumberLimit, "codes are sent, and no limit counts by number", at: range,
      help: "add a limit such as `per-number: { key: number, buckets: [5 per 10m] }`")
  }
}
