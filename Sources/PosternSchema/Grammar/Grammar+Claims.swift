/// Keys of a claim that is a mapping.
enum ClaimKey: Int, MappingKey {
  case send, without, first, use, only

  static let grammar = MappingGrammar(
    "a claim",
    [
      optional("send", .channel),
      optional("without", .channel),
      optional("first", .channel),
      optional("use", .method),
      optional("only", .list(of: .text(.choice(Vocabulary.channelsAndMethods)))),
    ])
}

/// Keys of a guarantee.
enum GuaranteeKey: Int, MappingKey {
  case name, `for`, never, always

  static let grammar = MappingGrammar(
    "a guarantee",
    [
      required("name", .text(.line)),
      required("for", .condition(.guarantee)),
      optional("never", .claim),
      optional("always", .claim),
    ]
  ).with(anyOf: ["never", "always"])

  /// `guarantees:`.
  static let section = ValueGrammar.list(
    ListGrammar(item: .mapping(GuaranteeKey.grammar), allowsRepeats: true, joins: true))
}

/// Keys of `given:` of a test.
enum GivenKey: Int, MappingKey {
  case phone, email, user, identityProvider, application, groups, networkZones, clientIp, risk

  static let grammar = MappingGrammar(
    "`given`",
    [
      optional("phone", .free),
      optional("email", .free),
      optional("user", .free),
      optional("identityProvider", .free),
      optional("application", .free),
      optional("groups", .list(of: .filled)),
      optional("networkZones", .list(of: .filled)),
      optional("clientIp", .free),
      optional("risk", .free),
    ])
}

/// Keys of `expect:` of a test; the actions first, as everywhere.
enum ExpectKey: Int, MappingKey {
  case deny, skip, use, send, outcome, rule, reason, never

  static let grammar = MappingGrammar(
    "`expect`",
    [
      optional("deny", .trueOrText),
      optional("skip", .onlyTrue),
      optional("use", .list(of: .method)),
      optional("send", .list(ListGrammar(item: .channel, allowsRepeats: true))),
      optional("outcome", .text(.choice(Vocabulary.outcomes))),
      optional("rule", .filled),
      optional("reason", .text(.choice(Vocabulary.reasons))),
      optional("never", .text(.choice(Vocabulary.channelsAndOutcomes))),
    ])
}

/// Keys of a test.
enum TestKey: Int, MappingKey {
  case name, given, expect, environments

  static let grammar = MappingGrammar(
    "a test",
    [
      required("name", .text(.line)),
      required("given", .mapping(GivenKey.grammar)),
      required("expect", .mapping(ExpectKey.grammar)),
      optional("environments", .list(of: .filled)),
    ])
}

/// Keys of a test file.
enum TestFileKey: Int, MappingKey {
  case tests

  static let grammar = MappingGrammar(
    "a test file",
    [required("tests", .list(ListGrammar(item: .mapping(TestKey.grammar), allowsRepeats: true)))])
}
