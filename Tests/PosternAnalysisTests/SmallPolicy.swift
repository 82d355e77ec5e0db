import PosternAnalysis
import PosternDiagnostics
import PosternModel
import PosternNumbering

/// A policy small enough to go through every request: names are by index, places count up.
struct SmallPolicy {
  static let groups = ["admins", "contractors", "glass"]
  static let applications = ["wiki", "payroll"]
  static let zones = ["office"]
  static let providers = ["google"]

  var rules: [(name: String, condition: Condition, action: Action)] = []
  var otherwise: Action = Self.send(.sms, .call)
  var breakGlass: [Method]? = nil
  var limit = 100
  var hasWebhook = true

  /// A number of each kind that matters: prefixes tell British mobiles apart, Cuba is blocked.
  static let kinds: [(kind: StagePhones.Kind, number: String?)] = [
    (StagePhones.Kind(phone: .invalid), nil),
    (StagePhones.Kind(phone: .countryLess), "+80012345678"),
    (kind("GB", .mobile, ["+447"]), "+447400123456"),
    (kind("GB", .mobile, ["+447", "+4477"]), "+447700900123"),
    (kind("DE", .fixedLine), "+4930123456"),
    (kind("CU", .mobile), "+5351234567"),
  ]

  static let prefixes = ["+447", "+4477"]

  private static func kind(_ region: String, _ type: LineType, _ prefixes: [String] = []) -> StagePhones.Kind
  {
    StagePhones.Kind(
      phone: PhoneClass(region: Region(code: region) ?? .unknown, lineType: type, isValid: true),
      prefixes: prefixes.compactMap { DigitPrefix($0) })
  }

  static var phones: StagePhones {
    StagePhones(kinds: kinds.map(\.kind)) { kinds[$0].number }
  }

  static func send(_ channels: Channel...) -> Action {
    .send(channels.map { Step(channel: $0, wait: 60, service: 0, source: place(0)) })
  }

  static func place(_ number: Int) -> SourceRange {
    SourceRange(file: FileID(0), start: UInt32(number * 10), end: UInt32(number * 10 + 5))
  }

  static func country(_ codes: String...) -> Condition {
    .country(RegionSet(codes.compactMap { Region(code: $0) }))
  }

  static func prefix(_ text: String) -> Condition { .prefix([DigitPrefix(text)].compactMap { $0 }) }

  static let admins = Condition.groups(.any([0]))
  static let contractors = Condition.groups(.any([1]))
  static let wiki = Condition.application(NameSet(indices: [0], unknown: false))
  static let payroll = Condition.application(NameSet(indices: [1], unknown: false))
  static let office = Condition.networkZones(.any([0]))
  static let risky = Condition.risk(RiskSet([Risk.high]))

  var model: PolicyModel {
    var blocked = CountryRule(regions: RegionSet([Region(code: "CU") ?? .unknown]), source: Self.place(0))
    blocked.mode = .block
    var quiet = CountryRule(regions: RegionSet([Region(code: "DE") ?? .unknown]), source: Self.place(0))
    quiet.forbidden = ChannelSet([Channel.sms])
    var open = CountryRule(regions: RegionSet([.unknown]), source: Self.place(0))
    open.mode = .allow
    return PolicyModel(
      name: "small", environment: "test",
      identityProviders: Self.providers.map { Self.provider($0) },
      directory: Directory(
        applications: Self.applications.map { Self.entry($0) }, groups: Self.groups.map { Self.entry($0) },
        networkZones: Self.zones.map { NetworkZone(name: $0, id: nil, cidrs: [], source: Self.place(0)) },
        breakGlass: breakGlass.map { BreakGlass(groups: [2], methods: $0, source: Self.place(1)) }),
      services: [VerifyService(name: "default", friendlyName: "Small", source: Self.place(0))],
      channels: [
        ChannelSettings(
          channel: .sms, service: 0, wait: 60, lineTypes: LineTypeSet([LineType.mobile, .unknown]),
          source: Self.place(0)),
        ChannelSettings(channel: .call, service: 0, wait: 60, source: Self.place(0)),
        ChannelSettings(channel: .email, service: 0, wait: 120, source: Self.place(0)),
      ],
      countries: CountryPolicy(rules: [blocked, quiet, open], otherwise: .allow),
      routing: Routing(
        rules: rules.enumerated().map { index, rule in
          Rule(
            name: rule.name, condition: rule.condition, action: rule.action, source: Self.place(index + 2),
            actionSource: Self.place(index + 2))
        }, otherwise: otherwise, otherwiseSource: Self.place(1_000)),
      webhook: hasWebhook
        ? Webhook(url: "https://x.example", signing: Signing(), source: Self.place(0)) : nil,
      idaas: IDaaSDeployment(region: "cn-hangzhou", instance: "idaas_x", customPolicyLimit: limit))
  }

  private static func provider(_ name: String) -> IdentityProvider {
    IdentityProvider(
      name: name, kind: .google,
      settings: .oidc(OIDCSettings(issuer: nil, clientID: "id", clientSecret: "secret")), source: place(0))
  }

  private static func entry(_ name: String) -> DirectoryEntry {
    DirectoryEntry(name: name, id: "id_" + name, source: place(0))
  }

  var split: (split: StageSplit?, diagnostics: [Diagnostic]) {
    StageSplitter.split(model, phones: Self.phones)
  }
}
