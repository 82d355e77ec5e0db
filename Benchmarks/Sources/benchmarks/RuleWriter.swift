/// Writes the routing rules of a corpus.
struct RuleWriter {
  private(set) var random: Random
  private let providers: [String]
  private let applications: [String]
  private let groups: [String]
  private let count: Int

  init(random: Random, providers: [String], applications: [String], groups: [String], count: Int) {
    self.random = random
    self.providers = providers
    self.applications = applications
    self.groups = groups
    self.count = count
  }

  mutating func text() -> String {
    var text = """
      routing:
        rules:
          - name: strong-factors
            when: { any: [{ group: \(groups[0]) }, { application: \(applications[0]) }] }
            use: [webauthn, totp]
            because: People who can move money never depend on a phone.
          - name: office-is-trusted
            when: { networkZone: office, application: \(applications[1]) }
            skip: true
          - name: plants
            when: { networkZone: [plant, vpn], group: \(groups[1]) }
            use: [totp]

      """
    for number in 3..<max(3, count) { text += rule(number) }
    return text
  }

  private mutating func rule(_ number: Int) -> String {
    let kind = random.below(100)
    let (word, condition, isDeny) = condition(kind, number)
    var text = "    - name: \(word)-\(Corpus.number(number, 5))\n      when: { \(condition) }\n"
    text += isDeny ? "      deny: Ask your sponsor to sign you in.\n" : "      send: [\(plan())]\n"
    if random.below(4) == 0 {
      text += "      because: Measured in the pilot of week \(1 + random.below(52)).\n"
    }
    if random.below(8) == 0 { text += "      owner: identity@corpus.example\n" }
    return text
  }

  private mutating func condition(_ kind: Int, _ number: Int) -> (word: String, text: String, isDeny: Bool) {
    // Every group and application is named by some rule, the policy being long enough.
    let group = groups[number % groups.count]
    let application = applications[number % applications.count]
    switch kind {
    case 0..<35: return ("region", "country: \(countries(4)), lineType: \(lineTypes())", false)
    case 35..<50: return ("team", "group: \(group), country: \(countries(2))", false)
    case 50..<60: return ("product", "application: \(application), country: \(countries(3))", false)
    case 60..<70:
      return ("partner", "identityProvider: \(random.pick(providers)), country: \(countries(2))", false)
    case 70..<80:
      return (
        "risky", "group: \(group), country: \(countries(2)), risk: { atLeast: high, orUnknown: true }", true
      )
    case 80..<87: return ("range", "prefix: \"\(prefix())\", lineType: \(lineTypes())", false)
    case 87..<94: return ("pilot", "country: \(countries(1)), rollout: \(5 * (1 + random.below(10)))%", false)
    default:
      let first = "{ group: \(group), country: \(countries(1)) }"
      return ("either", "any: [\(first), { application: \(application), country: \(countries(1)) }]", false)
    }
  }

  private mutating func countries(_ most: Int) -> String { list(random.some(Corpus.regions, most: most)) }

  private mutating func lineTypes() -> String {
    list(random.some(["mobile", "fixed_line", "fixed_line_or_mobile", "voip"], most: 3))
  }

  private func list(_ names: [String]) -> String {
    names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]"
  }

  private mutating func prefix() -> String {
    random.pick(["+44", "+49", "+33", "+1", "+55", "+91", "+61", "+81", "+34", "+39"])
      + String(1 + random.below(9)) + Corpus.number(random.below(100), 2)
  }

  private mutating func plan() -> String {
    random.pick([
      "sms, call", "call, sms", "call", "whatsapp, sms", "whatsapp, { channel: sms, wait: 30s }, call",
      "{ channel: whatsapp, wait: 30s }, sms",
    ])
  }
}
