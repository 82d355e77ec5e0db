import Testing

@testable import PosternSchema

/// Sections 1 and 3: what is wrong with the policy is not an overlay's fault as well, nor the other way round.
@Suite struct OverlayQuietTests {
  private static let rest = "when: { country: US }, skip: true"

  /// A policy with one rule in `routing`, given without its brackets.
  private static func rules(_ rules: String) -> String {
    "routing: { rules: [\(rules)], otherwise: { skip: true } }"
  }

  /// Entries about the rule `first`, which the policy has under no valid name.
  private static let entries = """
      routing:
        rules:
          - { name: first, owner: a }
          - { name: second, remove: true }
          - { name: new, after: first, when: { country: GB }, skip: true }
    """

  @Test(arguments: [
    MarkedPolicy.overlay("a malformed name", entries, policy: rules("{ name: «PST0350»First, \(rest) }")),
    .overlay("a reserved name", entries, policy: rules("{ name: «PST0351»otherwise, \(rest) }")),
    .overlay("a name that is no text", entries, policy: rules("{ name: «PST0203»[first], \(rest) }")),
    .overlay("a misspelt `name`", entries, policy: rules("{ «PST0201»nmae: first, \(rest) }")),
    .overlay("no name", entries, policy: rules("«PST0202»{ \(rest) }")),
    .overlay(
      "a name given twice", entries, policy: rules("{ name: a, \(rest) }, { name: «PST0207»a, \(rest) }")),
    .overlay("a rule that is no mapping", entries, policy: rules("«PST0203»first")),
    .overlay(
      "misspelt `rules`", entries,
      policy: "routing: { «PST0201»rulez: [{ name: first, \(rest) }], otherwise: { skip: true } }"),
    .overlay(
      "rules that are no list", entries,
      policy: "routing: { rules: «PST0203»{ name: first }, otherwise: { skip: true } }"),
    .overlay(
      "a country rule", "  countries: { rules: [{ name: few, remove: true }] }",
      policy: "countries: { rules: [{ name: «PST0350»Few, countries: US, mode: allow }], otherwise: block }"),
    .overlay(
      "a country rule may lack a name", "  countries: { rules: [{ name: «PST0330»few, remove: true }] }",
      policy: "countries: { rules: [{ countries: US, mode: allow }], otherwise: block }"),
    .overlay(
      "a thing's malformed name", "  limits: { per-ip: null, per-number: { twilio: true } }",
      policy: "limits: { «PST0350»Per-Number: { key: number, buckets: [5 per 10m] } }"),
    MarkedPolicy(
      "a misspelt section", "«PST0201»chanels: { sms: { service: default } }", without: ["channels"],
      files: [
        "environments/dev.yaml": SoundPolicy.environment + "overrides: { channels: { sms: { wait: 90s } } }\n"
      ]),
  ])
  func namesThatWereRefused(_ marked: MarkedPolicy) { expectMarked(marked) }

  /// What an overlay removes is not read, so that a bad name there is no finding: it excuses nothing.
  @Test(arguments: [
    MarkedPolicy.overlay(
      "a name to be removed",
      "  routing: { rules: [{ name: First, remove: true }, { name: «PST0330»nope, remove: true }] }",
      policy: rules("{ name: First, \(rest) }, { name: last, \(rest) }")),
    .overlay(
      "a rule to be changed, above the removal",
      "  routing: { rules: [{ name: «PST0342»nope, owner: a }, { name: First, remove: true }] }",
      policy: rules("{ name: First, \(rest) }, { name: last, \(rest) }")),
    .overlay(
      "an anchor",
      """
        routing:
          rules:
            - { name: First, remove: true }
            - { name: new, after: «PST0345»nope, when: { country: GB }, skip: true }
      """, policy: rules("{ name: First, \(rest) }, { name: last, \(rest) }")),
    .overlay(
      "another bad name is still there",
      "  routing: { rules: [{ name: First, remove: true }, { name: nope, remove: true }] }",
      policy: rules("{ name: First, \(rest) }, { name: «PST0350»Last, \(rest) }")),
    .overlay(
      "a country rule",
      "  countries: { rules: [{ name: Few, remove: true }, { name: «PST0330»nope, remove: true }] }",
      policy: """
        countries:
          rules:
            - { name: Few, countries: US, mode: allow }
            - { countries: GB, mode: allow }
          otherwise: block
        """),
    .overlay(
      "a limit", "  limits: { Per-Number: null, «PST0330»per-ip: null }",
      policy: """
        limits:
          Per-Number: { key: number, buckets: [5 per 10m] }
          per-prefix: { key: prefix, dropDigits: 4, buckets: [5 per 10m] }
        """),
    .overlay(
      "a misspelt key", "  routing: { rulez: null, «PST0330»rules: null }",
      policy: "routing: { rulez: [{ name: first, \(rest) }], otherwise: { skip: true } }"),
  ])
  func namesThatWereRemoved(_ marked: MarkedPolicy) { expectMarked(marked) }

  /// Section 3: names of rules are unique in their list, whatever an overlay does to it.
  @Test(arguments: [
    MarkedPolicy.overlay(
      "of which one is removed", "  routing: { rules: [{ name: a, remove: true }] }",
      policy: rules("{ name: a, \(rest) }, { name: «PST0207»a, \(rest) }")),
    .overlay(
      "of which one is changed", "  routing: { rules: [{ name: a, owner: b }] }",
      policy: rules("{ name: a, \(rest) }, { name: «PST0207»a, \(rest) }")),
    .overlay(
      "three of them", "  routing: { rules: [{ name: a, remove: true }] }",
      policy: rules("{ name: a, \(rest) }, { name: «PST0207»a, \(rest) }, { name: «PST0207»a, \(rest) }")),
    .overlay(
      "of country rules", "  countries: { rules: [{ name: few, remove: true }] }",
      policy: """
        countries:
          rules:
            - { name: few, countries: US, mode: allow }
            - { name: «PST0207»few, countries: GB, mode: allow }
          otherwise: block
        """),
    MarkedPolicy(
      "in two parts", "include: [more.yaml]\n" + rules("{ name: a, \(rest) }"),
      files: [
        "more.yaml": "routing: { rules: [{ name: «PST0207»a, \(rest) }] }\n",
        "environments/dev.yaml": SoundPolicy.environment
          + "overrides: { routing: { rules: [{ name: a, remove: true }] } }\n",
      ]),
    .overlay(
      "what an overlay names beside it is looked at all the same",
      "  routing: { rules: [{ name: a, remove: true }, { name: «PST0330»nope, remove: true }] }",
      policy: rules("{ name: a, \(rest) }, { name: «PST0207»a, \(rest) }")),
  ])
  func equalNamesInThePolicy(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    MarkedPolicy.overlay(
      "a channel", "  channels: { sms: { wait: 90s } }",
      policy: "channels: { sms: «PST0203»default, call: { service: default } }"),
    .overlay(
      "a limit", "  limits: { per-number: { buckets: [50 per 10m] } }",
      policy: "limits: { per-number: «PST0203»5 per 10m }"),
    .overlay(
      "a service", "  verifyServices: { default: { codeLength: 5 } }",
      policy: "verifyServices: { default: «PST0203»Sound }"),
    .overlay("a section", "  webhook: { codeLife: 5m }", policy: "webhook: «PST0203»none"),
    .overlay(
      "a condition", "  routing: { rules: [{ name: r, when: { country: GB } }] }",
      policy: rules("{ name: r, when: «PST0203»US, skip: true }")),
    .overlay(
      "what may be a text is replaced", "  directory: { groups: { admins: { id: a, displayName: A } } }"),
  ])
  func whatIsOfTheWrongTypeBelowAnOverlay(_ marked: MarkedPolicy) { expectMarked(marked) }

  @Test(arguments: [
    MarkedPolicy.overlay(
      "another key is missing all the same", "  webhook: { «PST0330»resume: null }",
      policy: "webhook: «PST0202»{ url: https://sound.example/hook }"),
    .overlay(
      "what was to be removed is not missing as well", "  webhook: { «PST0330»signing: null }",
      policy: "webhook: { url: https://sound.example/hook }"),
    .overlay(
      "nor under a misspelt name", "  webhook: { «PST0330»signin: null }",
      policy: "webhook: { url: https://sound.example/hook }"),
    .overlay(
      "nor an action",
      "  routing: { rules: [{ name: new, after: first, when: { country: US }, «PST0330»send: null }] }"),
    MarkedPolicy(
      "a section that is not there hides no other", "«PST0202»policy: sound", without: ["language"],
      files: ["environments/dev.yaml": SoundPolicy.environment + "overrides: { «PST0330»page: null }\n"]),
    .overlay(
      "an attribute that the overlay emptied is wrong at the overlay",
      "  routing: { rules: [{ name: r, when: { lineType: { «PST0251»not: null } } }] }",
      policy: rules("{ name: r, when: { lineType: { not: voip } }, skip: true }")),
  ])
  func whatIsMissing(_ marked: MarkedPolicy) { expectMarked(marked) }
}
