import Testing

@testable import PosternSchema

/// Section 3: what an environment changes.
@Suite struct OverlayTests {
  @Test(arguments: [
    MarkedPolicy.overlay("mappings merge deeply", "  channels: { sms: { wait: 90s } }"),
    .overlay(
      "scalars and lists replace",
      "  countries: { otherwise: allow }\n  directory: { networkZones: { office: { cidrs: [10.0.0.0/8] } } }"),
    .overlay(
      "`null` removes a key", "  channels: { sms: { wait: null } }\n  limits: ~\n  routing: { rules: }"),
    .overlay("a quoted null is a text", "  description: \"null\""),
    .overlay("removing what is not there", "  channels: { «PST0330»whatsapp: null }"),
    .overlay("removing what is not there, deeper", "  page: { «PST0330»brand: ~ }"),
    .overlay("`null` in a list", "  routing: { otherwise: { send: [sms, «PST0331»null] } }"),
    .overlay(
      "`null` inside a list's mapping removes nothing",
      "  routing: { otherwise: { send: [{ channel: sms, «PST0330»wait: null }] } }"),
    .overlay(
      "what cannot be overridden",
      "  «PST0332»policy: a\n  «PST0332»language: 1\n  «PST0332»include: [a.yaml]\n  «PST0332»guarantees: null"
    ),
    .overlay("an unknown key", "  «PST0201»chanels: { sms: { wait: 30s } }"),
    .overlay("an environment's own section", "  «PST0201»twilio: { account: AC1 }"),
    .overlay("`x-` keys are not merged", "  x-a: null\n  channels: { x-b: 1 }"),
    .overlay("a fault in the overlay has its place there", "  channels: { sms: { wait: «PST0222»soon } }"),
    .overlay(
      "a key that the overlay removed is missing at the overlay",
      "  channels: { sms: { «PST0202»service: null } }"),
    .overlay(
      "a condition that the overlay emptied is empty at the overlay",
      "  routing: { rules: [{ name: r, when: { «PST0250»country: null } }] }",
      policy:
        "routing: { rules: [{ name: r, when: { country: US }, skip: true }], otherwise: { skip: true } }"),
    .overlay("a section may be replaced by a scalar", "  directory: { breakGlass: none }"),
    .overlay("overrides are a mapping of sections", "  limits: «PST0203»[a]"),
    .overlay("an empty list in an overlay", "  directory: { breakGlass: { use: «PST0210»[] } }"),
  ])
  func keys(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    MarkedPolicy.overlay(
      "a known name changes that rule in place",
      "  routing: { rules: [{ name: second, when: { country: US } }] }"),
    .overlay("`remove: true` alone drops it", "  routing: { rules: [{ name: second, remove: true }] }"),
    .overlay(
      "all rules may be dropped",
      "  routing: { rules: [{ name: second, remove: true }, { name: first, remove: true }] }"),
    .overlay(
      "a new name needs a place",
      "  routing: { rules: [{ name: «PST0342»new, when: { country: US }, skip: true }] }"),
    .overlay(
      "a new name with a place",
      "  routing: { rules: [{ name: new, before: first, when: { country: US }, skip: true }] }"),
    .overlay(
      "two entries of one name",
      "  routing: { rules: [{ name: first, owner: a }, { name: «PST0341»first, because: b }] }"),
    .overlay("an entry without a name", "  routing: { rules: [«PST0340»{ owner: a }] }"),
    .overlay("an anchor on a known name", "  routing: { rules: [{ name: first, «PST0343»after: second }] }"),
    .overlay(
      "`before` with `after`",
      "  routing: { rules: [{ name: new, before: second, «PST0344»after: first, when: { country: US }, skip: true }] }"
    ),
    .overlay(
      "`remove` with other keys", "  routing: { rules: [{ name: first, remove: true, «PST0346»owner: a }] }"),
    .overlay(
      "`remove` not `true`",
      "  routing: { rules: [{ name: first, remove: «PST0347»\"true\" }, { name: second, remove: «PST0347»false }] }"
    ),
    .overlay(
      "a variable never removes",
      "  routing: { rules: [{ name: first, remove: «PST0347»\"${yes}\" }] }\nvariables: { yes: true }"),
    .overlay("`null` as a rule", "  routing: { rules: [«PST0331»null] }"),
    .overlay(
      "removing a rule that is not there", "  routing: { rules: [{ name: «PST0330»third, remove: true }] }"),
    .overlay(
      "an anchor that was removed before",
      "  routing: { rules: [{ name: second, remove: true }, { name: new, after: «PST0345»second, when: { country: US }, skip: true }] }"
    ),
    .overlay(
      "an anchor that comes later",
      "  routing: { rules: [{ name: a, after: «PST0345»b, when: { country: US }, skip: true }, { name: b, after: first, when: { country: GB }, skip: true }] }"
    ),
    .overlay(
      "an anchor beside a refused rule is quiet",
      "  routing: { rules: [{ name: «PST0342»a, when: { country: US }, skip: true }, { name: b, after: a, when: { country: GB }, skip: true }] }"
    ),
    .overlay(
      "a variable is no rule's name",
      "  routing: { rules: [{ name: «PST0350»\"${a}\", remove: true }] }\nvariables: { a: first }"),
    .overlay("two actions", "  routing: { rules: [{ name: second, «PST0241»deny: No }] }"),
    .overlay(
      "to change an action the other is removed",
      "  routing: { rules: [{ name: second, send: null, deny: No }] }"),
    .overlay("an action that was removed", "  routing: { rules: [{ name: second, «PST0240»send: null }] }"),
    .overlay(
      "a new rule is read like any other",
      "  routing: { rules: [{ name: «PST0350»New, before: first, when: «PST0250»{}, skip: true }] }"),
    .overlay(
      "country rules without a name cannot be named", "  countries: { rules: [«PST0340»{ countries: FR }] }"),
    .overlay("an empty list of rules", "  routing: { rules: «PST0210»[] }"),
  ])
  func rules(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test func newRulesWithOneAnchorKeepTheirTextOrder() {
    let read = ReadPolicy(
      .overlay(
        "",
        """
          routing:
            rules:
              - { name: a, after: first, when: { country: US }, skip: true }
              - { name: b, after: first, when: { country: US }, skip: true }
              - { name: c, before: second, when: { country: US }, skip: true }
              - { name: d, before: second, when: { country: US }, skip: true }
              - { name: e, after: a, when: { country: US }, skip: true }
        """))
    #expect(read.diagnostics.isEmpty)
    #expect(
      read.declaration.routing.rules.items.map(\.name.value) == ["first", "a", "e", "b", "c", "d", "second"])
  }

  @Test func aKnownRulesConditionMergesDeeply() throws {
    let read = ReadPolicy(
      .overlay("", "  routing: { rules: [{ name: second, when: { country: US, lineType: null } }] }"))
    #expect(read.diagnostics.isEmpty)
    let rule = try #require(read.declaration.routing.rules.items.last)
    guard case .test(let test) = rule.condition else {
      Issue.record("one test is left, not \(rule.condition)")
      return
    }
    #expect(test.attribute == .country)
    #expect(test.values.map(\.value) == ["US"])
  }

  @Test func everyValueRemembersItsFile() throws {
    let read = ReadPolicy(.overlay("", "  channels: { sms: { wait: 90s } }"))
    let channel = try #require(read.declaration.channels.items.first)
    let files = read.loaded.sourceMap
    #expect(channel.wait.value == 90)
    #expect(channel.wait.range.map { files[$0.file].name } == "environments/dev.yaml")
    #expect(channel.service.range.map { files[$0.file].name } == "policy.yaml")
  }

  @Test func twoActionsSayWhatTheOverlayLacks() throws {
    let read = ReadPolicy(.overlay("", "  routing: { rules: [{ name: second, deny: No }] }"))
    #expect(read.diagnostics.first?.help == "remove the other action in the overlay: `send: null`")
  }
}
