import PosternDiagnostics
import Testing

@testable import PosternSemantics

/// §7, "Services" and "Limits", and malformed ids.
struct SendingTests {
  private static func service(_ keys: String) -> String { "verifyServices:\n  default: { \(keys) }" }

  private static let email =
    "routing:\n  rules: [{ name: a, when: { networkZone: office }, send: [email] }]\n  otherwise: { send: [sms] }\n"

  private static let whatsapp =
    "routing:\n  rules: [{ name: a, when: { networkZone: office }, send: [whatsapp] }]\n  otherwise: { send: [sms] }\n"

  static let services: [FindingCase] = [
    FindingCase(
      "friendly name: 30 characters of `[A-Za-z0-9 _-]`, at most 4 digits",
      """
      verifyServices:
        default: { friendlyName: Exactly thirty characters 1234 }
        long: { friendlyName: This name has thirty one of them }
        digits: { friendlyName: a1b2c3d4e5 }
        other: { friendlyName: Straße }
      channels:
        sms: { service: default }
        call: { service: long }
      routing:
        rules:
          - { name: a, when: { networkZone: office }, send: [{ channel: sms, service: digits }] }
        otherwise: { send: [{ channel: sms, service: other }, call] }
      """,
      environment: """
        twilio:
          account: AC0123456789abcdef0123456789abcdef
          apiKey: SK0123456789abcdef0123456789abcdef
          apiSecret: !secret twilio-api-secret
          services:
            default: VA0123456789abcdef0123456789abcdef
            long: VA0123456789abcdef0123456789abcde0
            digits: VA0123456789abcdef0123456789abcde1
            other: VA0123456789abcdef0123456789abcde2
        """, "PST0701 This name has thirty one of them", "PST0701 a1b2c3d4e5", "PST0701 Straße"),
    FindingCase(
      "skipSmsToLandlines without lookup",
      service("friendlyName: Example, lookup: false, skipSmsToLandlines: true")
        + "\nchannels:\n  sms: { service: default, lineTypes: [mobile, fixed_line_or_mobile] }\n  call: { service: default }",
      "PST0703 true"),
    FindingCase(
      "WhatsApp without sender",
      whatsapp + "channels:\n  sms: { service: default }\n  whatsapp: { service: default }",
      "PST0704 whatsapp"),
    FindingCase(
      "email without mailer, of the channel's service and of a step's",
      """
      verifyServices: { default: { friendlyName: Example }, mail: { friendlyName: Mail, mailer: MD0123456789abcdef0123456789abcdef } }
      channels: { sms: { service: default }, email: { service: mail } }
      routing:
        rules: [{ name: a, when: { networkZone: office }, send: [{ channel: email, service: default }] }]
        otherwise: { send: [sms, email] }
      """,
      environment: """
        twilio:
          account: AC0123456789abcdef0123456789abcdef
          apiKey: SK0123456789abcdef0123456789abcdef
          apiSecret: !secret twilio-api-secret
          services: { default: VA0123456789abcdef0123456789abcdef, mail: VA0123456789abcdef0123456789abcde1 }
        """, "PST0705 default"),
    FindingCase(
      "psd2 with a channel other than sms", service("friendlyName: Example, psd2: true"), "PST0706 default"),
    FindingCase(
      "§8: `lineTypes` on `email` is an error",
      email + service("friendlyName: Example, mailer: MD0123456789abcdef0123456789abcdef")
        + "\nchannels: { sms: { service: default }, email: { service: default, lineTypes: [mobile] } }",
      "PST0707 lineTypes"),
    FindingCase(
      "malformed ids and senders are errors",
      whatsapp
        + """
        verifyServices: { default: { friendlyName: Example, mailer: MD012, defaultTemplateSid: HJx } }
        channels:
          sms: { service: default, messagingService: XX0123456789abcdef0123456789abcdef, template: HJ0123456789abcdef0123456789abcdeg }
          whatsapp: { service: default, from: "+15550100", messagingService: mg0123456789abcdef0123456789abcdef }
        """,
      environment: """
        twilio:
          account: SK0123456789abcdef0123456789abcdef
          apiKey: AC0123456789abcdef0123456789abcdef
          apiSecret: !secret twilio-api-secret
          services: { default: VA }
        """,
      "PST0709 MD012", "PST0709 HJx", "PST0709 XX0123456789abcdef0123456789abcdef",
      "PST0709 HJ0123456789abcdef0123456789abcdeg", "PST0710 \"+15550100\"",
      "PST0709 mg0123456789abcdef0123456789abcdef", "PST0709 SK0123456789abcdef0123456789abcdef",
      "PST0709 AC0123456789abcdef0123456789abcdef", "PST0709 VA"),
    FindingCase(
      "malformed ids of a country's messaging service and a step's template",
      """
      countries:
        rules: [{ countries: [US, GB, DE], mode: allow, messagingService: MG1 }]
        otherwise: block
      routing:
        rules: [{ name: a, when: { networkZone: office }, send: [{ channel: call, template: HJ1 }] }]
        otherwise: { send: [sms] }
      """, "PST0709 MG1", "PST0709 HJ1"),
  ]

  @Test(arguments: services) func serviceFindings(_ row: FindingCase) { row.check() }

  static let limits: [FindingCase] = [
    FindingCase(
      "bad interval: 1s to 24h",
      "limits:\n  per-number: { key: number, buckets: [1 per 1s, 5 per 24h, 6 per 25h, 7 per 2d] }",
      "PST0720 6 per 25h", "PST0720 7 per 2d"),
    FindingCase(
      "over 10m with `twilio: true`: a warning",
      "limits:\n  per-number: { key: number, buckets: [5 per 10m, 6 per 601s], twilio: true }",
      "PST0721 6 per 601s"),
    FindingCase(
      "two buckets of one interval",
      "limits:\n  per-number: { key: number, buckets: [5 per 10m, 6 per 600s] }", "PST0722 6 per 600s"),
    FindingCase(
      "`dropDigits` without `key: prefix`",
      "limits:\n  per-number: { key: number, dropDigits: 3, buckets: [5 per 10m] }\n  p: { key: prefix, dropDigits: 3, buckets: [5 per 10m] }",
      "PST0723 3"),
    FindingCase(
      "§7, the bridge: a `send` without a number limit",
      "limits:\n  per-ip: { key: ip, buckets: [5 per 10m] }",
      "PST0811 [call]"),
  ]

  @Test(arguments: limits) func limitFindings(_ row: FindingCase) { row.check() }

  static let providers: [FindingCase] = [
    FindingCase(
      "§2: oidc without endpoints and wechat without a broker are warnings",
      """
      identityProviders:
        corp: { kind: oidc, issuer: "https://login.example", clientId: idaas, clientSecret: !secret corp }
        wechat: { kind: wechat, clientId: wx1, clientSecret: !secret wechat }
        partner:
          kind: saml
          entityId: https://idp.example/metadata
          ssoUrl: https://idp.example/sso
          certificates: ["-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----"]
      """, "PST0730 corp", "PST0731 wechat", "PST0732 partner"),
    FindingCase(
      "a SAML provider whose type the environment knows",
      """
      identityProviders:
        partner:
          kind: saml
          entityId: https://idp.example/metadata
          ssoUrl: https://idp.example/sso
          certificates: ["-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----"]
      """,
      environment:
        "idaas: { region: cn-hangzhou, instance: idaas_example, samlIdentityProviderType: \"urn:x\" }"),
    FindingCase(
      "URLs of providers are https",
      """
      identityProviders:
        corp:
          kind: oidc
          issuer: http://login.example
          clientId: idaas
          clientSecret: !secret corp
          endpoints: { authorization: "https://login.example/a", token: "http://login.example/t" }
      """, "PST0730 corp", "PST0733 http://login.example",
      "PST0733 \"http://login.example/t\""),
    FindingCase(
      "endpoints that are none at all, or not all four, are a warning",
      """
      identityProviders:
        none: { kind: oidc, issuer: "https://login.example", clientId: a, clientSecret: !secret corp, endpoints: {} }
        some:
          kind: oidc
          issuer: https://login.example
          clientId: idaas
          clientSecret: !secret corp
          endpoints: { authorization: "https://login.example/a", userinfo: "https://login.example/u" }
      """, "PST0730 none", "PST0730 some"),
  ]

  @Test(arguments: [
    ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", true),
    ("-----BEGIN CERTIFICATE-----\r\nMIIB\r\nAA==\r\n-----END CERTIFICATE-----\r\n", true),
    ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", false),
    ("-----BEGIN CERTIFICATE-----\nMIIB", false), ("MIIB", false), ("", false),
    ("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----", false),
    ("-----BEGIN CERTIFICATE-----\nMI*B\n-----END CERTIFICATE-----", false),
    ("-----BEGIN CERTIFICATE----- MIIB -----END CERTIFICATE-----", false),
    ("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----", false),
    (
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
        + "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", false
    ),
  ])
  func certificates(text: String, isOne: Bool) {
    #expect(PEM.isCertificate(Array(text.utf8)) == isOne)
  }

  @Test(arguments: providers) func providerFindings(_ row: FindingCase) { row.check() }
}
