/// The top of `policy.yaml`, of its parts and of `overrides:`.
enum PolicyKey: Int, MappingKey {
  case policy, language, description, include
  case identityProviders, directory, verifyServices, channels, countries, routing, limits, webhook, page
  case guarantees

  static let grammar = MappingGrammar(
    "a policy", joins: true,
    [
      required("policy", .name()),
      required("language", .integer(1...1)),
      optional("description", .free),
      optional("include", .list(of: .filled)),
      required("identityProviders", ProviderGrammar.section),
      required("directory", .mapping(DirectoryKey.grammar)),
      optional("verifyServices", VerifyServiceGrammar.section),
      optional("channels", ChannelGrammar.section),
      required("countries", .mapping(CountriesKey.grammar)),
      required("routing", .mapping(RoutingKey.grammar)),
      optional("limits", LimitKey.section),
      optional("webhook", .mapping(WebhookKey.grammar)),
      optional("page", .mapping(PageKey.grammar)),
      optional("guarantees", GuaranteeKey.section),
    ])

  /// What an included file may hold: no header keys, and nothing that must be there.
  static let part = PolicyKey.grammar.keeping("a part") { $0 != "policy" && $0 != "language" }.optional

  /// What `overrides:` may hold.
  static let overridable = PolicyKey.grammar.keeping("an overlay") { !notOverridable.contains($0) }.optional

  /// What an overlay cannot change.
  static let notOverridable = ["policy", "language", "include", "guarantees"]
}
