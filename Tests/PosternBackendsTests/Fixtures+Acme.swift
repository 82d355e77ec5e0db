@testable import PosternBackends
import PosternModel
import PosternNumbering

extension Fixture {
  /// The example of the language page, in short.
  static let acme = Fixture(
    name: "acme",
    model: PolicyModel(
      name: "acme-workforce", environment: "prod",
      description: "Social login through IDaaS, second factor through Twilio Verify",
      identityProviders: [
        IdentityProvider(
          name: "google", kind: .google,
          accounts: Accounts(create: true, into: ["ou_staff"], matchOn: .email),
          settings: .oidc(
            OIDCSettings(
              issuer: "https://accounts.google.com", clientID: "1234.apps.googleusercontent.com",
              clientSecret: "google-client-secret")),
          source: here)
      ],
      directory: Directory(
        applications: [DirectoryEntry("payroll", "app_payroll1"), DirectoryEntry("wiki", "app_wiki1")],
        groups: [
          DirectoryEntry("admins", "group_7f3a"), DirectoryEntry("contractors", "group_7f3b"),
          DirectoryEntry("break-glass-admins", "group_7f3c"),
        ],
        networkZones: [
          NetworkZone(
            name: "office", id: nil,
            cidrs: [
              CIDR(address: [203, 0, 113, 0], length: 24),
              CIDR(address: [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 12), length: 48),
            ], source: here),
          NetworkZone(
            name: "branch", id: "network_branch", cidrs: [CIDR(address: [198, 51, 100, 7], length: 32)],
            source: here),
        ],
        breakGlass: BreakGlass(groups: [2], methods: [.webauthn], source: here)),
      services: [
        VerifyService(
          name: "default", friendlyName: "Acme",
          parameters: [
            Parameter("DoNotShareWarningEnabled", .boolean(true)), Parameter("LookupEnabled", .boolean(true)),
          ],
          sid: sid("VA", "0"), source: here)
      ],
      channels: [
        ChannelSettings(channel: .sms, service: 0, wait: 90, source: here),
        ChannelSettings(
          channel: .whatsapp, service: 0, wait: 45, from: "whatsapp:+15550100",
          messagingService: sid("MG", "1"), source: here),
        ChannelSettings(channel: .call, service: 0, wait: 60, source: here),
      ],
      countries: CountryPolicy(
        rules: [
          CountryRule(regions: regions("US", "GB", "DE", "BR", "IN"), mode: .allow, source: here),
          CountryRule(regions: regions("BR", "IN"), locale: "auto", source: here),
          CountryRule(
            name: "china", regions: regions("CN"), mode: .observe, forbidden: ChannelSet([.whatsapp, .call]),
            papers: [
              Paper(name: "twilio-cn-vetting", owner: "ops@acme.example", until: "2029-03-31", source: here)
            ], source: here),
          CountryRule(regions: regions("IN"), messagingService: sid("MG", "2"), source: here),
        ], otherwise: .block),
      routing: Routing(
        rules: [
          Rule(
            "strong-factors",
            .any([.groups(.any([0])), .application(NameSet(indices: [0], unknown: false))]),
            .use([.totp, .webauthn]),
            Annotations(because: "People who can move money never depend on a phone.", until: "2030-01-01")),
          Rule(
            "office-is-trusted",
            .all([.networkZones(.any([0])), .application(NameSet(indices: [1], unknown: false))]), .skip),
          Rule(
            "risky-contractors",
            .all([.groups(.any([1])), .risk(RiskSet([.high, .unknown]))]),
            .deny(message: "Ask your *sponsor* | <b>now</b>")),
          Rule(
            "whatsapp-first",
            .all([
              .country(regions("BR", "IN")), .lineType(LineTypeSet([.mobile, .fixedLineOrMobile])),
              .not(.any([.emailPresent, .rollout(Rollout(rule: "whatsapp-first", buckets: 1025))])),
            ]),
            .send([Step(.whatsapp, wait: 45), Step(.sms, wait: 90), Step(.call)])),
        ],
        otherwise: .send([Step(.sms, wait: 90), Step(.call)]), otherwiseSource: here),
      limits: [
        Limit(
          name: "per-number", key: .number,
          buckets: [Bucket(max: 5, interval: 600), Bucket(max: 20, interval: 86400)], source: here),
        Limit(
          name: "per-prefix", key: .prefix(dropDigits: 4), buckets: [Bucket(max: 20, interval: 600)],
          twilio: true, source: here),
      ],
      webhook: Webhook(
        url: "https://login.acme.example/idaas/2fa-trigger", signing: Signing(secrets: ["idaas-webhook"]),
        source: here),
      idaas: IDaaSDeployment(region: "cn-hangzhou", instance: "idaas_abc123"),
      twilio: TwilioDeployment(
        account: sid("AC", "3"), apiKey: sid("SK", "4"), apiSecret: "twilio-api-secret")),
    split: StageSplit(
      policies: [
        ConditionalAccessPolicy(
          name: "break-glass", includeGroups: [2], outcome: .use([.webauthn]), rules: [-1]),
        ConditionalAccessPolicy(
          name: "admins", includeGroups: [0], outcome: .use([.totp, .webauthn]), rules: [0]),
        ConditionalAccessPolicy(
          name: "payroll", includeApplications: [0], outcome: .use([.totp, .webauthn]), rules: [0]),
        ConditionalAccessPolicy(
          name: "wiki-in-office", includeApplications: [1], includeZones: [0], excludeZones: [1],
          outcome: .skip, rules: [1]),
        ConditionalAccessPolicy(name: "everybody", outcome: .webhook, rules: [2, 3, 4]),
      ], minimality: .proved))
}
