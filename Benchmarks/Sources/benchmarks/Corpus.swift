/// A policy of so many rules, like one of a company with customers and staff in many countries; free of errors.
///
/// What IDaaS must decide by itself stands first and asks only for what IDaaS sees; every other rule also asks for
/// something about the phone number, so that the stage split stays as small as real ones are.
struct Corpus {
  static let seed: UInt64 = 20_270_331

  /// Name below the policy's folder → text.
  let files: [(name: String, text: String)]
  let providers: [String]
  let applications: [String]
  let groups: [String]
  let zones = ["office", "plant", "vpn"]

  /// The text of `policy.yaml`.
  var policy: [UInt8] { Array((files.first?.text ?? "").utf8) }

  init(rules: Int) {
    var random = Random(seed: Self.seed &+ UInt64(rules))
    providers = ["google", "github", "contoso", "fabrikam", "northwind", "tailspin"]
    applications = (0..<max(2, min(60, rules / 25))).map { "app-\(Self.number($0, 3))" }
    groups = (0..<max(2, min(120, rules / 20))).map { "group-\(Self.number($0, 3))" }
    var writer = RuleWriter(
      random: random, providers: providers, applications: applications, groups: groups, count: rules)
    let text = Self.head(providers, applications, groups) + writer.text() + Self.tail
    random = writer.random
    files = [
      ("policy.yaml", text), ("countries.yaml", Self.countries), ("environments/prod.yaml", Self.environment),
    ]
  }

  /// A number with leading zeros.
  static func number(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Countries that codes may be sent to.
  static let regions = [
    "AR", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CN", "CO", "CR", "CZ", "DE", "DK", "EE", "EG",
    "ES", "FI",
    "FR", "GB", "GR", "HK", "HR", "HU", "ID", "IE", "IL", "IN", "IS", "IT", "JP", "KE", "KR", "LT", "LU",
    "LV", "MA",
    "MX", "MY", "NG", "NL", "NO", "NZ", "PE", "PH", "PK", "PL", "PT", "RO", "SA", "SE", "SG", "SI", "SK",
    "TH", "TR",
    "TW", "UA", "US", "UY", "VN", "ZA",
  ]

  private static func head(_ providers: [String], _ applications: [String], _ groups: [String]) -> String {
    var text = """
      policy: corpus
      language: 1
      description: Customers and staff in many countries
      include: [countries.yaml]

      identityProviders:

      """
    for provider in providers {
      text += """
          \(provider):
            kind: google
            clientId: \(provider)-prod.apps.googleusercontent.com
            clientSecret: !secret \(provider)-client-secret
            accounts: { create: true, into: [ou_staff], matchOn: email }

        """
    }
    text += "\ndirectory:\n  applications:\n"
    for name in applications {
      text += "    \(name): { id: id_\(name.suffix(3))_app, displayName: \(name) }\n"
    }
    text += "  groups:\n    break-glass-admins: ${group_break_glass}\n"
    for name in groups { text += "    \(name): id_\(name.suffix(3))_group\n" }
    return text + """
        networkZones:
          office: { cidrs: [203.0.113.0/24, "2001:db8::/48"] }
          plant: { cidrs: [198.51.100.0/25] }
          vpn: { cidrs: [192.0.2.0/26, 192.0.2.128/26] }
        breakGlass: { groups: [break-glass-admins], use: [webauthn] }

      verifyServices:
        default: { friendlyName: Corpus, lookup: true }

      channels:
        sms: { service: default, wait: 60s }
        whatsapp: { service: default, wait: 45s, from: "whatsapp:+15550100" }
        call: { service: default, wait: 60s }


      """
  }

  private static let tail = """
      otherwise:
        send: [sms, call]

    limits:
      per-number: { key: number, buckets: [5 per 10m, 20 per 24h] }
      per-ip: { key: ip, buckets: [30 per 10m], twilio: true }

    webhook:
      url: https://${api_host}/idaas/2fa-trigger
      signing: { secrets: [!secret idaas-webhook], tolerance: 5m }

    """

  private static let countries = """
    countries:
      sets:
        served: [\(regions.joined(separator: ", "))]
      rules:
        - countries: served
          mode: allow
        - countries: [BR, IN]
          locale: auto
        - countries: CN
          channels: { forbid: [whatsapp] }
      otherwise: block

    """

  private static let environment = """
    environment: prod
    idaas: { region: cn-hangzhou, instance: idaas_corpus }
    twilio:
      account: AC0123456789abcdef0123456789abcdef
      apiKey: SK0123456789abcdef0123456789abcdef
      apiSecret: !secret twilio-api-secret
      services: { default: VA0123456789abcdef0123456789abcdef }
    variables:
      api_host: login.corpus.example
      group_break_glass: id_break_glass_group

    """
}
