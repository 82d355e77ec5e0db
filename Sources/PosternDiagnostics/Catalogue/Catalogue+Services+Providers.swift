extension Catalogue {
  static let providers: [CatalogueEntry] = [
    oidcWithoutEndpoints, wechatWithoutBroker, samlWithoutType, badProviderURL,
  ]

  static let oidcWithoutEndpoints = CatalogueEntry(
    "PST0730", .warning, "OIDC without endpoints",
    explanation: """
      The compiler looks nothing up. Without `endpoints` the request for IDaaS has the issuer alone, and a manual \
      step says to complete the provider in the console.
      """,
    bad: """
      identityProviders:
        google: { kind: google, clientId: example-client, clientSecret: !secret google-client-secret }
        corp: { kind: oidc, issuer: "https://login.example", clientId: idaas, clientSecret: !secret corp }
      """,
    good: """
      identityProviders:
        google: { kind: google, clientId: example-client, clientSecret: !secret google-client-secret }
        corp:
          kind: oidc
          issuer: https://login.example
          clientId: idaas
          clientSecret: !secret corp
          endpoints:
            authorization: https://login.example/authorize
            token: https://login.example/token
            userinfo: https://login.example/userinfo
            jwks: https://login.example/jwks
      """)

  static let wechatWithoutBroker = CatalogueEntry(
    "PST0731", .warning, "WeChat without a broker",
    explanation: """
      Personal WeChat has no type in the API of IDaaS. With `broker: <issuer>` it becomes a standard OIDC provider; \
      without, a manual step says how to add it in the console.
      """,
    bad: """
      identityProviders:
        wechat: { kind: wechat, clientId: wx0123456789, clientSecret: !secret wechat }
      """,
    good: """
      identityProviders:
        wechat:
          kind: wechat
          clientId: example
          clientSecret: !secret wechat
          broker: https://broker.example
      """)

  static let samlWithoutType = CatalogueEntry(
    "PST0732", .warning, "SAML without the instance's type",
    explanation: """
      IDaaS documents no type name for SAML providers. An instance tells it: create one SAML provider in the \
      console, read it with GetIdentityProvider, and give its `IdentityProviderType` as \
      `idaas.samlIdentityProviderType` in the environment. Without it there is a manual step instead of a request.
      """,
    bad: """
      identityProviders:
        partner:
          kind: saml
          entityId: https://idp.example/metadata
          ssoUrl: https://idp.example/sso
          certificates: ["-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n"]
      """,
    good: """
      identityProviders:
        google: { kind: google, clientId: example-client, clientSecret: !secret google-client-secret }
      """)

  static let badProviderURL = CatalogueEntry(
    "PST0733", .error, "bad provider URL",
    explanation:
      "Issuers, brokers and endpoints are https URLs without a fragment; an issuer has no query either.",
    bad: """
      identityProviders:
        wechat:
          kind: wechat
          clientId: example
          clientSecret: !secret wechat
          broker: http://broker.example
      """,
    good: """
      identityProviders:
        wechat:
          kind: wechat
          clientId: example
          clientSecret: !secret wechat
          broker: https://broker.example
      """)
}

extension Diagnostic {
  /// `oidc` with its issuer alone.
  package static func oidcWithoutEndpoints(provider: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.oidcWithoutEndpoints, "provider `\(provider)` has no `endpoints`", at: range,
      help:
        "add `endpoints: { authorization, token, userinfo, jwks }`, else complete it in the console by hand")
  }

  /// `wechat` without `broker`.
  package static func wechatWithoutBroker(provider: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.wechatWithoutBroker, "provider `\(provider)` has no type in the API of IDaaS", at: range,
      help: "add `broker: <issuer>`, else add it in the console by hand")
  }

  /// `saml` in an environment without `samlIdentityProviderType`.
  package static func samlWithoutType(provider: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.samlWithoutType, "the type of SAML provider `\(provider)` is not known for this instance",
      at: range,
      help: "create one in the console, read it with GetIdentityProvider, and give its type as "
        + "`idaas.samlIdentityProviderType`")
  }

  /// An issuer, broker or endpoint that is no https URL, or has what it may not have.
  package static func badProviderURL(_ url: Located<String>, key: String, isIssuer: Bool) -> Diagnostic {
    let without = isIssuer ? "query and fragment" : "fragment"
    return Diagnostic(
      Catalogue.badProviderURL, "`\(key)` has to be an https URL without \(without), not `\(url.value)`",
      at: url.range, help: "such as `https://login.example`")
  }
}
