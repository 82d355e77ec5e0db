/// `idaas:` of an environment. Ids of objects that exist are at those objects.
public struct IDaaSDeployment: Sendable, Equatable {
  /// Such as `cn-hangzhou`.
  public var region: String
  /// `idaas_…`.
  public var instance: String
  /// 1 … 100, break-glass and the catch-all counted.
  public var customPolicyLimit: Int
  /// Learned from the instance; nil when not given.
  public var samlIdentityProviderType: String?
  /// `ou_…`, nil when not given.
  public var rootOrganizationalUnit: String?

  public init(
    region: String, instance: String, customPolicyLimit: Int = 10, samlIdentityProviderType: String? = nil,
    rootOrganizationalUnit: String? = nil
  ) {
    self.region = region
    self.instance = instance
    self.customPolicyLimit = customPolicyLimit
    self.samlIdentityProviderType = samlIdentityProviderType
    self.rootOrganizationalUnit = rootOrganizationalUnit
  }
}

/// `twilio:` of an environment. SIDs of services are at the services.
public struct TwilioDeployment: Sendable, Equatable {
  /// `AC…`.
  public var account: String
  /// `SK…`.
  public var apiKey: String
  /// Name of the secret.
  public var apiSecret: String
  /// Seconds a code lives at Twilio; 600 unless Twilio's support set it.
  public var codeTTL: UInt32

  public init(account: String, apiKey: String, apiSecret: String, codeTTL: UInt32 = 600) {
    self.account = account
    self.apiKey = apiKey
    self.apiSecret = apiSecret
    self.codeTTL = codeTTL
  }
}
