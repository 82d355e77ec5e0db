internal import PosternModel

/// The steps at identity providers, in the order of the policy.
extension IDaaSTranslator {
  func providerSteps() -> [ManualStep] {
    model.identityProviders.flatMap { provider -> [ManualStep] in
      [
        missingType(provider), endpoints(provider), redirectURI(provider), samlMetadata(provider),
        reachability(provider), accountMatching(provider), firstSync(provider), immutable(provider),
      ].compactMap(\.self)
    }
  }

  private func console(_ provider: IdentityProvider) -> String {
    "IDaaS console › Authentication › Identity Providers › \(provider.displayName)"
  }

  /// Kinds that the API has no type for are made by hand.
  private func missingType(_ provider: IdentityProvider) -> ManualStep? {
    if provider.kind == .wechat, provider.issuer == nil, let settings = provider.oidc {
      return ManualStep(
        "provider/\(provider.name)", title: "Add WeChat sign-in \(provider.displayName)",
        place: "IDaaS console › Authentication › Identity Providers › WeChat",
        value: "AppID \(settings.clientID), AppSecret: the secret \(settings.clientSecret), callback URL "
          + (provider.callbackURL ?? "as shown there") + (provider.enabled ? ", enabled" : ", disabled"),
        reason: "the API has no identity provider type for WeChat; with a broker that speaks OpenID Connect "
          + "before it, named by `broker`, it becomes a request")
    }
    if provider.kind == .saml, identityProviderType(provider) == nil, provider.id == nil {
      return ManualStep(
        "provider/\(provider.name)", title: "Add SAML provider \(provider.displayName)",
        place: "IDaaS console › Authentication › Identity Providers › SAML",
        value: provider.fields.map(Self.words).joined(separator: ", "),
        reason: "the API documents no name for the SAML type; make one such provider here, read its "
          + "IdentityProviderType with ListIdentityProviders, and give it to the environment as "
          + "`idaas.samlIdentityProviderType`: then this becomes a request")
    }
    return nil
  }

  /// A field as a person types it in: `IdPSsoUrl https://…`. Certificates are counted; the policy has them.
  private static func words(_ field: Parameter) -> String {
    let name = field.path.split(separator: ".").last.map(String.init) ?? field.path
    switch field.value {
    case .text(let text): return "\(name) \(text)"
    case .integer(let integer): return "\(name) \(integer)"
    case .boolean(let on), .status(let on): return "\(name) \(on ? "on" : "off")"
    case .secret(let secret): return "\(name): the secret \(secret)"
    case .list(let texts): return "\(name): \(texts.count) in the policy"
    }
  }

  /// An OIDC provider of which the policy names the issuer alone, or some of the endpoints.
  private func endpoints(_ provider: IdentityProvider) -> ManualStep? {
    guard let issuer = provider.issuer else { return nil }
    let missing = Self.missing(provider.endpoints)
    if missing.isEmpty { return nil }
    let given =
      missing.count == 4 ? "names the issuer alone" : "does not give \(missing.joined(separator: ", "))"
    return ManualStep(
      "endpoints/\(provider.name)", title: "Complete the endpoints of \(provider.displayName)",
      place: console(provider) + ", or ExecIdentityProviderMetadataUrlResolution", value: issuer,
      reason:
        "the policy \(given) and the compiler looks nothing up; `endpoints` in the policy "
        + "makes this step unnecessary")
  }

  /// The endpoints that are not given.
  private static func missing(_ endpoints: OIDCEndpoints?) -> [String] {
    [
      ("authorization", endpoints?.authorization), ("token", endpoints?.token),
      ("userinfo", endpoints?.userinfo), ("jwks", endpoints?.jwks),
    ].filter { $0.1 == nil }.map(\.0)
  }

  /// What the provider's own console must redirect to.
  private func redirectURI(_ provider: IdentityProvider) -> ManualStep? {
    let reason = "no operation of the API returns it"
    switch provider.kind {
    case .ldap, .ad, .saml: return nil
    case .google, .oidc, .wechat, .wecom, .dingtalk, .lark:
      return ManualStep(
        "redirect-uri/\(provider.name)", title: "Register the redirect URI of \(provider.displayName)",
        place: provider.kind.ownConsole, value: provider.callbackURL,
        reason: provider.callbackURL == nil ? reason + "; IDaaS shows it in \(console(provider))" : reason)
    }
  }

  private func samlMetadata(_ provider: IdentityProvider) -> ManualStep? {
    guard provider.kind == .saml else { return nil }
    return ManualStep(
      "saml-metadata/\(provider.name)",
      title: "Give IDaaS's metadata to the administrator of \(provider.displayName)",
      place: console(provider) + ", or EndpointMetadata of GetIdentityProvider", value: provider.callbackURL,
      reason: "the entity id and the assertion consumer service exist only once the provider does")
  }

  /// Directories are reached over the network.
  private func reachability(_ provider: IdentityProvider) -> ManualStep? {
    guard provider.kind == .ldap || provider.kind == .ad, provider.networkAccessEndpoint == nil,
      let host = provider.field("LdapConfig.LdapServerHost")
    else { return nil }
    return ManualStep(
      "reachability/\(provider.name)", title: "Let the instance reach \(provider.displayName)",
      place: "the firewall before the directory", value: host,
      reason: "IDaaS connects from the instance's EgressAddresses, which GetInstance returns")
  }

  /// Beyond e-mail no name of a profile field is documented, and no operation returns what was set.
  private func accountMatching(_ provider: IdentityProvider) -> ManualStep? {
    guard identityProviderType(provider) != nil || provider.id != nil, let match = provider.accounts?.matchOn,
      match != .email
    else { return nil }
    return ManualStep(
      "account-matching/\(provider.name)",
      title: "Confirm how accounts of \(provider.displayName) are matched",
      place: console(provider) + " › Account Binding",
      value: "idpUser.\(match.eiamField) = user.\(match.eiamField)",
      reason: "the API documents idpUser.email only, and returns no binding settings")
  }

  private func firstSync(_ provider: IdentityProvider) -> ManualStep? {
    guard provider.sync != nil else { return nil }
    return ManualStep(
      "first-sync/\(provider.name)", title: "Run the connectivity test and the first synchronization",
      place: console(provider) + ", or CreateIdentityProviderStatusCheckJob",
      reason: "a synchronization runs only when the last test was a success")
  }

  /// Values of a provider that exists and that no operation changes.
  private func immutable(_ provider: IdentityProvider) -> ManualStep? {
    guard provider.id != nil, let type = identityProviderType(provider) else { return nil }
    var values = ["IdentityProviderType \(type)"]
    if let settings = provider.oidc { values.append("ClientId \(settings.clientID)") }
    for field in provider.fields where FieldChange(field: field.path) == .never {
      if case .text(let text) = field.value {
        values.append("\(field.path.split(separator: ".").last ?? "") \(text)")
      }
    }
    return ManualStep(
      "immutable/\(provider.name)", title: "Check what cannot be changed at \(provider.displayName)",
      place: console(provider), value: values.joined(separator: ", "),
      reason: "no operation changes these; if one differs the provider has to be replaced, which loses its "
        + "account bindings")
  }
}

extension ProviderKind {
  /// Where the provider's own administrator registers a redirect URI.
  fileprivate var ownConsole: String {
    switch self {
    case .google: "Google Cloud console › APIs & Services › Credentials › the OAuth client"
    case .wechat: "the registration of the client at WeChat, or at the broker before it"
    case .wecom: "WeCom admin console › App management › the app › Web authorization"
    case .dingtalk: "DingTalk open platform › the app › Security settings"
    case .lark: "Lark developer console › the app › Security settings"
    case .oidc, .ldap, .ad, .saml: "the provider's console › the client's redirect URIs"
    }
  }
}
