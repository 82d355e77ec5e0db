extension Catalogue {
  /// PST085x: environments' deployment facts, and network addresses.
  static let deployment: [CatalogueEntry] = [
    badCIDR, hostBits, mappedCIDR, codeLifeOverTTL, serviceWithoutID, missingTwilio,
  ]

  static let badCIDR = CatalogueEntry(
    "PST0850", .error, "bad CIDR",
    explanation: """
      A network is an IPv4 address and `/0` to `/32`, or an IPv6 address and `/0` to `/128`: `203.0.113.0/24`, \
      `2001:db8::/48`.
      """,
    bad: zone("203.0.113.0/33"), good: zone("203.0.113.0/24"))

  static let hostBits = CatalogueEntry(
    "PST0851", .warning, "CIDR with host bits",
    explanation: """
      The address has bits behind the prefix. They are masked: the whole network is meant. If a single host is \
      meant, its length is `/32` or `/128`.
      """,
    bad: zone("203.0.113.7/24"), good: zone("203.0.113.7/32"))

  static let mappedCIDR = CatalogueEntry(
    "PST0852", .error, "IPv4-mapped CIDR",
    explanation: """
      An IPv4-mapped IPv6 address (`::ffff:203.0.113.7`) in a request is read as IPv4, so a network of such \
      addresses would hold nobody. Write it as IPv4.
      """,
    bad: zone("::ffff:203.0.113.0/120"), good: zone("203.0.113.0/24"))

  static let codeLifeOverTTL = CatalogueEntry(
    "PST0855", .error, "code life over Twilio's",
    explanation: """
      A code is dead at Twilio after `twilio.codeTtl` (10 minutes unless Twilio's support set another). The bridge \
      cannot let it live longer.
      """,
    bad: CatalogueExample([.init("policy.yaml", webhookText("codeLife: 20m"))]),
    good: CatalogueExample([.init("policy.yaml", webhookText("codeLife: 10m"))]))

  static let serviceWithoutID = CatalogueEntry(
    "PST0856", .warning, "service without an id",
    explanation: """
      Verify services have no names of their own at Twilio: once the service exists, the environment must say which \
      it is, else every deployment makes a new one. Until then it is a manual step, and the bridge does not start.
      """,
    bad: CatalogueExample([.init("environments/prod.yaml", twilio(services: nil))]),
    good: CatalogueExample([
      .init("environments/prod.yaml", twilio(services: "{ default: VA0123456789abcdef0123456789abcdef }"))
    ]))

  static let missingTwilio = CatalogueEntry(
    "PST0857", .error, "no Twilio account",
    explanation:
      "As soon as something is sent, each environment needs `twilio:` with its account and API key.",
    bad: CatalogueExample([
      .init(
        "environments/prod.yaml",
        "environment: prod\nidaas: { region: cn-hangzhou, instance: idaas_example }\n", isWhole: true)
    ]),
    good: CatalogueExample([
      .init("environments/prod.yaml", twilio(services: "{ default: VA0123456789abcdef0123456789abcdef }"))
    ]))

  private static func zone(_ cidr: String) -> CatalogueExample {
    CatalogueExample([
      .init(
        "policy.yaml",
        """
        directory:
          applications: { wiki: app_wiki }
          groups: { admins: group_admins, glass: group_glass }
          networkZones: { office: { cidrs: ["\(cidr)"] } }
          breakGlass: { groups: [glass], use: [webauthn] }
        """)
    ])
  }

  private static func twilio(services: String?) -> String {
    """
    twilio:
      account: AC0123456789abcdef0123456789abcdef
      apiKey: SK0123456789abcdef0123456789abcdef
      apiSecret: !secret twilio-api-secret
    """ + (services.map { "\n  services: \($0)" } ?? "")
  }
}

extension Diagnostic {
  /// A text that is no network. `address` is the text when it is an address that only lacks its length.
  package static func badCIDR(_ text: Located<String>, suggestion: String?) -> Diagnostic {
    Diagnostic(
      Catalogue.badCIDR, "`\(text.value)` is not a network", at: text.range,
      help: suggestion.map { "did you mean `\($0)`?" } ?? "such as `203.0.113.0/24` or `2001:db8::/48`")
  }

  /// Bits behind the prefix.
  package static func hostBits(_ text: Located<String>, masked: String) -> Diagnostic {
    Diagnostic(
      Catalogue.hostBits, "`\(text.value)` has bits behind its prefix, which are masked", at: text.range,
      help: "write `\(masked)`")
  }

  /// An IPv4-mapped network.
  package static func mappedCIDR(_ text: Located<String>, ipv4: String) -> Diagnostic {
    Diagnostic(
      Catalogue.mappedCIDR, "`\(text.value)` is an IPv4 network written as IPv6", at: text.range,
      help: "write `\(ipv4)`")
  }

  /// `codeLife` over `twilio.codeTtl`.
  package static func codeLifeOverTTL(
    life: UInt32, ttl: UInt32, at range: SourceRange, ttlAt: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.codeLifeOverTTL, "a code shall live \(life)s, and Twilio's die after \(ttl)s", at: range,
      related: ttlAt.map { [RelatedPlace("`codeTtl` is given here", $0)] } ?? [],
      help: "shorten `codeLife`; `twilio.codeTtl` only says what Twilio's support has set")
  }

  /// A service that `twilio.services` does not give.
  package static func serviceWithoutID(_ name: String, at range: SourceRange, declared: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.serviceWithoutID, "the id of service `\(name)` is not given", at: range,
      related: [RelatedPlace("the service is declared here", declared)],
      help: "once it exists, add `services: { \(name): VA… }`")
  }

  /// `twilio` is missing though something is sent.
  package static func missingTwilio(at file: SourceRange, send: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingTwilio, "`twilio` is missing, and something is sent", at: file,
      related: [RelatedPlace("sent here", send)],
      help: "add `twilio:` with `account`, `apiKey` and `apiSecret`")
  }
}
