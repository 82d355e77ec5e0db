internal import PosternModel

extension IDaaSTranslator {
  /// `accounts:`. Create and SetIdentityProviderAuthnConfiguration take the same objects. Only what the policy
  /// says is sent, but that new accounts go into the root unit where no other is named.
  func setAccounts(of provider: IdentityProvider, in request: inout VendorObject) {
    guard let accounts = provider.accounts else { return }
    request.set("AutoCreateUserConfig.AutoCreateUserStatus", accounts.create.map(VendorValue.status))
    let root = accounts.create == true ? [model.idaas.rootOrganizationalUnit].compactMap(\.self) : []
    let into = accounts.into.isEmpty ? root : accounts.into
    if !into.isEmpty { request.set("AutoCreateUserConfig.TargetOrganizationalUnitIds", .texts(into)) }
    request.set("AutoUpdateUserConfig.AutoUpdateUserStatus", accounts.update.map(VendorValue.status))
    request.set("BindingConfig.MappingBindingStatus", accounts.linkByHand.map(VendorValue.status))
    guard let match = accounts.matchOn else { return }
    request.set("BindingConfig.AutoMatchUserStatus", .status(true))
    request.set(
      "BindingConfig.AutoMatchUserProfileExpressions",
      .list([
        .object([
          "ExpressionMappingType": .text("field"),
          "SourceValueExpression": .text("idpUser.\(match.eiamField)"),
          "TargetField": .text("user.\(match.eiamField)"),
        ])
      ]))
  }

  /// `sync:`, under a prefix in Create and at the top of SetIdentityProviderUdPullConfiguration.
  func setSync(_ sync: DirectorySync, in request: inout VendorObject, at prefix: String) {
    request.set(prefix + "GroupSyncStatus", sync.groups.map(VendorValue.status))
    request.set(prefix + "IncrementalCallbackStatus", .status(sync.incremental ?? false))
    request.set(prefix + "PeriodicSyncStatus", .status(sync.cron != nil))
    if let cron = sync.cron {
      request.set(prefix + "PeriodicSyncConfig.PeriodicSyncType", .text("cron"))
      request.set(prefix + "PeriodicSyncConfig.PeriodicSyncCron", .text(cron))
    }
    if !sync.from.isEmpty { request.set(prefix + "UdSyncScopeConfig.SourceScopes", .texts(sync.from)) }
    let into = sync.into ?? model.idaas.rootOrganizationalUnit
    request.set(prefix + "UdSyncScopeConfig.TargetScope", into.map(VendorValue.text))
  }
}

extension AccountMatch {
  /// The name of the field in EIAM's user profile. Only `idpUser.email` and `user.username` stand in the
  /// documentation; a manual step asks for the rest to be confirmed.
  var eiamField: String {
    switch self {
    case .email: "email"
    case .phone: "phoneNumber"
    case .username: "username"
    }
  }
}
