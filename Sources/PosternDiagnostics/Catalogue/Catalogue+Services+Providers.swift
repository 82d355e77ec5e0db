extension Catalogue {
  static let providers: [CatalogueEntry] = [
    oidcWithoutEndpoints, wechatWithoutBroker, samlWithoutType, badProviderURL, badCertificate,
  ]

  static let oidcWithoutEndpoints = CatalogueEntry(
    "PST0730", .warning, "OIDC without endpoints",
    explanation: """
      The compiler looks nothing up. Of an endpoint that is not given the request for IDaaS says nothing, and a \
      manual step says to complete the provider in the console.
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

extension Catalogue {
  static let badCertificate = CatalogueEntry(
    "PST0734", .error, "bad certificate",
    explanation: """
      `certificates` holds the certificates that a SAML provider signs with, each in PEM: `-----BEGIN \
      CERTIFICATE-----`, lines of base64, `-----END CERTIFICATE-----`. A private key has no place here; what stood \
      here is shown nowhere, and if it was a key, consider it known.
      """,
    bad: """
      identityProviders:
        partner:
          kind: saml
          entityId: https://idp.example/metadata
          ssoUrl: https://idp.example/sso
          certificates: ["-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIVATE KEY-----\\n"]
      """,
    good: """
      identityProviders:
        partner:
          kind: saml
          entityId: https://idp.example/metadata
          ssoUrl: https://idp.example/sso
          certificates: ["-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n"]
      """)
}

extension Diagnostic {
  /// A certificate that is none, by its number in the list. The list is masked: it may hold a key.
  package static func badCertificate(provider: String, number: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.badCertificate, "certificate \(number) of provider `\(provider)` is no certificate in PEM",
      at: range,
      help:
        "write `-----BEGIN CERTIFICATE-----`, base64 and `-----END CERTIFICATE-----`, each on its own lines",
      masked: [range])
  }

  /// `oidc` with its issuer alone, or with some of its endpoints.
  package static func oidcWithoutEndpoints(
    provider: String, missing: [String], at range: SourceRange
  ) -> Diagnostic {
    let all = missing.count == 4
    return Diagnostic(
      Catalogue.oidcWithoutEndpoints,
      all
        ? "provider `\(provider)` has no `endpoints`"
        : "provider `\(provider)` has no \(listed(missing)) among its `endpoints`", at: range,
      help: all
        ? "add `endpoints: { authorization, token, userinfo, jwks }`, else complete it in the console by hand"
        : "add \(missing.count == 1 ? "it" : "them"), else complete it in the console by hand")
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
