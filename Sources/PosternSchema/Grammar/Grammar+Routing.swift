/// Keys of a step of a `send`.
enum StepKey: Int, MappingKey {
  case channel, wait, advance, service, locale, template, afterFraudBlock

  static let grammar = MappingGrammar(
    "a step",
    [
      required("channel", .channel),
      optional("wait", .wait),
      optional("advance", .choice("ask", "auto")),
      optional("service", .filled),
      optional("locale", .filled),
      optional("template", .filled),
      optional("afterFraudBlock", .choice("advance", "stop")),
    ])
}

/// The four actions. They come first wherever an action may stand, so that their slots agree.
enum ActionKey: Int, MappingKey {
  case deny, skip, use, send

  static let keys = [
    optional("deny", .filled),
    optional("skip", .onlyTrue),
    optional("use", .list(of: .method)),
    optional(
      "send",
      .list(
        ListGrammar(
          item: .textOr(.choice(Vocabulary.channels), StepKey.grammar), allowsRepeats: true))),
  ]

  /// `otherwise:` of the routing.
  static let grammar = MappingGrammar("an action", keys).with(oneOf: names)

  static let names = keys.map(\.name)
}

/// Keys of a rule of `routing.rules`.
enum RuleKey: Int, MappingKey {
  case deny, skip, use, send, name, when, because, owner, until

  static let grammar = MappingGrammar(
    "a routing rule",
    ActionKey.keys + [
      required("name", .name(reserved: Vocabulary.reservedRules)),
      required("when", .condition(.rule)),
      optional("because", .free),
      optional("owner", .free),
      optional("until", .date),
    ]
  ).with(oneOf: ActionKey.names)
}

/// Keys of `routing:`.
enum RoutingKey: Int, MappingKey {
  case rules, otherwise

  static let grammar = MappingGrammar(
    "`routing`", joins: true,
    [
      optional(
        "rules",
        .list(
          ListGrammar(
            item: .mapping(RuleKey.grammar), allowsRepeats: true, joins: true, mergesByName: true))),
      required("otherwise", .mapping(ActionKey.grammar)),
    ])
}
