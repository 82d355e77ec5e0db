/// A random policy that has no errors, as the text of its files: every construct of the language comes up.
///
/// Stage conflicts are avoided by construction: `use` stands only behind what IDaaS can see, before every rule that asks for more.
public struct RandomPolicy: Sendable {
  /// File name relative to the policy's folder → text.
  public private(set) var files: [String: String] = [:]
  /// What a request may name.
  public let names: RandomNames
  private var random: SplitMix64

  public init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    self.names = RandomNames(random: &random)
    self.random = random
    files["policy.yaml"] = policyText()
    files["countries.yaml"] = countriesText()
    files["environments/dev.yaml"] = environmentText()
  }

  private mutating func policyText() -> String {
    var text = """
      policy: random
      language: 1
      description: "${team}: nothing but luck"
      include: [countries.yaml]
      x-note: &shared [mobile, fixed_line, fixed_line_or_mobile]

      identityProviders:

      """
    for provider in names.providers {
      text +=
        "  \(provider): { kind: google, clientId: \(provider)-client, clientSecret: !secret \(provider)-secret }\n"
    }
    text += "\ndirectory:\n"
    text += section("applications", names.applications.map { ($0, names.id(of: $0)) })
    text += section("groups", names.groups.map { ($0, names.id(of: $0)) })
    if !names.zones.isEmpty {
      text += "  networkZones:\n"
      for (index, zone) in names.zones.enumerated() {
        text += "    \(zone): { cidrs: [10.\(index * 20).0.0/\(12 + index), \"2001:db8:\(index)::/48\"] }\n"
      }
    }
    if let last = names.groups.last, random.oneIn(2) {
      text += "  breakGlass: { groups: [\(last)], use: [webauthn] }\n"
    } else {
      text += "  breakGlass: none\n"
    }
    text += """

      verifyServices:
        first: { friendlyName: First, mailer: MD0123456789abcdef0123456789abcdef, lookup: true }
        second: { friendlyName: Second Service, codeLength: 8, mailer: MD0123456789abcdef0123456789abcdef }

      channels:
        sms: { service: first, wait: \(random.pick(["30s", "1m", "45s"]))\(lineTypes())\(locale())\(messaging(2)) }
        whatsapp: { service: second, wait: 40s, from: "whatsapp:+15550100"\(lineTypes())\(locale()), messagingService: MG0123456789abcdef0123456789abcdef }
        call: { service: first, wait: 50s\(lineTypes()), template: HJ0123456789abcdef0123456789abcdef }
        email: { service: second\(locale()) }

      routing:
        rules:

      """
    let visible = random.below(4)
    for index in 0..<visible { text += rule("v\(index)", visibleCondition(), visible: true) }
    for index in 0..<random.below(9) { text += rule("r\(index)", condition(depth: 2), visible: false) }
    text += "    - { name: last, when: { risk: high }, deny: \"so ${team} says\" }\n"
    text += "  otherwise:\n    \(sendText())\n"
    text += """

      limits:
        per-number: { key: number, buckets: [5 per 10m], twilio: true }

      webhook:
        url: https://random.example/idaas/2fa-trigger
        signing: { secrets: [!secret idaas-webhook] }

      """
    return text
  }

  private func section(_ key: String, _ entries: [(String, String)]) -> String {
    entries.isEmpty ? "" : "  \(key): { " + entries.map { "\($0): \($1)" }.joined(separator: ", ") + " }\n"
  }

  private mutating func lineTypes() -> String {
    switch random.below(4) {
    case 0: ", lineTypes: *shared"
    case 1: ", lineTypes: [\(random.some(RandomNames.lineTypes, most: 4).joined(separator: ", "))]"
    default: ""
    }
  }

  private mutating func locale() -> String {
    random.oneIn(3) ? ", locale: \(random.pick(["auto", "de", "pt-BR"]))" : ""
  }

  private mutating func messaging(_ chance: Int) -> String {
    random.oneIn(chance) ? ", messagingService: MG000000000000000000000000000000a\(random.below(9))" : ""
  }

  private mutating func rule(_ name: String, _ condition: String, visible: Bool) -> String {
    let action: String
    switch random.below(visible ? 4 : 6) {
    case 0: action = "skip: true"
    case 1: action = "deny: no entry"
    case 2 where visible:
      action = "use: [\(random.pick(["totp", "webauthn, totp", "idaas-sms", "idaas-email"]))]"
    default: action = sendText()
    }
    let because = random.oneIn(4) ? ", because: luck" : ""
    return "    - { name: \(name), when: \(condition), \(action)\(because) }\n"
  }

  private mutating func sendText() -> String {
    let steps = (0...random.below(4)).map { _ -> String in
      let channel = random.pick(["sms", "whatsapp", "call", "email"])
      if random.oneIn(2) { return channel }
      var step = "{ channel: \(channel), wait: \(10 + random.below(50))s"
      if random.oneIn(3) { step += ", advance: \(random.pick(["ask", "auto"]))" }
      if random.oneIn(3) { step += ", service: \(random.pick(["first", "second"]))" }
      if random.oneIn(3) { step += ", locale: \(random.pick(["auto", "fr", "zh-CN"]))" }
      if random.oneIn(4) { step += ", template: HJfedcba9876543210fedcba9876543210" }
      return step + (random.oneIn(4) ? ", afterFraudBlock: advance }" : " }")
    }
    return "send: [\(steps.joined(separator: ", "))]"
  }

  private mutating func visibleCondition() -> String {
    var kinds: [String] = ["networkZone", "application", "group"]
    kinds.removeAll { names.values(of: $0).isEmpty }
    guard !kinds.isEmpty else { return "{ risk: low }" }
    let chosen = random.some(kinds, most: 2)
    let parts = chosen.map { test($0) }
    if parts.count > 1, random.oneIn(3) {
      return "{ any: [\(parts.map { "{ \($0) }" }.joined(separator: ", "))] }"
    }
    return "{ " + parts.joined(separator: ", ") + " }"
  }

  private mutating func condition(depth: Int) -> String {
    var kinds = RandomNames.attributes
    kinds.removeAll { names.isSet($0) && names.values(of: $0).isEmpty }
    var parts = random.some(kinds, most: 3).map { test($0) }
    if depth > 0 {
      switch random.below(6) {
      case 0: parts.append("not: \(condition(depth: depth - 1))")
      case 1: parts.append("any: [\(condition(depth: depth - 1)), \(condition(depth: depth - 1))]")
      case 2: parts.append("all: [\(condition(depth: depth - 1)), \(condition(depth: depth - 1))]")
      default: break
      }
    }
    return "{ " + parts.joined(separator: ", ") + " }"
  }

  private mutating func test(_ attribute: String) -> String {
    switch attribute {
    case "email": return "email: \(random.pick(["present", "absent"]))"
    case "rollout": return "rollout: \(random.pick(["10%", "37.25%", "50%", "99.99%"]))"
    case "risk" where random.oneIn(2):
      let orUnknown = random.oneIn(2) ? ", orUnknown: true" : ""
      return "risk: { atLeast: \(random.pick(["low", "medium", "high"]))\(orUnknown) }"
    default: break
    }
    let values = random.some(names.values(of: attribute), most: 3)
    let list = values.count == 1 && random.oneIn(2) ? values[0] : "[\(values.joined(separator: ", "))]"
    switch random.below(4) {
    case 0: return "\(attribute): { not: \(list) }"
    case 1 where names.isSet(attribute):
      return "\(attribute): { \(random.pick(["all", "any", "none"])): \(list) }"
    default: return "\(attribute): \(list)"
    }
  }

  private mutating func countriesText() -> String {
    var text = """
      countries:
        sets:
          home: [DE, AT, CH]
          wide: [home, US, CA, BR, IN, GB, JE]
          nobody: [KP]
        rules:

      """
    for index in 0...random.below(5) {
      let countries = random.pick([
        "home", "wide", "[US, eu]", "[IN, CN, JM]", "nanp", "GB", "[unknown, BR]", "eea",
      ])
      var rule = "    - { countries: \(countries)"
      if random.oneIn(2) { rule += ", name: c\(index)" }
      if random.below(3) > 0 { rule += ", mode: \(random.pick(["allow", "allow", "observe", "block"]))" }
      rule += locale()
      if random.oneIn(3) {
        rule +=
          ", channels: { forbid: [\(random.some(["sms", "whatsapp", "call", "email"], most: 2).joined(separator: ", "))] }"
      }
      rule += messaging(3)
      if random.oneIn(5) { rule += ", requires: { paper: { owner: me@random.example, until: 2099-12-31 } }" }
      text += rule + ", because: it is so }\n"
    }
    return text + "  otherwise: \(random.pick(["allow", "observe", "block"]))\n"
  }

  private mutating func environmentText() -> String {
    var text = """
      environment: dev
      idaas: { region: cn-hangzhou, instance: idaas_random, customPolicyLimit: 100, identityProviders: { \(names.providers[0]): idp_one } }
      twilio:
        account: AC0123456789abcdef0123456789abcdef
        apiKey: SK0123456789abcdef0123456789abcdef
        apiSecret: !secret twilio-api-secret
        services: { first: VA0123456789abcdef0123456789abcdef, second: VA0123456789abcdef0123456789abcde2 }
      variables: { team: "the ünlucky team" }

      """
    guard random.oneIn(2) else { return text }
    text += "overrides:\n  channels: { sms: { wait: 20s } }\n  routing:\n    rules:\n"
    text += "      - { name: last, when: { risk: [low, unknown] } }\n"
    text += "      - { name: added, before: last, when: \(condition(depth: 1)), \(sendText()) }\n"
    return text
  }
}
