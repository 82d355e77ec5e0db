/// Keys of `accounts:`.
enum AccountsKey: Int, MappingKey {
  case create, update, into, matchOn, linkByHand

  static let grammar = MappingGrammar(
    "`accounts`",
    [
      optional("create", .boolean),
      optional("update", .boolean),
      optional("into", .list(of: .filled)),
      optional("matchOn", .choice("email", "phone", "username")),
      optional("linkByHand", .boolean),
    ])
}

/// Keys of `endpoints:` of an OIDC provider.
enum EndpointsKey: Int, MappingKey {
  case authorization, token, userinfo, jwks

  static let grammar = MappingGrammar(
    "`endpoints`",
    [
      optional("authorization", .web),
      optional("token", .web),
      optional("userinfo", .web),
      optional("jwks", .web),
    ])
}

/// Keys of `sync:`.
enum SyncKey: Int, MappingKey {
  case from, into, incremental, groups, cron

  static let grammar = MappingGrammar(
    "`sync`",
    [
      optional("from", .list(of: .filled)),
      optional("into", .filled),
      optional("incremental", .boolean),
      optional("groups", .boolean),
      optional("cron", .filled),
    ])
}

/// Keys of an identity provider that are no fields of a vendor; those follow, by kind.
enum ProviderKey: Int, MappingKey {
  case kind, name, enabled, accounts, networkAccessEndpoint, callbackUrl
  case issuer, clientId, clientSecret, broker, endpoints, authMethod, scopes, pkce
  case sync

  static let grammar = MappingGrammar(
    "an identity provider",
    [
      required("kind", .text(.choice(ProviderGrammar.kinds))),
      optional("name", .filled),
      optional("enabled", .boolean),
      optional("accounts", .mapping(AccountsKey.grammar)),
      optional("networkAccessEndpoint", .filled),
      optional("callbackUrl", .web),
      required("issuer", .web),
      required("clientId", .filled),
      required("clientSecret", .secret),
      optional("broker", .web),
      optional("endpoints", .mapping(EndpointsKey.grammar)),
      optional("authMethod", .choice("client_secret_post", "client_secret_basic")),
      optional("scopes", .list(of: .filled)),
      optional("pkce", .choice("S256", "plain", "none")),
      optional("sync", .mapping(SyncKey.grammar)),
    ])
}

/// The kinds of identity provider, and what each takes.
enum ProviderGrammar {
  static let kinds = ["google", "oidc", "wechat", "wecom", "dingtalk", "lark", "ldap", "ad", "saml"]

  /// `identityProviders:`.
  static let section = ValueGrammar.names(
    NamesGrammar(
      noun: "an identity provider", reserved: Vocabulary.unknown, value: .variant(variants), joins: true,
      needsOne: true))

  static let variants = VariantGrammar(
    title: "an identity provider", key: "kind", values: kinds, grammar: grammar(of:))

  private static let google = make("google", ["clientId", "clientSecret", "scopes", "pkce"])
  private static let oidc = make(
    "oidc", ["issuer", "clientId", "clientSecret", "endpoints", "authMethod", "scopes", "pkce"])
  private static let wechat = make("wechat", ["clientId", "clientSecret", "broker"])
  private static let wecom = make("wecom", ["sync"])
  private static let dingtalk = make("dingtalk", ["sync"])
  private static let lark = make("lark", ["sync"])
  private static let ldap = make("ldap", ["sync"])
  private static let ad = make("ad", ["sync"])
  private static let saml = make("saml", [])

  /// The grammar of a kind, which is made when it is asked for the first time; nil when there is no such kind.
  @Sendable static func grammar(of kind: String) -> MappingGrammar? {
    switch kind {
    case "google": google
    case "oidc": oidc
    case "wechat": wechat
    case "wecom": wecom
    case "dingtalk": dingtalk
    case "lark": lark
    case "ldap": ldap
    case "ad": ad
    case "saml": saml
    default: nil
    }
  }

  /// The vendor's fields of a kind, in the order of the slots behind `ProviderKey`.
  static func fields(of kind: String) -> [VendorField] {
    switch kind {
    case "wecom": VendorField.wecom
    case "dingtalk": VendorField.dingtalk
    case "lark": VendorField.lark
    case "ldap", "ad": VendorField.ldap
    case "saml": VendorField.saml
    default: []
    }
  }

  /// The keys of all kinds, for a provider whose kind is missing.
  static let any = ProviderKey.grammar.changing { keys in
    for kind in kinds {
      for field in fields(of: kind) where !keys.contains(where: { $0.name == field.key.name && $0.isAllowed })
      {
        keys.append(field.key)
      }
    }
    for index in keys.indices where keys[index].name != "kind" { keys[index].isRequired = false }
  }

  private static let common = [
    "kind", "name", "enabled", "accounts", "networkAccessEndpoint", "callbackUrl",
  ]

  private static func make(_ kind: String, _ own: [String]) -> MappingGrammar {
    ProviderKey.grammar.keeping("a provider of kind `\(kind)`", adding: fields(of: kind).map { $0.key }) {
      common.contains($0) || own.contains($0)
    }
  }
}
