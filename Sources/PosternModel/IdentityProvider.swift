public import PosternDiagnostics

/// Kinds of identity provider that a policy can name.
public enum ProviderKind: String, Sendable, Hashable, CaseIterable {
  case google, oidc, wechat, wecom, dingtalk, lark, ldap, ad, saml
}

/// A value of a provider's field or a service's parameter, as the vendor's API takes it.
public enum ParameterValue: Sendable, Hashable {
  /// A string.
  case text(String)
  /// The name of a secret.
  case secret(String)
  /// An integer.
  case integer(Int)
  /// A JSON boolean.
  case boolean(Bool)
  /// An on/off field: `enabled` or `disabled` in EIAM.
  case status(Bool)
  /// A list of strings.
  case list([String])
}

/// One field of the vendor's request, with its value.
public struct Parameter: Sendable, Hashable {
  /// The vendor's path, such as `WeComConfig.CorpId` or `Totp.Issuer`.
  public var path: String
  /// Its value.
  public var value: ParameterValue

  public init(_ path: String, _ value: ParameterValue) {
    self.path = path
    self.value = value
  }
}

/// What an account is matched on.
public enum AccountMatch: String, Sendable, Hashable, CaseIterable {
  case email, phone, username
}

/// `accounts:` of a provider. Keys that are not given are nil or empty.
public struct Accounts: Sendable, Equatable {
  /// Just-in-time accounts.
  public var create: Bool?
  /// Accounts are updated at sign-in.
  public var update: Bool?
  /// Ids of organizational units that new accounts go into.
  public var into: [String]
  /// What existing accounts are matched on.
  public var matchOn: AccountMatch?
  /// Users may link accounts by hand.
  public var linkByHand: Bool?

  public init(
    create: Bool? = nil, update: Bool? = nil, into: [String] = [], matchOn: AccountMatch? = nil,
    linkByHand: Bool? = nil
  ) {
    self.create = create
    self.update = update
    self.into = into
    self.matchOn = matchOn
    self.linkByHand = linkByHand
  }
}

/// `sync:` of a provider: inbound directory synchronization.
public struct DirectorySync: Sendable, Equatable {
  /// The source's ids.
  public var from: [String]
  /// Id of the organizational unit that receives; nil when not given.
  public var into: String?
  /// Changes are pushed by the source.
  public var incremental: Bool?
  /// Groups are synchronized too.
  public var groups: Bool?
  /// A cron expression; nil: no periodic synchronization.
  public var cron: String?

  public init(
    from: [String] = [], into: String? = nil, incremental: Bool? = nil, groups: Bool? = nil,
    cron: String? = nil
  ) {
    self.from = from
    self.into = into
    self.incremental = incremental
    self.groups = groups
    self.cron = cron
  }
}

/// Endpoints of an OIDC provider; nil where not given.
public struct OIDCEndpoints: Sendable, Equatable {
  public var authorization: String?
  public var token: String?
  public var userinfo: String?
  public var jwks: String?

  public init(
    authorization: String? = nil, token: String? = nil, userinfo: String? = nil, jwks: String? = nil
  ) {
    self.authorization = authorization
    self.token = token
    self.userinfo = userinfo
    self.jwks = jwks
  }
}

/// What is particular to OIDC: of `google`, `oidc`, and `wechat`.
public struct OIDCSettings: Sendable, Equatable {
  /// Issuer: Google's for `google`, the broker for `wechat`; nil for `wechat` without a broker.
  public var issuer: String?
  /// The client id; WeChat's AppID.
  public var clientID: String
  /// Name of the secret.
  public var clientSecret: String
  /// `client_secret_post` or `client_secret_basic`.
  public var authMethod: String
  /// Default openid, email, profile.
  public var scopes: [String]
  /// `S256` or `plain`; nil: no PKCE.
  public var pkce: String?
  /// nil: not given; for `google` the back end knows them.
  public var endpoints: OIDCEndpoints?

  public init(
    issuer: String?, clientID: String, clientSecret: String, authMethod: String = "client_secret_post",
    scopes: [String] = ["openid", "email", "profile"], pkce: String? = "S256", endpoints: OIDCEndpoints? = nil
  ) {
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.authMethod = authMethod
    self.scopes = scopes
    self.pkce = pkce
    self.endpoints = endpoints
  }
}

/// What is particular to a kind of provider.
public enum ProviderSettings: Sendable, Equatable {
  /// `google`, `oidc`, `wechat`.
  case oidc(OIDCSettings)
  /// The others: fields of the vendor's config object, in the order of the fact sheet, such as
  /// `WeComConfig.CorpId`. Lists of certificates are `SamlConfig.Certificates`, each text a PEM.
  case fields([Parameter])
}

/// One declared identity provider.
public struct IdentityProvider: Sendable, Equatable {
  /// The key in `identityProviders`.
  public var name: String
  /// Which kind.
  public var kind: ProviderKind
  /// `name:`, else the key.
  public var displayName: String
  /// Whether people can sign in with it.
  public var enabled: Bool
  /// `accounts:`, nil when not given.
  public var accounts: Accounts?
  /// `nae_…`, nil when not given.
  public var networkAccessEndpoint: String?
  /// What the provider's own console must redirect to; nil when not given.
  public var callbackURL: String?
  /// Particulars.
  public var settings: ProviderSettings
  /// nil when not given.
  public var sync: DirectorySync?
  /// The id (`idp_…`) when the environment gives one.
  public var id: String?
  /// Where the key stands.
  public var source: SourceRange

  public init(
    name: String, kind: ProviderKind, displayName: String? = nil, enabled: Bool = true,
    accounts: Accounts? = nil, networkAccessEndpoint: String? = nil, callbackURL: String? = nil,
    settings: ProviderSettings, sync: DirectorySync? = nil, id: String? = nil, source: SourceRange
  ) {
    self.name = name
    self.kind = kind
    self.displayName = displayName ?? name
    self.enabled = enabled
    self.accounts = accounts
    self.networkAccessEndpoint = networkAccessEndpoint
    self.callbackURL = callbackURL
    self.settings = settings
    self.sync = sync
    self.id = id
    self.source = source
  }
}
