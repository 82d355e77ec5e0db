public import PosternDiagnostics

/// A scalar or list of a vendor's field, as read by the field's type.
public enum FieldValue: Sendable, Hashable {
  case text(String)
  /// Name of a secret.
  case secret(String)
  case integer(Int)
  case boolean(Bool)
  /// A boolean that the vendor writes `enabled` or `disabled`.
  case status(Bool)
  case list([String])
}

/// One given field of a vendor's object, under the vendor's path (`WeComConfig.CorpId`, `Totp.Issuer`).
public struct FieldDeclaration: Sendable {
  /// The vendor's path.
  public var path: String
  /// The policy's key, such as `corpId`.
  public var key: String
  /// What was given, with its place.
  public var value: Located<FieldValue>

  public init(path: String, key: String, value: Located<FieldValue>) {
    self.path = path
    self.key = key
    self.value = value
  }
}

/// One entry of `identityProviders`.
public struct ProviderDeclaration: Sendable {
  /// The key.
  public var name: Located<String>
  /// One of the kinds; faulty: nothing of the rest was read.
  public var kind: Given<String>
  /// `name:`.
  public var displayName: Given<String> = .absent
  public var enabled: Given<Bool> = .absent
  public var accounts: AccountsDeclaration?
  public var networkAccessEndpoint: Given<String> = .absent
  public var callbackURL: Given<String> = .absent
  /// `google`, `oidc`, `wechat`.
  public var issuer: Given<String> = .absent
  public var clientID: Given<String> = .absent
  /// Name of the secret.
  public var clientSecret: Given<String> = .absent
  /// `wechat` only.
  public var broker: Given<String> = .absent
  public var authMethod: Given<String> = .absent
  public var scopes: Texts = Texts()
  /// `S256`, `plain`, `none`.
  public var pkce: Given<String> = .absent
  public var endpoints: EndpointsDeclaration?
  /// The other kinds: what was given of the vendor's fields, in the order of the fact sheet.
  public var fields: [FieldDeclaration] = []
  public var sync: SyncDeclaration?

  public init(name: Located<String>, kind: Given<String>) {
    self.name = name
    self.kind = kind
  }
}

/// `accounts:` of a provider.
public struct AccountsDeclaration: Sendable {
  public var create: Given<Bool> = .absent
  public var update: Given<Bool> = .absent
  public var into: Texts = Texts()
  public var matchOn: Given<String> = .absent
  public var linkByHand: Given<Bool> = .absent

  public init() {}
}

/// `endpoints:` of an OIDC provider.
public struct EndpointsDeclaration: Sendable {
  public var authorization: Given<String> = .absent
  public var token: Given<String> = .absent
  public var userinfo: Given<String> = .absent
  public var jwks: Given<String> = .absent
  /// Where `endpoints` stands.
  public var range: SourceRange

  public init(range: SourceRange) {
    self.range = range
  }
}

/// `sync:` of a provider.
public struct SyncDeclaration: Sendable {
  public var from: Texts = Texts()
  public var into: Given<String> = .absent
  public var incremental: Given<Bool> = .absent
  public var groups: Given<Bool> = .absent
  public var cron: Given<String> = .absent
  /// Where `sync` stands.
  public var range: SourceRange

  public init(range: SourceRange) {
    self.range = range
  }
}
