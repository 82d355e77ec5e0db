internal import PosternModel

/// Which operation changes a field of a provider that exists.
enum FieldChange: Equatable {
  /// UpdateIdentityProvider, at the same path.
  case update
  /// SetIdentityProviderAuthnConfiguration, at this path.
  case authn(String)
  /// SetIdentityProviderUdPullConfiguration, at this path.
  case pull(String)
  /// SetIdentityProviderUdPushConfiguration, at this path.
  case push(String)
  /// None: the object would have to be replaced, and its account bindings with it.
  case never

  /// The operation for a field of Create.
  init(field path: String) {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    switch path {
    case "WeComConfig.CorpId", "LarkConfig.EnterpriseNumber", "DingtalkAppConfig.CorpId",
      "DingtalkAppConfig.DingtalkVersion":
      self = .never
    case "LdapConfig.UserObjectClass", "LdapConfig.UserLoginIdentifier":
      self = .authn("LdapAuthnConfig.\(name)")
    case "LdapConfig.UserObjectClassCustomFilter", "LdapConfig.GroupObjectClass",
      "LdapConfig.GroupObjectClassCustomFilter", "LdapConfig.GroupMemberAttributeName",
      "LdapConfig.OrganizationUnitObjectClass":
      self = .pull("LdapUdPullConfig.\(name)")
    case "LdapConfig.UserRdn", "LdapConfig.OrganizationalUnitRdn", "LdapConfig.PasswordSyncStatus":
      self = .push("LdapUdPushConfig.\(name)")
    default: self = .update
    }
  }
}

extension IDaaSTranslator {
  /// The connection, then sign-in, then synchronization, then the switches.
  func update(_ provider: IdentityProvider) -> [EIAMRequest] {
    let connection = about(provider, "", .updateIdentityProvider) {
      $0.set("IdentityProviderName", .text(provider.displayName))
      $0.set("NetworkAccessEndpointId", provider.networkAccessEndpoint.map(VendorValue.text))
      switch provider.settings {
      case .oidc(let settings): setOIDC(settings, of: provider, in: &$0, isNew: false)
      case .fields(let fields):
        for field in fields where FieldChange(field: field.path) == .update { setField(field, in: &$0) }
      }
    }
    let login =
      provider.enabled
      ? about(provider, "/enable", .enableIdentityProviderAuthn)
      : about(provider, "/disable", .disableIdentityProviderAuthn)
    return [connection] + signIn(provider) + pull(provider) + push(provider) + [login] + enableSync(provider)
  }

  /// A request about a provider that exists.
  private func about(
    _ provider: IdentityProvider, _ part: String, _ action: EIAMAction,
    _ fill: (inout VendorObject) -> Void = { _ in }
  ) -> EIAMRequest {
    request(key(provider) + part, action, at: provider.source) {
      $0.set("IdentityProviderId", idValue(provider))
      fill(&$0)
    }
  }

  private func signIn(_ provider: IdentityProvider) -> [EIAMRequest] {
    var parameters = VendorObject()
    setAccounts(of: provider, in: &parameters)
    for field in provider.fields {
      if case .authn(let path) = FieldChange(field: field.path) {
        parameters.set(path, VendorValue(field.value))
      }
    }
    if parameters.isEmpty { return [] }
    return [
      about(provider, "/sign-in", .setIdentityProviderAuthnConfiguration) { request in
        for member in parameters.members { request.set(name: member.name, member.value) }
      }
    ]
  }

  private func pull(_ provider: IdentityProvider) -> [EIAMRequest] {
    var parameters = VendorObject()
    if let sync = provider.sync { setSync(sync, in: &parameters, at: "") }
    for field in provider.fields {
      if case .pull(let path) = FieldChange(field: field.path) {
        parameters.set(path, VendorValue(field.value))
      }
    }
    if parameters.isEmpty { return [] }
    return [
      about(provider, "/sync", .setIdentityProviderUdPullConfiguration) { request in
        if provider.sync == nil { request.set("IncrementalCallbackStatus", .status(false)) }
        for member in parameters.members { request.set(name: member.name, member.value) }
      }
    ]
  }

  private func push(_ provider: IdentityProvider) -> [EIAMRequest] {
    var parameters = VendorObject()
    for field in provider.fields {
      if case .push(let path) = FieldChange(field: field.path) {
        parameters.set(path, VendorValue(field.value))
      }
    }
    if parameters.isEmpty { return [] }
    return [
      about(provider, "/push", .setIdentityProviderUdPushConfiguration) { request in
        request.set("IncrementalCallbackStatus", .status(false))
        for member in parameters.members { request.set(name: member.name, member.value) }
      }
    ]
  }
}
