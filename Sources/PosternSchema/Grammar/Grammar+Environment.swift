/// Keys of `idaas:`.
enum IDaaSKey: Int, MappingKey {
  case region, instance, customPolicyLimit, samlIdentityProviderType, rootOrganizationalUnit
  case identityProviders, networkZones

  static let grammar = MappingGrammar(
    "`idaas`",
    [
      required("region", .filled),
      required("instance", .filled),
      optional("customPolicyLimit", .integer(1...100)),
      optional("samlIdentityProviderType", .filled),
      optional("rootOrganizationalUnit", .filled),
      optional("identityProviders", .names(NamesGrammar(noun: "an identity provider", value: .filled))),
      optional("networkZones", .names(NamesGrammar(noun: "a network zone", value: .filled))),
    ])
}

/// Keys of `twilio:`.
enum TwilioKey: Int, MappingKey {
  case account, apiKey, apiSecret, codeTtl, services

  static let grammar = MappingGrammar(
    "`twilio`",
    [
      required("account", .filled),
      required("apiKey", .filled),
      required("apiSecret", .secret),
      optional("codeTtl", .wait),
      optional("services", .names(NamesGrammar(noun: "a Verify service", value: .filled))),
    ])
}

/// Keys of one of the `guarantees:` of an environment.
enum ComparisonKey: Int, MappingKey {
  case atLeastAsStrictAs

  static let grammar = MappingGrammar(
    "a guarantee of an environment", [required("atLeastAsStrictAs", .filled)])
}

/// Keys of an environment file.
enum EnvironmentKey: Int, MappingKey {
  case environment, idaas, twilio, variables, overrides, guarantees

  static let grammar = MappingGrammar(
    "an environment",
    [
      required("environment", .name()),
      required("idaas", .mapping(IDaaSKey.grammar)),
      optional("twilio", .mapping(TwilioKey.grammar)),
      optional("variables", .variables),
      optional("overrides", .overrides),
      optional(
        "guarantees",
        .list(ListGrammar(item: .mapping(ComparisonKey.grammar), allowsRepeats: true))),
    ])
}
