import PosternDiagnostics
import PosternModel
import PosternNumbering

/// Random policies that use every construct a table holds.
package struct RandomModel {
  private var random: SeededRandom
  private var usesPrefixes: Bool
  package static let source = SourceRange.startOf(FileID(0))
  private var source: SourceRange { Self.source }

  /// A policy; without prefixes it can be encoded with `SmallPlan`.
  package static func make(
    seed: UInt64, rules: Int? = nil, names: Int? = nil, usesPrefixes: Bool = true
  ) -> PolicyModel {
    var policy = RandomModel(random: SeededRandom(seed: seed), usesPrefixes: usesPrefixes)
    return policy.model(rules, names)
  }

  private mutating func model(_ ruleCount: Int?, _ nameCount: Int?) -> PolicyModel {
    let names = nameCount ?? 1 + random.below(5)
    let providers = (0..<names).map {
      IdentityProvider(
        name: "provider-\($0)", kind: .google, settings: .fields([]),
        id: random.chance(60) ? "idp_\($0)" : nil, source: source)
    }
    let applications = (0..<names).map {
      DirectoryEntry(
        name: "application-\($0)", id: "app_\($0)", displayName: random.chance(50) ? "App \($0) ü" : nil,
        source: source)
    }
    let groups = (0..<names + 1).map {
      DirectoryEntry(name: "group-\($0)", id: "group_\($0)", source: source)
    }
    let zones = (0..<names).map { zone in
      NetworkZone(
        name: "zone-\(zone)", id: random.chance(50) ? "network_\(zone)" : nil,
        cidrs: (0...random.below(3)).map { _ in cidr() }, source: source)
    }
    var breakGlass: BreakGlass?
    if random.chance(60) {
      breakGlass = BreakGlass(
        groups: random.some(Array(groups.indices), most: 2), methods: random.some(Method.allCases),
        source: source)
    }
    let services = (0...random.below(3)).map {
      VerifyService(
        name: "service-\($0)", friendlyName: "Acme \($0)", codeLength: 4 + random.below(7),
        psd2: random.chance(20), sid: random.chance(50) ? "VA\($0)" : nil, source: source)
    }
    let channels = Channel.allCases.shuffled(using: &random).map { channel in
      ChannelSettings(
        channel: channel, service: random.below(services.count), wait: UInt32(1 + random.below(200)),
        locale: random.chance(30) ? random.pick(["auto", "en", "pt-BR"]) : nil,
        template: random.chance(20) ? "HJ1" : nil,
        lineTypes: channel != .email && random.chance(50)
          ? LineTypeSet(random.some(LineType.allCases, most: 8)) : nil,
        messagingService: random.chance(30) ? "MG\(channel.rawValue)" : nil, source: source)
    }
    var model = PolicyModel(
      name: "random", environment: "test", identityProviders: providers,
      directory: Directory(
        applications: applications, groups: groups, networkZones: zones, breakGlass: breakGlass),
      services: services, channels: channels, countries: countries(),
      routing: Routing(rules: [], otherwise: .skip, otherwiseSource: source),
      idaas: IDaaSDeployment(region: "cn-hangzhou", instance: "idaas_x"))
    let count = ruleCount ?? random.below(12)
    let rules = (0..<count).map { index in
      Rule(
        name: "rule-\(index)", condition: condition(names, depth: 3), action: action(services.count),
        annotations: Annotations(because: random.chance(20) ? "reason \(index)" : nil), source: source,
        actionSource: source)
    }
    model.routing = Routing(rules: rules, otherwise: action(services.count), otherwiseSource: source)
    model.limits = [
      Limit(name: "per-number", key: .number, buckets: [Bucket(max: 5, interval: 600)], source: source),
      Limit(
        name: "per-prefix", key: .prefix(dropDigits: 4),
        buckets: [Bucket(max: 5, interval: 600), Bucket(max: 50, interval: 86_400)], twilio: true,
        source: source),
    ]
    if random.chance(70) { model.webhook = webhook() }
    if random.chance(70) {
      model.twilio = TwilioDeployment(account: "AC1", apiKey: "SK1", apiSecret: "twilio-secret")
    }
    return model
  }

  private mutating func webhook() -> Webhook {
    Webhook(
      url: "https://login.example/2fa",
      signing: Signing(secrets: ["a", "b"], allowFrom: random.chance(50) ? [cidr()] : []),
      callbackURLs: ["https://x.example/", "https://a.example/"], mayOmit: ["groups"],
      fallbackMethods: random.some(Method.allCases), source: source)
  }

  private mutating func cidr() -> CIDR {
    if random.chance(60) {
      return CIDR(
        address: [10, UInt8(random.below(3)), UInt8(random.below(256)), 7], length: random.below(33))
    }
    var address = [UInt8](repeating: 0, count: 16)
    address[0] = 0x20
    address[1] = 0x01
    address[15] = UInt8(random.below(256))
    address[6] = UInt8(random.below(3))
    return CIDR(address: address, length: random.pick([0, 16, 32, 48, 63, 64, 65, 120, 128]))
  }

  private mutating func countries() -> CountryPolicy {
    let rules = (0..<random.below(5)).map { index in
      CountryRule(
        name: random.chance(50) ? "country-\(index)" : nil, regions: regions(),
        mode: random.chance(60) ? random.pick(CountryMode.allCases) : nil,
        locale: random.chance(40) ? random.pick(["auto", "es", "de"]) : nil,
        forbidden: random.chance(40) ? ChannelSet(random.some(Channel.allCases)) : nil,
        messagingService: random.chance(40) ? "MGc\(index)" : nil, source: source)
    }
    return CountryPolicy(rules: rules, otherwise: random.pick(CountryMode.allCases))
  }

  private mutating func regions() -> RegionSet {
    let likely = ["US", "CA", "GB", "DE", "BR", "IN", "CN", "unknown"].compactMap(Region.init(code:))
    return RegionSet(random.some(random.chance(70) ? likely : Region.all, most: 6))
  }

  private mutating func action(_ services: Int) -> Action {
    switch random.below(5) {
    case 0: return .deny(message: random.pick(["Ask your sponsor.", "Nö."]))
    case 1: return .skip
    case 2: return .use(random.some(Method.allCases))
    default:
      let steps = (0...random.below(5)).map { _ in
        Step(
          channel: random.pick(Channel.allCases), wait: UInt32(1 + random.below(90)),
          advance: random.pick(Advance.allCases), service: random.below(services),
          locale: random.chance(20) ? random.pick(["auto", "fr"]) : nil,
          template: random.chance(20) ? "HJ2" : nil,
          afterFraudBlock: random.pick(AfterFraudBlock.allCases), source: source)
      }
      return .send(steps)
    }
  }

  private mutating func names(_ count: Int) -> NameSet {
    NameSet(indices: random.some(Array(0..<count)), unknown: random.chance(25))
  }

  private mutating func setTest(_ count: Int) -> SetTest {
    let names = random.some(Array(0..<count)).sorted()
    return random.pick([.any(names), .all(names), .none(names)])
  }

  package static let prefixes = ["+1", "+1212", "+44", "+447", "+4479", "+49", "+55", "+5511", "+800", "+91"]

  private mutating func condition(_ names: Int, depth: Int) -> Condition {
    switch random.below(depth > 0 ? 17 : 11) {
    case 0: return .country(regions())
    case 1: return .lineType(LineTypeSet(random.some(LineType.allCases, most: 5)))
    case 2 where usesPrefixes: return .prefix(random.some(Self.prefixes.compactMap(DigitPrefix.init)))
    case 3: return .identityProvider(self.names(names))
    case 4: return .application(self.names(names))
    case 5, 6: return .groups(setTest(names + 1))
    case 7: return .networkZones(setTest(names))
    case 8: return .risk(RiskSet(random.some(Risk.allCases)))
    case 9: return .emailPresent
    case 10:
      return .rollout(
        Rollout(rule: "rule-\(random.below(3))", buckets: random.pick([0, 500, 5_000, 9_999, 10_000])))
    case 11, 12: return .all((0...random.below(2)).map { _ in condition(names, depth: depth - 1) })
    case 13, 14: return .any((0...random.below(2)).map { _ in condition(names, depth: depth - 1) })
    default: return .not(condition(names, depth: depth - 1))
    }
  }
}
