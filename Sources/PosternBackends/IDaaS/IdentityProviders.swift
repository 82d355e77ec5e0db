internal import PosternModel

extension IDaaSTranslator {
  /// One request for each provider to be created, several for one that exists. None where the API has no type.
  func identityProviders() -> [EIAMRequest] {
    model.identityProviders.flatMap { provider in
      if provider.id != nil, provider.kind != .wechat || provider.issuer != nil {
        return update(provider)
      }
      return identityProviderType(provider).map { create(provider, type: $0) } ?? []
    }
  }

  /// The key of a provider's object.
  func key(_ provider: IdentityProvider) -> String { "identity-provider/\(provider.name)" }

  /// A provider's id, or a reference to the request that creates it.
  func idValue(_ provider: IdentityProvider) -> VendorValue {
    provider.id.map(VendorValue.text) ?? .reference(key(provider))
  }

  private func create(_ provider: IdentityProvider, type: String) -> [EIAMRequest] {
    let create = request(key(provider), .createIdentityProvider, at: provider.source) {
      $0.set("IdentityProviderName", .text(provider.displayName))
      $0.set("IdentityProviderType", .text(type))
      $0.set("NetworkAccessEndpointId", provider.networkAccessEndpoint.map(VendorValue.text))
      $0.set("AuthnConfig.AuthnStatus", .status(provider.enabled))
      setParticulars(of: provider, in: &$0)
      setAccounts(of: provider, in: &$0)
      if let sync = provider.sync { setSync(sync, in: &$0, at: "UdPullConfig.") }
    }
    return [create] + enableSync(provider)
  }

  /// What is particular to a kind, for Create.
  private func setParticulars(of provider: IdentityProvider, in request: inout VendorObject) {
    switch provider.settings {
    case .oidc(let settings): setOIDC(settings, of: provider, in: &request, isNew: true)
    case .fields(let fields): for field in fields { setField(field, in: &request) }
    }
  }

  /// A field of a config object. Certificates are objects in the API.
  func setField(_ field: Parameter, in request: inout VendorObject) {
    if field.path == "SamlConfig.Certificates", case .list(let certificates) = field.value {
      request.set(field.path, .list(certificates.map { .object(["Content": .text($0)]) }))
    } else {
      request.set(field.path, VendorValue(field.value))
    }
  }

  /// `OidcConfig`. The client id can be given once only, when the provider is new.
  func setOIDC(
    _ settings: OIDCSettings, of provider: IdentityProvider, in request: inout VendorObject, isNew: Bool
  ) {
    request.set("OidcConfig.GrantType", .text("authorization_code"))
    request.set("OidcConfig.GrantScopes", .texts(settings.scopes))
    request.set("OidcConfig.PkceRequired", .boolean(settings.pkce != nil))
    request.set("OidcConfig.PkceChallengeMethod", settings.pkce.map(VendorValue.text))
    request.set("OidcConfig.AuthnParam.AuthnMethod", .text(settings.authMethod))
    if isNew { request.set("OidcConfig.AuthnParam.ClientId", .text(settings.clientID)) }
    request.set("OidcConfig.AuthnParam.ClientSecret", .secret(settings.clientSecret))
    let endpoint = "OidcConfig.EndpointConfig."
    request.set(endpoint + "Issuer", provider.issuer.map(VendorValue.text))
    let endpoints = provider.endpoints
    request.set(endpoint + "AuthorizationEndpoint", endpoints?.authorization.map(VendorValue.text))
    request.set(endpoint + "TokenEndpoint", endpoints?.token.map(VendorValue.text))
    request.set(endpoint + "UserinfoEndpoint", endpoints?.userinfo.map(VendorValue.text))
    request.set(endpoint + "JwksUri", endpoints?.jwks.map(VendorValue.text))
  }

  /// The switch of inbound synchronization: the API documents no state after Create.
  func enableSync(_ provider: IdentityProvider) -> [EIAMRequest] {
    guard provider.sync != nil else { return [] }
    return [
      request(key(provider) + "/enable-sync", .enableIdentityProviderUdPull, at: provider.source) {
        $0.set("IdentityProviderId", idValue(provider))
      }
    ]
  }
}
