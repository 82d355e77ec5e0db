@testable import PosternBackends
import PosternModel
import PosternNumbering

extension Fixture {
  /// Nothing is sent: IDaaS runs every factor itself.
  static let native = Fixture(
    name: "native",
    model: PolicyModel(
      name: "native", environment: "only", identityProviders: Fixture.acme.model.identityProviders,
      directory: Directory(groups: [DirectoryEntry("staff", "group_staff")]),
      countries: CountryPolicy(rules: [], otherwise: .block),
      routing: Routing(
        rules: [Rule("staff", .groups(.any([0])), .use([.totp]))], otherwise: .deny(message: "No."),
        otherwiseSource: here),
      idaas: IDaaSDeployment(region: "cn-hangzhou", instance: "idaas_native")),
    split: StageSplit(
      policies: [
        ConditionalAccessPolicy(name: "staff", includeGroups: [0], outcome: .use([.totp]), rules: [0]),
        ConditionalAccessPolicy(name: "everybody", outcome: .deny, rules: [1]),
      ], minimality: .open))

  /// Several services, every channel, every parameter, limits on Twilio's side, open by default.
  static let services = Fixture(
    name: "services",
    model: PolicyModel(
      name: "services", environment: "staging", identityProviders: Fixture.acme.model.identityProviders,
      directory: Directory(),
      services: [
        VerifyService(name: "main", friendlyName: "Acme Main", codeLength: 8, source: here),
        VerifyService(
          name: "pay", friendlyName: "Acme Pay", psd2: true,
          parameters: [Parameter("DefaultTemplateSid", .text(sid("HJ", "a")))], sid: sid("VA", "b"),
          source: here),
        VerifyService(
          name: "unused", friendlyName: "Acme Spare",
          parameters: [
            Parameter("Passkeys.RelyingParty.Id", .text("acme.example")),
            Parameter("Passkeys.RelyingParty.Name", .text("Acme")),
            Parameter("Passkeys.RelyingParty.Origins", .list(["https://acme.example", "https://a.example"])),
            Parameter("Totp.Issuer", .text("Acme")), Parameter("Totp.TimeStep", .integer(30)),
            Parameter("Push.ApnCredentialSid", .text(sid("CR", "c"))), Parameter("TtsName", .text("polly")),
            Parameter("VerifyEventSubscriptionEnabled", .boolean(true)),
          ], source: here),
        VerifyService(
          name: "mail", friendlyName: "Acme Mail", mailer: sid("MD", "d"), sid: sid("VA", "e"), source: here),
      ],
      channels: [
        ChannelSettings(
          channel: .sms, service: 0, wait: 60, messagingService: sid("MG", "1"), source: here),
        ChannelSettings(
          channel: .whatsapp, service: 0, wait: 45, from: "whatsapp:+15550100", source: here),
        ChannelSettings(channel: .call, service: 0, wait: 60, source: here),
        ChannelSettings(channel: .email, service: 3, wait: 120, source: here),
      ],
      countries: CountryPolicy(
        rules: [
          CountryRule(
            regions: regions("IN", "XK", "AC"), messagingService: sid("MG", "2"),
            papers: [Paper(name: "dlt", owner: nil, until: nil, source: here)],
            annotations: Annotations(owner: "india@acme.example"), source: here),
          CountryRule(regions: regions("KP"), mode: .block, messagingService: sid("MG", "3"), source: here),
        ], otherwise: .allow),
      routing: Routing(
        rules: [
          Rule(
            "whatsapp", .country(regions("IN")), .send([Step(.whatsapp, service: 1), Step(.sms, service: 1)])),
          Rule("mail", .emailPresent, .send([Step(.email, service: 3, wait: 120)])),
        ],
        otherwise: .send([Step(.sms, template: sid("HJ", "f"))]), otherwiseSource: here),
      limits: [
        Limit(
          name: "per-ip", key: .ip,
          buckets: [Bucket(max: 10, interval: 600), Bucket(max: 40, interval: 3600)], twilio: true,
          source: here),
        Limit(
          name: "per-country", key: .country, buckets: [Bucket(max: 500, interval: 3600)], observesOnly: true,
          source: here),
      ],
      webhook: Webhook(
        url: "https://staging.example/idaas/2fa-trigger",
        signing: Signing(
          scheme: .jwks, issuer: "urn:alibaba:idaas:app:event", audience: "app",
          jwksURL: "https://idaas.example/jwks", allowFrom: [CIDR(address: [10, 0, 0, 0], length: 8)]),
        resume: .callback, hold: nil, callbackURLs: ["https://app.example/outcome"],
        mayOmit: ["groups"], fallbackMethods: [.totp, .idaasEmail], codeLife: 300, source: here),
      idaas: IDaaSDeployment(region: "cn-hangzhou", instance: "idaas_staging"),
      twilio: TwilioDeployment(
        account: sid("AC", "3"), apiKey: sid("SK", "4"), apiSecret: "twilio-api-secret", codeTTL: 900)),
    split: StageSplit(
      policies: [ConditionalAccessPolicy(name: "everybody", outcome: .webhook, rules: [0, 1, 2])],
      minimality: .proved))
}
