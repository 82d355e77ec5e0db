import PosternDiagnostics
import Testing

@testable import PosternSemantics

/// §7, "The bridge" and "In NIST's sense"; §2, `webhook`, `page`, environments, zones.
struct BridgeTests {
  private static func webhook(_ lines: String, signing: String = "{ secrets: [!secret idaas-webhook] }")
    -> String
  {
    "webhook:\n  url: https://example.com/idaas/2fa-trigger\n  signing: \(signing)\n\(lines)"
  }

  private static func twilio(_ lines: String) -> String {
    """
    twilio:
      account: AC0123456789abcdef0123456789abcdef
      apiKey: SK0123456789abcdef0123456789abcdef
      apiSecret: !secret twilio-api-secret
    \(lines)
    """
  }

  private static let known = "  services: { default: VA0123456789abcdef0123456789abcdef }"

  static let webhooks: [FindingCase] = [
    FindingCase("`hold` without `response`", webhook("  resume: poll\n  hold: 0s"), "PST0803 0s"),
    FindingCase("`hold: 0s` is legal", webhook("  hold: 0s")),
    FindingCase(
      "`callback` without `callbackUrls`", webhook("  resume: callback"),
      "PST0805 https://example.com/idaas/2fa-trigger"),
    FindingCase(
      "`callback` with them", webhook("  resume: callback\n  callbackUrls: [\"https://app.example/done\"]")),
    FindingCase(
      "`scheme: token` is a warning",
      webhook("", signing: "{ scheme: token, secrets: [!secret a], allowFrom: [203.0.113.0/24] }"),
      "PST0824 token"),
    FindingCase(
      "`jwksUrl` is https",
      webhook(
        "", signing: "{ scheme: jwks, issuer: a, audience: b, jwksUrl: \"http://idaas.example/jwks\" }"),
      "PST0802 \"http://idaas.example/jwks\""),
    FindingCase(
      "networks of `allowFrom` are read like those of zones",
      webhook("", signing: "{ secrets: [!secret a], allowFrom: [203.0.113.7/24, 203.0.113.0] }"),
      "PST0851 203.0.113.7/24", "PST0850 203.0.113.0"),
    FindingCase(
      "`privateCallbacks` are host names",
      webhook(
        "  resume: callback\n  callbackUrls: [\"https://app.example/done\"]\n  privateCallbacks: [app.example, \"https://app.example\", \"-a.example\", a..b]"
      ), "PST0807 \"https://app.example\"", "PST0807 \"-a.example\"", "PST0807 a..b"),
    FindingCase(
      "`mayOmit` of an attribute that a `deny` or `use` reads, the break-glass list included",
      """
      routing:
        rules:
          - { name: a, when: { networkZone: office }, deny: No. }
          - { name: b, when: { identityProvider: google }, send: [call] }
        otherwise: { send: [sms] }

      """ + webhook("  mayOmit: [groups, identity_provider, client_ip, network_zones, application]"),
      "PST0809 groups", "PST0809 client_ip", "PST0809 network_zones"),
    FindingCase(
      "NIST: code life over 10 minutes", webhook("  codeLife: 11m"),
      environment: twilio("  codeTtl: 15m\n\(known)"), "PST0808 11m"),
    FindingCase(
      "§2: `codeLife` over `twilio.codeTtl` is an error", webhook("  codeLife: 11m"), "PST0855 11m"),
    FindingCase(
      "the default code life too", environment: twilio("  codeTtl: 5m\n\(known)"), "PST0855 5m"),
    FindingCase("`page.defaultLocale` is a language tag", "page: { defaultLocale: en_US }", "PST0832 en_US"),
    FindingCase("and not `auto`", "page: { defaultLocale: auto }", "PST0832 auto"),
    FindingCase("in no letter case", "page: { defaultLocale: Auto }", "PST0832 Auto"),
    FindingCase("with subtags", "page: { defaultLocale: zh-Hant-TW }"),
  ]

  @Test(arguments: webhooks) func webhookFindings(_ row: FindingCase) { row.check() }

  private static func zone(_ cidrs: String) -> String {
    """
    directory:
      applications: { wiki: { id: app_wiki, displayName: Wiki } }
      groups: { admins: group_admins, glass: group_glass }
      networkZones: { office: { cidrs: [\(cidrs)] } }
      breakGlass: { groups: [glass, admins], use: [webauthn] }
    """
  }

  static let networks: [FindingCase] = [
    FindingCase(
      "networks in every form of RFC 4291",
      zone(
        "0.0.0.0/0, 203.0.113.7/32, \"::/0\", \"2001:DB8::/32\", \"1:2:3:4:5:6:7:8/128\", \"64:ff9b::203.0.113.0/120\""
      )),
    FindingCase(
      "what is no network",
      zone(
        "203.0.113.0/33, 203.0.113/24, 203.0.113.0/024, 010.0.0.0/8, \"2001:db8::/129\", \"1::2::3/64\", example.com/24"
      ),
      "PST0850 203.0.113.0/33", "PST0850 203.0.113/24", "PST0850 203.0.113.0/024", "PST0850 010.0.0.0/8",
      "PST0850 \"2001:db8::/129\"", "PST0850 \"1::2::3/64\"", "PST0850 example.com/24"),
    FindingCase(
      "CIDR with host bits set: a warning, masked", zone("203.0.113.7/24, \"2001:db8::1/32\""),
      "PST0851 203.0.113.7/24", "PST0851 \"2001:db8::1/32\""),
    FindingCase(
      "IPv4-mapped IPv6: an error", zone("\"::ffff:203.0.113.0/120\", \"::FFFF:cb00:7100/128\""),
      "PST0852 \"::ffff:203.0.113.0/120\"", "PST0852 \"::FFFF:cb00:7100/128\""),
  ]

  @Test(arguments: networks) func networkFindings(_ row: FindingCase) { row.check() }

  @Test func helpGivesTheMaskedAndTheIPv4Form() {
    let run = Run(Self.zone("203.0.113.7/24, \"2001:db8:0:1::5/64\", \"::ffff:203.0.113.0/120\", 192.0.2.1"))
    #expect(
      run.findings.map(\.help) == [
        "write `203.0.113.0/24`", "write `2001:db8:0:1::/64`", "write `203.0.113.0/24`",
        "did you mean `192.0.2.1/32`?",
      ])
  }

  static let deployments: [FindingCase] = [
    FindingCase(
      "§2: a service whose id is not known is a warning", environment: twilio(""), "PST0856 twilio"),
    FindingCase(
      "not when nothing is sent",
      """
      verifyServices: {}
      """.replacing("verifyServices: {}", with: "x-nothing: 1"), environment: twilio(known)),
  ]

  @Test(arguments: deployments) func deploymentFindings(_ row: FindingCase) { row.check() }

  private static let header = """
    policy: example
    language: 1
    identityProviders:
      google: { kind: google, clientId: a, clientSecret: !secret a }
    directory: { breakGlass: none }
    countries: { rules: [{ countries: [US], mode: allow }], otherwise: block }

    """

  @Test func sectionsAreRequiredAsSoonAsSomethingIsSent() {
    let run = Run(
      files: [
        "policy.yaml": Self.header
          + "limits: { n: { key: number, buckets: [5 per 10m] } }\nrouting: { otherwise: { send: [sms, { channel: call, service: x }] } }\n",
        "environments/prod.yaml": "environment: prod\nidaas: { region: cn-hangzhou, instance: idaas_a }\n",
      ], environment: "prod")
    #expect(run.before.filter { $0.severity == .error }.map(\.message) == [])
    #expect(run.codes.sorted() == ["PST0653", "PST0711", "PST0712", "PST0857"])
    #expect(run.findings.map(run.line) == [1, 1, 1, 1])
    #expect(run.model == nil)
  }

  @Test func nothingOfThatIsRequiredWhereNothingIsSent() throws {
    let run = Run(
      files: [
        "policy.yaml": Self.header + "routing: { otherwise: { use: [webauthn] } }\n",
        "environments/prod.yaml": "environment: prod\nidaas: { region: cn-hangzhou, instance: idaas_a }\n",
      ], environment: "prod")
    #expect(run.codes == [])
    let model = try #require(run.model)
    #expect(model.twilio == nil && model.webhook == nil && model.services.isEmpty)
  }
}
