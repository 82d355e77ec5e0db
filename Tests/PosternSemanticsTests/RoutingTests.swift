import PosternDiagnostics
import PosternModel
import PosternNumbering
import Testing

@testable import PosternSemantics

/// §4, §5 and §7, "Routing": what needs no diagram.
struct RoutingTests {
  private static func rule(
    _ when: String, _ action: String = "send: [call]", otherwise: String = "send: [sms, call]"
  )
    -> String
  {
    """
    routing:
      rules:
        - { name: inside, when: { networkZone: office }, send: [call] }
        - { name: it, when: \(when), \(action) }
      otherwise: { \(otherwise) }
    """
  }

  private static let many = "{ any: [{ risk: low }, { risk: high }, { email: present }, { email: absent }] }"

  static let conditions: [FindingCase] = [
    FindingCase(
      "§4: a rule whose conditions come to 256 rows is legal",
      rule("{ all: [\(many), \(many), \(many), \(many)] }")),
    FindingCase(
      "§4: more than 256 rows in disjunctive form is an error that names the rule",
      rule("{ any: [{ country: US }, { all: [\(many), \(many), \(many), \(many)] }] }"), "PST0601 it"),
    FindingCase(
      "under `not` sum and product change places",
      rule("{ not: { any: [{ all: [\(many)] }, { group: admins }] } }")),
    FindingCase("§7: rollout shares 0% and 100% are warnings", rule("{ rollout: 0% }"), "PST0602 0%"),
    FindingCase("100%, in any spelling", rule("{ not: { rollout: 100.00% } }"), "PST0603 100.00%"),
    FindingCase("a small share is none of these", rule("{ rollout: 0.01% }")),
  ]

  @Test(arguments: conditions) func conditionFindings(_ row: FindingCase) { row.check() }

  static let plans: [FindingCase] = [
    FindingCase(
      "§5.5: a plan, as written, has at most 5 steps",
      rule("{ country: DE }", "send: [sms, call, sms, call, sms, call]"),
      "PST0620 [sms, call, sms, call, sms, call]"),
    FindingCase(
      "5 steps are a warning, since no resend is left",
      rule("{ country: DE }", "send: [sms, call, sms, call, sms]"), "PST0621 [sms, call, sms, call, sms]"),
    FindingCase(
      "the sum of all its waits is less than `codeLife`",
      rule("{ country: DE }", "send: [{ channel: sms, wait: 5m }, { channel: call, wait: 5m }]"),
      "PST0622 [{ channel: sms, wait: 5m }, { channel: call, wait: 5m }]"),
    FindingCase(
      "one second less is legal",
      rule("{ country: DE }", "send: [{ channel: sms, wait: 5m }, { channel: call, wait: 299s }]")),
    FindingCase(
      "the channel's wait counts where the step gives none",
      "channels:\n  sms: { service: default, wait: 10m }\n  call: { service: default }", "PST0622 [sms, call]"
    ),
  ]

  @Test(arguments: plans) func planFindings(_ row: FindingCase) { row.check() }

  /// A condition as text, and what it becomes.
  struct Meaning: Sendable, CustomTestStringConvertible {
    let text: String
    let condition: Condition
    var testDescription: String { text }
  }

  private static func regions(_ codes: String...) -> RegionSet {
    RegionSet(codes.compactMap(Region.init(code:)))
  }

  static let meanings: [Meaning] = [
    Meaning(text: "{ country: [US, unknown] }", condition: .all([.country(regions("US", "unknown"))])),
    Meaning(text: "{ country: { not: US } }", condition: .all([.country(regions("US").complement)])),
    Meaning(
      text: "{ lineType: { not: [mobile, unknown] } }",
      condition: .all([.lineType(LineTypeSet([.mobile, .unknown]).complement)])),
    Meaning(
      text: "{ risk: { atLeast: medium } }", condition: .all([.risk(RiskSet([.medium, .high]))])),
    Meaning(
      text: "{ risk: { atLeast: high, orUnknown: true } }",
      condition: .all([.risk(RiskSet([.high, .unknown]))])),
    Meaning(text: "{ risk: { not: low } }", condition: .all([.risk(RiskSet([.medium, .high, .unknown]))])),
    Meaning(
      text: "{ identityProvider: { not: google } }",
      condition: .all([.identityProvider(NameSet(indices: [], unknown: true))])),
    Meaning(
      text: "{ application: [wiki, unknown] }",
      condition: .all([.application(NameSet(indices: [0], unknown: true))])),
    Meaning(text: "{ group: [admins, glass] }", condition: .all([.groups(.any([0, 1]))])),
    Meaning(text: "{ group: { all: [admins, glass] } }", condition: .all([.groups(.all([0, 1]))])),
    Meaning(text: "{ group: { none: [admins] } }", condition: .all([.groups(.none([0]))])),
    Meaning(text: "{ group: { not: admins } }", condition: .all([.groups(.none([0]))])),
    Meaning(text: "{ networkZone: office }", condition: .all([.networkZones(.any([0]))])),
    Meaning(text: "{ email: present }", condition: .all([.emailPresent])),
    Meaning(text: "{ email: absent }", condition: .all([.not(.emailPresent)])),
    Meaning(text: "{ email: { not: present } }", condition: .all([.not(.emailPresent)])),
    Meaning(text: "{ rollout: 12.5% }", condition: .all([.rollout(Rollout(rule: "it", buckets: 1250))])),
    Meaning(text: "{ rollout: 0.07% }", condition: .all([.rollout(Rollout(rule: "it", buckets: 7))])),
  ]

  @Test(arguments: meanings) func conditionsMean(_ row: Meaning) throws {
    let model = try #require(Run(Self.rule(row.text)).model)
    let found = model.routing.rules[1].condition
    // A mapping of one key may stay a list of one.
    #expect(found == row.condition || .all([found]) == row.condition)
  }

  @Test func prefixesAreReadAndNegated() throws {
    let model = try #require(Run(Self.rule("{ prefix: { not: [\"+4477\"] } }")).model)
    let prefix = try #require(DigitPrefix("+4477"))
    let expected: [Condition] = [.not(.prefix([prefix])), .all([.not(.prefix([prefix]))])]
    #expect(expected.contains(model.routing.rules[1].condition))
  }

  @Test func stepsTakeWhatTheirChannelGives() throws {
    let run = Run(
      """
      verifyServices: { default: { friendlyName: Example }, other: { friendlyName: Other } }
      channels:
        sms: { service: default, wait: 90s, template: HJ0123456789abcdef0123456789abcdef }
        call: { service: other }
      routing:
        rules:
          - { name: inside, when: { networkZone: office }, send: [{ channel: sms, wait: 30s, service: other, advance: auto, afterFraudBlock: advance, locale: de }] }
        otherwise: { send: [sms, call] }
      """)
    let model = try #require(run.model)
    guard case .send(let own) = model.routing.rules[0].action, case .send(let plain) = model.routing.otherwise
    else {
      Issue.record("plans are missing")
      return
    }
    #expect(own.map(\.wait) == [30] && own[0].service == 1 && own[0].advance == .auto)
    #expect(own[0].afterFraudBlock == .advance && own[0].locale == "de")
    #expect(plain.map(\.wait) == [90, 60] && plain.map(\.service) == [0, 1])
    #expect(plain.map(\.template) == ["HJ0123456789abcdef0123456789abcdef", nil])
  }
}
