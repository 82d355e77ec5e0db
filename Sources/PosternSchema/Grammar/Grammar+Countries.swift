/// Keys of one paper of `requires:`.
enum PaperKey: Int, MappingKey {
  case owner, until

  static let grammar = MappingGrammar("a paper", [optional("owner", .free), optional("until", .date)])
}

/// Keys of `channels:` of a country rule.
enum ForbidKey: Int, MappingKey {
  case forbid

  static let grammar = MappingGrammar(
    "`channels` of a country rule", [optional("forbid", .oneOrMore(of: .channel))])
}

/// Keys of a rule of `countries.rules`.
enum CountryRuleKey: Int, MappingKey {
  case name, countries, mode, locale, channels, messagingService, requires, because, owner, until

  static let grammar = MappingGrammar(
    "a country rule",
    [
      optional("name", .name(reserved: Vocabulary.unknown)),
      required("countries", .oneOrMore(of: .filled)),
      optional("mode", .mode),
      optional("locale", .filled),
      optional("channels", .mapping(ForbidKey.grammar)),
      optional("messagingService", .filled),
      optional(
        "requires", .names(NamesGrammar(noun: "a paper", value: .mapping(PaperKey.grammar)))),
      optional("because", .free),
      optional("owner", .free),
      optional("until", .date),
    ])
}

/// Keys of `countries:`.
enum CountriesKey: Int, MappingKey {
  case sets, rules, otherwise

  static let grammar = MappingGrammar(
    "`countries`", joins: true,
    [
      optional(
        "sets",
        .names(
          NamesGrammar(
            noun: "a set of countries", reserved: Vocabulary.reservedSets, value: .list(of: .filled),
            joins: true))),
      optional(
        "rules",
        .list(
          ListGrammar(
            item: .mapping(CountryRuleKey.grammar), allowsRepeats: true, joins: true,
            mergesByName: true))),
      required("otherwise", .mode),
    ])
}
