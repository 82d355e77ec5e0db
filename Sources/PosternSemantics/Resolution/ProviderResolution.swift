internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Brings identity providers to values.
enum ProviderResolution {
  /// nil if one was refused.
  static func providers(_ policy: PolicyDeclaration) -> [IdentityProvider]? {
    let ids = DirectoryResolution.ids(policy.environment?.idaas?.identityProviders.items ?? [])
    let providers = policy.identityProviders.items.compactMap { provider($0, id: ids[$0.name.value]) }
    let isWhole =
      policy.identityProviders.isComplete && providers.count == policy.identityProviders.items.count
    return isWhole ? providers : nil
  }

  private static func provider(_ declared: ProviderDeclaration, id: String?) -> IdentityProvider? {
    guard let kind = declared.kind.value.flatMap(ProviderKind.init(rawValue:)),
      !declared.displayName.isFaulty,
      !declared.enabled.isFaulty, !declared.networkAccessEndpoint.isFaulty, !declared.callbackURL.isFaulty,
      let settings = settings(declared, kind)
    else { return nil }
    return IdentityProvider(
      name: declared.name.value, kind: kind, displayName: declared.displayName.value,
      enabled: declared.enabled.value ?? true, accounts: declared.accounts.map(accounts),
      networkAccessEndpoint: declared.networkAccessEndpoint.value, callbackURL: declared.callbackURL.value,
      settings: settings, sync: declared.sync.map(sync), id: id, source: declared.name.range)
  }

  private static func settings(_ declared: ProviderDeclaration, _ kind: ProviderKind) -> ProviderSettings? {
    switch kind {
    case .google, .oidc, .wechat:
      guard let clientID = declared.clientID.value, let secret = declared.clientSecret.value,
        let issuer = issuer(declared, kind), !declared.authMethod.isFaulty, !declared.pkce.isFaulty,
        declared.scopes.isComplete
      else { return nil }
      let scopes = declared.scopes.items.map(\.value)
      let pkce = declared.pkce.value ?? "S256"
      return .oidc(
        OIDCSettings(
          issuer: issuer, clientID: clientID, clientSecret: secret,
          authMethod: declared.authMethod.value ?? "client_secret_post",
          scopes: scopes.isEmpty ? ["openid", "email", "profile"] : scopes, pkce: pkce == "none" ? nil : pkce,
          endpoints: declared.endpoints.map(endpoints)))
    case .wecom, .dingtalk, .lark, .ldap, .ad, .saml:
      return .fields(declared.fields.map { Parameter($0.path, $0.value.value.parameter) })
    }
  }

  /// nil: refused; `.some(nil)`: none, of `wechat` without a broker.
  private static func issuer(_ declared: ProviderDeclaration, _ kind: ProviderKind) -> String?? {
    switch kind {
    case .google: return "https://accounts.google.com"
    case .wechat: return declared.broker.isFaulty ? .none : .some(declared.broker.value)
    default: return declared.issuer.value.map(Optional.some)
    }
  }

  private static func endpoints(_ declared: EndpointsDeclaration) -> OIDCEndpoints {
    OIDCEndpoints(
      authorization: declared.authorization.value, token: declared.token.value,
      userinfo: declared.userinfo.value, jwks: declared.jwks.value)
  }

  private static func accounts(_ declared: AccountsDeclaration) -> Accounts {
    Accounts(
      create: declared.create.value, update: declared.update.value, into: declared.into.items.map(\.value),
      matchOn: declared.matchOn.value.flatMap(AccountMatch.init(rawValue:)),
      linkByHand: declared.linkByHand.value)
  }

  private static func sync(_ declared: SyncDeclaration) -> DirectorySync {
    DirectorySync(
      from: declared.from.items.map(\.value), into: declared.into.value,
      incremental: declared.incremental.value, groups: declared.groups.value, cron: declared.cron.value)
  }
}

extension FieldValue {
  /// As the model has it.
  var parameter: ParameterValue {
    switch self {
    case .text(let text): .text(text)
    case .secret(let name): .secret(name)
    case .integer(let integer): .integer(integer)
    case .boolean(let flag): .boolean(flag)
    case .status(let flag): .status(flag)
    case .list(let texts): .list(texts)
    }
  }
}
