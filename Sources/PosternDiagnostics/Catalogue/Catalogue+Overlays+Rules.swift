extension Catalogue {
  static let overlaysOfRules = [
    overlayRuleWithoutName, overlayRuleTwice, newRuleWithoutPlace, placeOfKnownRule, twoPlaces,
    unknownPlace, removeWithOthers, removeNotTrue,
  ]

  static let overlayRuleWithoutName = CatalogueEntry(
    "PST0340", .error, "overlay rule without a name",
    explanation: """
      Rules in `overrides:` are merged with the policy's by their `name`, those of countries too. Give the policy's \
      rule a name if it has none.
      """,
    bad: rules("{ when: { country: GB }, send: [call] }"),
    good: rules("{ name: gb, after: \(exampleRule), when: { country: GB }, send: [call] }"))

  static let overlayRuleTwice = CatalogueEntry(
    "PST0341", .error, "two overlay rules of one name",
    explanation: "An overlay says what it has to say about a rule in one entry.",
    bad: rules("{ name: \(exampleRule), owner: a }, { name: \(exampleRule), because: b }"),
    good: rules("{ name: \(exampleRule), owner: a, because: b }"))

  static let newRuleWithoutPlace = CatalogueEntry(
    "PST0342", .error, "new rule without a place",
    explanation: """
      The order of rules is their meaning, so a rule that an overlay adds says where it goes: `before:` or `after:` \
      another. A rule that was meant to be known is perhaps misspelt.
      """,
    bad: rules("{ name: gb, when: { country: GB }, send: [call] }"),
    good: rules("{ name: gb, after: \(exampleRule), when: { country: GB }, send: [call] }"))

  static let placeOfKnownRule = CatalogueEntry(
    "PST0343", .error, "place of a known rule",
    explanation: "An overlay changes a known rule where it stands; it does not move it.",
    bad: CatalogueExample([
      twoRules,
      .init(
        "environments/dev.yaml", overlayText("{ name: second, before: first, owner: a }"), isWhole: true),
    ]),
    good: CatalogueExample([
      twoRules, .init("environments/dev.yaml", overlayText("{ name: second, owner: a }"), isWhole: true),
    ]))

  static let twoPlaces = CatalogueEntry(
    "PST0344", .error, "two places for one rule",
    explanation: "A new rule goes before one rule or after one, not both.",
    bad: CatalogueExample([
      twoRules,
      .init(
        "environments/dev.yaml",
        overlayText("{ name: gb, after: first, before: second, when: { country: GB }, send: [call] }"),
        isWhole: true),
    ]),
    good: CatalogueExample([
      twoRules,
      .init(
        "environments/dev.yaml",
        overlayText("{ name: gb, after: first, when: { country: GB }, send: [call] }"), isWhole: true),
    ]))

  static let unknownPlace = CatalogueEntry(
    "PST0345", .error, "place beside an unknown rule",
    explanation: """
      `before:` and `after:` name a rule as the rules stand at that moment: entries above this one have been applied, \
      removals included.
      """,
    bad: rules("{ name: gb, after: nobody, when: { country: GB }, send: [call] }"),
    good: rules("{ name: gb, after: \(exampleRule), when: { country: GB }, send: [call] }"))

  static let removeWithOthers = CatalogueEntry(
    "PST0346", .error, "`remove` beside other keys",
    explanation: "A rule that is removed has nothing else to be said about it but its name.",
    bad: rules("{ name: \(exampleRule), remove: true, owner: a }"),
    good: rules("{ name: \(exampleRule), owner: a }"))

  static let removeNotTrue = CatalogueEntry(
    "PST0347", .error, "`remove` that is not `true`",
    explanation: "`remove: true`, unquoted, drops a rule. A variable never removes anything.",
    bad: rules("{ name: \(exampleRule), remove: yes }"), good: rules("{ name: \(exampleRule), owner: a }"))

  /// The name of the rule that these examples' policy has.
  private static let exampleRule = "admins"

  private static let oneRule = CatalogueExample.File(
    "policy.yaml",
    """
    routing:
      rules:
        - { name: admins, when: { group: admins }, use: [webauthn] }
      otherwise: { send: [sms] }

    """)

  private static let twoRules = CatalogueExample.File(
    "policy.yaml",
    """
    routing:
      rules:
        - { name: first, when: { group: admins }, use: [webauthn] }
        - { name: second, when: { country: US }, send: [call] }
      otherwise: { send: [sms] }

    """)

  private static func overlayText(_ items: String) -> String {
    exampleEnvironment + "overrides:\n  routing:\n    rules: [\(items)]\n"
  }

  private static func rules(_ items: String) -> CatalogueExample {
    CatalogueExample([oneRule, .init("environments/dev.yaml", overlayText(items), isWhole: true)])
  }
}

extension Diagnostic {
  /// An entry of an overlay's rules without a name.
  package static func overlayRuleWithoutName(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.overlayRuleWithoutName, "a rule in `overrides` needs the name of the rule it is about",
      at: range, help: "add `name:`, and `before:` or `after:` if the rule is new")
  }

  /// A second entry of one name.
  package static func overlayRuleTwice(
    _ name: String, at range: SourceRange, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.overlayRuleTwice, "this overlay has an entry for `\(name)` already", at: range,
      related: [RelatedPlace("first given here", first)], help: "join the two entries")
  }

  /// A new rule without `before:` or `after:`.
  package static func newRuleWithoutPlace(
    _ name: String, nearMisses: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.newRuleWithoutPlace, "there is no rule `\(name)`, and a new one needs a place", at: range,
      help: guess(nearMisses) ?? "add `before:` or `after:` with the name of another rule")
  }

  /// `before:` or `after:` on a rule that is known.
  package static func placeOfKnownRule(
    _ key: String, name: String, at range: SourceRange, rule: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.placeOfKnownRule, "`\(name)` is known and stays where it stands", at: range,
      related: [RelatedPlace("it stands here", rule)], help: "remove `\(key)`")
  }

  /// `before:` with `after:`.
  package static func twoPlaces(at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.twoPlaces, "`before` and `after` stand together", at: range,
      related: [RelatedPlace("the other one", first)], help: "keep one of them")
  }

  /// An anchor that is no rule (any more).
  package static func unknownPlace(
    _ name: String, removedAt removal: SourceRange?, nearMisses: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownPlace, "there is no rule `\(name)` to stand beside", at: range,
      related: removal.map { [RelatedPlace("it was removed here", $0)] } ?? [], help: guess(nearMisses))
  }

  /// `remove` beside other keys.
  package static func removeWithOthers(
    _ key: String, at range: SourceRange, remove: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.removeWithOthers, "`\(key)` cannot stand beside `remove`", at: range,
      related: [RelatedPlace("`remove` stands here", remove)], help: "keep one of them")
  }

  /// `remove: false` and the like.
  package static func removeNotTrue(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.removeNotTrue, "`remove` can only be `true`, unquoted", at: range,
      help: "write `remove: true`, or remove the key")
  }
}
