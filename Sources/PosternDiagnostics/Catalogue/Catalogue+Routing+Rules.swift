extension Catalogue {
  static let ruleFindings: [CatalogueEntry] = [
    ruleNeverMatches, ruleShadowed, ruleReplacedByMode, ruleRedundant, conditionConstant, actionImpossible,
    noChannelLeft, skipReachableWidely, analysisUnfinished,
  ]

  static let ruleNeverMatches = CatalogueEntry(
    "PST0630", .warning, "rule never matches",
    explanation: """
      No request can satisfy the rule's condition: its tests exclude one another, or no phone number has what they \
      ask for together, such as a line type that a country's numbers do not have. Drop the rule or mend the condition.
      """,
    bad: """
      routing:
        rules:
          - name: mobiles
            when: { country: US, lineType: mobile }
            send: [sms]
        otherwise: { send: [sms, call] }
      """,
    good: """
      routing:
        rules:
          - name: mobiles
            when: { country: US, lineType: fixed_line_or_mobile }
            send: [sms]
        otherwise: { send: [sms, call] }
      """)

  static let ruleShadowed = CatalogueEntry(
    "PST0631", .warning, "rule shadowed",
    explanation: """
      The first rule that matches decides, and every request that this rule matches is matched by the earlier ones \
      named, none of which could be left out. It never decides anything: move it up, narrow the others, or drop it.
      """,
    bad: """
      routing:
        rules:
          - { name: admins, when: { group: admins }, use: [webauthn] }
          - { name: admins-of-the-wiki, when: { group: admins, application: wiki }, use: [webauthn, totp] }
        otherwise: { send: [sms, call] }
      """,
    good: """
      routing:
        rules:
          - { name: admins-of-the-wiki, when: { group: admins, application: wiki }, use: [webauthn, totp] }
          - { name: admins, when: { group: admins }, use: [webauthn] }
        otherwise: { send: [sms, call] }
      """)

  static let ruleReplacedByMode = CatalogueEntry(
    "PST0632", .warning, "rule always replaced by the country's mode",
    explanation: """
      A country whose mode is `block` turns every `send` and every `deny` into a refusal of its own. Every request \
      that the rule decides comes from such a country, so its action never takes effect.
      """,
    bad: """
      routing:
        rules:
          - { name: france, when: { country: FR }, send: [call] }
        otherwise: { send: [sms, call] }
      """,
    good: """
      routing:
        rules:
          - { name: germany, when: { country: DE }, send: [call] }
        otherwise: { send: [sms, call] }
      """)

  static let ruleRedundant = CatalogueEntry(
    "PST0633", .warning, "rule redundant",
    explanation: """
      Without the rule every request would be decided alike: what follows does the same for all that it decides. \
      Drop it, or change what it does. A rule that only explains is better kept as a comment.
      """,
    bad: """
      routing:
        rules:
          - { name: germany, when: { country: DE }, send: [sms, call] }
        otherwise: { send: [sms, call] }
      """,
    good: """
      routing:
        rules:
          - { name: germany, when: { country: DE }, send: [call] }
        otherwise: { send: [sms, call] }
      """)

  static let conditionConstant = CatalogueEntry(
    "PST0634", .warning, "condition always true or always false",
    explanation: """
      A condition, or a part of one, holds for every request, or for none: it says nothing, and is probably not what \
      was meant. What shall hold for every request belongs into `otherwise`.
      """,
    bad: """
      routing:
        rules:
          - { name: low, when: { country: DE, risk: [low, medium, high, unknown] }, send: [call] }
        otherwise: { send: [sms, call] }
      """,
    good: """
      routing:
        rules:
          - { name: low, when: { country: DE, risk: [low, medium] }, send: [call] }
        otherwise: { send: [sms, call] }
      """)

  static let actionImpossible = CatalogueEntry(
    "PST0635", .warning, "action impossible",
    explanation: """
      A channel is dropped from a plan where the country forbids it, the line type excludes it, or the request lacks \
      the address. Here that is so for every request that the rule decides: the step, or the whole plan, is never \
      used.
      """,
    bad: """
      countries:
        rules:
          - countries: [US, GB, DE]
            mode: allow
          - countries: DE
            channels: { forbid: [call] }
        otherwise: block
      routing:
        rules:
          - { name: germany, when: { country: DE }, send: [call, { channel: sms, wait: 30s }] }
        otherwise: { send: [sms, call] }
      """,
    good: """
      countries:
        rules:
          - countries: [US, GB, DE]
            mode: allow
          - countries: DE
            channels: { forbid: [call] }
        otherwise: block
      routing:
        rules:
          - { name: germany, when: { country: DE, group: admins }, send: [{ channel: sms, wait: 30s }] }
        otherwise: { send: [sms, call] }
      """)

  static let noChannelLeft = CatalogueEntry(
    "PST0636", .warning, "no channel left",
    explanation: """
      For some requests that the rule decides, no step of its plan is left: the country forbids the channels, the \
      line type excludes them, or the address is missing. These people are refused (`no-channel`) and nobody tells \
      them why. Add a channel, or decide those requests in a rule before: a `deny` has a text of its own.
      """,
    bad: """
      channels:
        sms: { service: default, lineTypes: [mobile, fixed_line_or_mobile] }
      routing:
        otherwise: { send: [sms] }
      """,
    good: """
      channels:
        sms: { service: default, lineTypes: [mobile, fixed_line_or_mobile] }
        call: { service: default }
      routing:
        otherwise: { send: [sms, call] }
      """)

  static let skipReachableWidely = CatalogueEntry(
    "PST0637", .warning, "`skip` reachable by everybody",
    explanation: """
      Somebody who is in no declared group, and comes from no declared network zone, is asked for no second factor \
      here. Nothing vouches for such a request but what a stranger can have too. Ask for a group or a network zone.
      """,
    bad: """
      routing:
        rules:
          - { name: wiki, when: { application: wiki }, skip: true }
        otherwise: { send: [sms, call] }
      """,
    good: """
      routing:
        rules:
          - { name: wiki, when: { application: wiki, networkZone: office }, skip: true }
        otherwise: { send: [sms, call] }
      """)

  static let analysisUnfinished = CatalogueEntry(
    "PST0638", .warning, "analysis not finished",
    explanation: """
      Postern looks at all requests there are, in classes that the rules tell apart. These rules combine so many \
      groups, zones and rollouts that this takes more steps than it allows itself: whether those named are shadowed, \
      redundant or impossible is not known. What else is reported holds. Conditions that combine fewer of them help.
      """,
    bad: CatalogueExample(
      description: "A policy of hundreds of rules, each asking for several groups and rollouts at once.\n"),
    good: CatalogueExample(description: "The same rules, each asking for one group.\n"))
}
