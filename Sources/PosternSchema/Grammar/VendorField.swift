/// One field of a vendor's object that the policy sets under a key of its own.
struct VendorField: Sendable {
  /// How the policy's value becomes the vendor's.
  indirect enum Kind: Sendable {
    case text, secret, integer, boolean, status, list
    /// A list that the vendor takes as one text, separated by commas.
    case commaSeparated
    /// A mapping of further fields.
    case group([VendorField], MappingGrammar)
  }

  /// The vendor's path, such as `WeComConfig.CorpId`.
  var path: String
  /// The policy's key.
  var key: KeyGrammar
  /// What it takes.
  var kind: Kind

  private init(_ path: String, _ kind: Kind, _ key: KeyGrammar) {
    self.path = path
    self.kind = kind
    self.key = key
  }

  static func text(_ path: String, _ key: String, _ format: TextFormat = .filled) -> VendorField {
    VendorField(path, .text, optional(key, .text(format)))
  }

  static func secret(_ path: String, _ key: String) -> VendorField {
    VendorField(path, .secret, optional(key, .secret))
  }

  static func integer(_ path: String, _ key: String, _ range: ClosedRange<Int>) -> VendorField {
    VendorField(path, .integer, optional(key, .integer(range)))
  }

  static func boolean(_ path: String, _ key: String) -> VendorField {
    VendorField(path, .boolean, optional(key, .boolean))
  }

  /// A field that the vendor writes `enabled` or `disabled`.
  static func status(_ path: String, _ key: String) -> VendorField {
    VendorField(path, .status, optional(key, .boolean))
  }

  static func list(_ path: String, _ key: String) -> VendorField {
    VendorField(path, .list, optional(key, .list(of: .filled)))
  }

  /// A list that the vendor takes as one text, separated by commas; a text stands for it too.
  static func commaSeparated(_ path: String, _ key: String) -> VendorField {
    VendorField(path, .commaSeparated, optional(key, .textOrList(.filled)))
  }

  /// A mapping of further fields, which name their own paths.
  static func group(_ key: String, _ fields: [VendorField]) -> VendorField {
    let grammar = MappingGrammar("`\(key)`", fields.map(\.key))
    return VendorField("", .group(fields, grammar), optional(key, .mapping(grammar)))
  }

  /// The same field, required.
  var needed: VendorField {
    var field = self
    field.key.isRequired = true
    return field
  }
}

/// The fields that Create of EIAM 2021-12-01 accepts, in the order of its documentation.
extension VendorField {
  static let wecom: [VendorField] = [
    .text("WeComConfig.CorpId", "corpId").needed,
    .text("WeComConfig.AgentId", "agentId").needed,
    .text("WeComConfig.AuthorizeCallbackDomain", "authorizeCallbackDomain"),
    .text("WeComConfig.TrustableDomain", "trustableDomain"),
    .secret("WeComConfig.CorpSecret", "corpSecret").needed,
    .secret("WeComConfig.ContactSecret", "contactSecret"),
  ]

  static let dingtalk: [VendorField] = [
    .text("DingtalkAppConfig.CorpId", "corpId").needed,
    .text(
      "DingtalkAppConfig.DingtalkVersion", "dingtalkVersion",
      .choice(["public_dingtalk", "private_dingtalk"])),
    .text("DingtalkAppConfig.AppKey", "appKey").needed,
    .secret("DingtalkAppConfig.AppSecret", "appSecret").needed,
    .secret("DingtalkAppConfig.EncryptKey", "encryptKey"),
    .secret("DingtalkAppConfig.VerificationToken", "verificationToken"),
  ]

  static let lark: [VendorField] = [
    .text("LarkConfig.EnterpriseNumber", "enterpriseNumber").needed,
    .text("LarkConfig.AppId", "appId").needed,
    .secret("LarkConfig.AppSecret", "appSecret").needed,
    .secret("LarkConfig.EncryptKey", "encryptKey"),
    .secret("LarkConfig.VerificationToken", "verificationToken"),
  ]

  static let ldap: [VendorField] = [
    .text("LdapConfig.LdapProtocol", "ldapProtocol"),
    .text("LdapConfig.LdapServerHost", "ldapServerHost").needed,
    .integer("LdapConfig.LdapServerPort", "ldapServerPort", 1...65535),
    .status("LdapConfig.StartTlsStatus", "startTls"),
    .status("LdapConfig.CertificateFingerprintStatus", "certificateFingerprint"),
    .list("LdapConfig.CertificateFingerprints", "certificateFingerprints"),
    .text("LdapConfig.AdministratorUsername", "administratorUsername").needed,
    .secret("LdapConfig.AdministratorPassword", "administratorPassword").needed,
    .text("LdapConfig.UserObjectClass", "userObjectClass"),
    .text("LdapConfig.UserLoginIdentifier", "userLoginIdentifier"),
    .text("LdapConfig.UserObjectClassCustomFilter", "userObjectClassCustomFilter"),
    .text("LdapConfig.GroupObjectClass", "groupObjectClass"),
    .text("LdapConfig.GroupObjectClassCustomFilter", "groupObjectClassCustomFilter"),
    .text("LdapConfig.GroupMemberAttributeName", "groupMemberAttributeName"),
    .text("LdapConfig.OrganizationUnitObjectClass", "organizationUnitObjectClass"),
    .text("LdapConfig.UserRdn", "userRdn"),
    .text("LdapConfig.OrganizationalUnitRdn", "organizationalUnitRdn"),
    .status("LdapConfig.PasswordSyncStatus", "passwordSync"),
  ]

  static let saml: [VendorField] = [
    .text("SamlConfig.IdPEntityId", "entityId").needed,
    .text("SamlConfig.IdPSsoUrl", "ssoUrl", .url(schemes: ["https://", "http://"])).needed,
    .text("SamlConfig.BindingMethod", "bindingMethod"),
    .list("SamlConfig.Certificates", "certificates").needed,
    .integer("SamlConfig.MaxClockSkew", "maxClockSkew", 0...86_400),
    .boolean("SamlConfig.RequireRequestSigned", "requireRequestSigned"),
    .boolean("SamlConfig.WantAssertionsSigned", "wantAssertionsSigned"),
    .boolean("SamlConfig.WantResponseSigned", "wantResponseSigned"),
  ]
}
