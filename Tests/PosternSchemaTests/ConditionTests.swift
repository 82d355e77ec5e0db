import Testing

@testable import PosternSchema

/// Section 4: the syntax of conditions; section 5: actions.
@Suite struct ConditionTests {
  /// A rule with a condition.
  private static func when(_ sentence: String, _ condition: String) -> MarkedPolicy {
    MarkedPolicy(
      sentence,
      "routing: { rules: [{ name: a, when: \(condition), skip: true }], otherwise: { skip: true } }")
  }

  @Test(arguments: [
    when("a mapping means and", "{ country: US, lineType: [mobile, voip], prefix: \"+4477\", risk: low }"),
    when(
      "`any`, `all`, `not` nest",
      "{ any: [{ country: US }, { all: [{ not: { group: admins } }, { email: present }] }] }"),
    when("`not` inside an attribute", "{ country: { not: US }, lineType: { not: [mobile, voip] } }"),
    when("sets", "{ group: { all: [admins, glass] }, networkZone: { none: office } }"),
    when("sets with any and not", "{ group: { any: admins }, networkZone: { not: [office] } }"),
    when("risk", "{ risk: { atLeast: medium, orUnknown: true } }"),
    when("rollout", "{ rollout: 10% }"),
    when("no condition", "«PST0250»{}"),
    when("no condition but `x-`", "«PST0250»{ x-a: 1 }"),
    when("no condition, nested", "{ any: [«PST0250»{}], not: «PST0250»{} }"),
    when("empty lists", "{ any: «PST0210»[], country: «PST0210»[], group: { all: «PST0210»[] } }"),
    when("an unknown attribute", "{ «PST0201»groups: admins }"),
    when("any in an attribute that is no set", "{ country: { «PST0252»any: [US, GB] } }"),
    when("all in an attribute that is no set", "{ risk: { «PST0252»all: [low] } }"),
    when("none in an attribute that is no set", "{ lineType: { «PST0252»none: [mobile] } }"),
    when("atLeast is for risk", "{ country: { «PST0201»atLeast: US } }"),
    when("exactly one key inside an attribute", "{ group: «PST0251»{ any: [admins], none: [glass] } }"),
    when("no key inside an attribute", "{ group: «PST0251»{} }"),
    when("`orUnknown` needs `atLeast`", "{ risk: «PST0202»{ orUnknown: true } }"),
    when("`orUnknown` is a boolean", "{ risk: { atLeast: low, orUnknown: «PST0203»yes } }"),
    when("`atLeast` takes a level", "{ risk: { atLeast: «PST0220»unknown } }"),
    when("no mapping below a mapping", "{ group: { not: «PST0203»{ any: [admins] } } }"),
    when("`any` takes a list", "{ any: «PST0203»{ country: US } }"),
    when("`not` takes a mapping", "{ not: «PST0203»[{ country: US }] }"),
    when("a line type", "{ lineType: «PST0220»mobil }"),
    when(
      "a prefix",
      "{ prefix: [«PST0225»\"4477\", «PST0225»\"+0\", «PST0225»\"+44 7\", \"+12345678901234567\"] }"),
    when(
      "a share",
      "{ any: [{ rollout: «PST0223»150% }, { rollout: «PST0223»some% }, { rollout: «PST0223»10 }, { rollout: «PST0223»1.234% }, { rollout: «PST0223»05% }, { rollout: 100.00% }, { rollout: «PST0223»100.01% }] }"
    ),
    when("email", "{ email: «PST0220»true }"),
    when("a repeated value", "{ country: [US, «PST0211»US] }"),
    when("no secret", "{ country: «PST0231»!secret a }"),
  ])
  func conditions(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    ("{ country: { any: [US, GB] } }", "write `country: [US, GB]`"),
    ("{ country: { none: US } }", "write `country: { not: [US] }`"),
    ("{ country: { all: [US, GB] } }", "write `all: [{ country: US }, { country: GB }]`"),
  ])
  func combinationsInsideAnAttributeShowTheRewrite(condition: String, help: String) {
    let read = ReadPolicy(Self.when("", condition))
    #expect(read.diagnostics.map(\.help) == [help])
  }

  private static func otherwise(_ sentence: String, _ action: String) -> MarkedPolicy {
    MarkedPolicy(sentence, "routing: { otherwise: \(action) }")
  }

  @Test(arguments: [
    otherwise("no action", "«PST0240»{}"),
    otherwise("two actions: the second", "{ deny: No, «PST0241»skip: true }"),
    otherwise("`skip` can only be true", "{ skip: «PST0242»false }"),
    otherwise("`skip` is unquoted", "{ skip: «PST0242»\"true\" }"),
    otherwise("a denial has a text", "{ deny: no }"),
    otherwise("methods", "{ use: [totp, webauthn, idaas-sms, idaas-email] }"),
    otherwise("an unknown method", "{ use: [«PST0220»sms] }"),
    otherwise("an unknown channel", "{ send: [«PST0220»voice] }"),
    otherwise(
      "steps",
      "{ send: [{ channel: sms, wait: 1d, advance: auto, service: default, locale: auto, template: HJ1, afterFraudBlock: advance }] }"
    ),
    otherwise("a step's keys", "{ send: [{ channel: sms, «PST0201»retries: 1, advance: «PST0220»later }] }"),
    otherwise("a wait is not 0", "{ send: [{ channel: sms, wait: «PST0222»0s }] }"),
    otherwise("a wait is not too long", "{ send: [{ channel: sms, wait: «PST0221»99999d }] }"),
    otherwise("`otherwise` is an action alone", "{ skip: true, «PST0201»because: a }"),
  ])
  func actions(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    ("2027-03-31", true), ("2028-02-29", true), ("2027-02-29", false), ("2027-3-31", false),
    ("2027-13-01", false), ("0000-01-01", false), ("2027-04-31", false), ("2027-03-31T00:00", false),
    ("2100-02-29", false), ("2000-02-29", true),
  ])
  func dates(text: String, isDate: Bool) {
    #expect(ScalarSyntax.isDate(Array(text.utf8).span) == isDate)
  }

  @Test(
    arguments: [
      ("5s", 5), ("10m", 600), ("24h", 86_400), ("2d", 172_800), ("0s", 0), ("0m", nil), ("05s", nil),
      ("1m30s", nil), ("-5s", nil), ("5", nil), ("s", nil), ("5 s", nil), ("1.5m", nil), ("5S", nil),
    ] as [(String, UInt32?)])
  func durations(text: String, seconds: UInt32?) {
    let number = ScalarSyntax.duration(Array(text.utf8).span)
    #expect(number == (seconds.map { .value($0) } ?? .malformed))
  }

  @Test(
    arguments: [
      ("5 per 10m", 5, 600), ("20 per 24h", 20, 86_400), ("5per10m", nil, nil), ("0 per 1s", nil, nil),
      ("5 per  10m", nil, nil), ("5 per", nil, nil), ("05 per 1s", nil, nil), ("5 per 0s", nil, nil),
      ("4294967295 per 1s", 4_294_967_295, 1),
    ] as [(String, Int?, UInt32?)])
  func buckets(text: String, max: Int?, interval: UInt32?) {
    let bucket = ScalarSyntax.bucket(Array(text.utf8).span)
    if let max, let interval {
      #expect(bucket == .value(BucketDeclaration(max: max, interval: interval)))
    } else {
      #expect(bucket == .malformed)
    }
  }

  @Test(arguments: ["4294967296 per 1s", "99999999999999999999 per 1s", "5 per 9999999999999d"])
  func bucketsThatAreTooLarge(text: String) {
    #expect(ScalarSyntax.bucket(Array(text.utf8).span) == .outOfRange)
  }
}
