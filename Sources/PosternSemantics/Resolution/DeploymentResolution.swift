internal import PosternModel
internal import PosternSchema

/// Brings an environment's facts to values.
enum DeploymentResolution {
  /// nil if something was refused.
  static func idaas(_ declared: IDaaSDeclaration?) -> IDaaSDeployment? {
    guard let declared, let region = declared.region.value, let instance = declared.instance.value,
      !declared.customPolicyLimit.isFaulty, !declared.samlIdentityProviderType.isFaulty,
      !declared.rootOrganizationalUnit.isFaulty, declared.identityProviders.isComplete,
      declared.networkZones.isComplete
    else { return nil }
    return IDaaSDeployment(
      region: region, instance: instance, customPolicyLimit: declared.customPolicyLimit.value ?? 10,
      samlIdentityProviderType: declared.samlIdentityProviderType.value,
      rootOrganizationalUnit: declared.rootOrganizationalUnit.value)
  }

  /// nil if something was refused.
  static func twilio(_ declared: TwilioDeclaration) -> TwilioDeployment? {
    guard let account = declared.account.value, let apiKey = declared.apiKey.value,
      let apiSecret = declared.apiSecret.value, !declared.codeTTL.isFaulty, declared.services.isComplete
    else { return nil }
    return TwilioDeployment(
      account: account, apiKey: apiKey, apiSecret: apiSecret,
      codeTTL: declared.codeTTL.value ?? defaultCodeTTL)
  }

  /// Seconds.
  static let defaultCodeTTL: UInt32 = 600
}
