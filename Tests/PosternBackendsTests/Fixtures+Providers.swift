@testable import PosternBackends
import PosternModel
import PosternNumbering

extension Fixture {
  /// One provider of each kind and shape, none of which exists yet.
  static let newProviders = providers("new-providers", exist: false, samlType: nil)

  /// The same in an instance that has them all.
  static let existingProviders = providers(
    "existing-providers", exist: true, samlType: "urn:alibaba:idaas:idp:learned:saml")

  private static func providers(_ name: String, exist: Bool, samlType: String?) -> Fixture {
    var providers = everyKind
    if exist {
      for index in providers.indices { providers[index].id = "idp_\(providers[index].name)" }
    }
    return Fixture(
      name: name,
      model: PolicyModel(
        name: name, environment: "dev", identityProviders: providers, directory: Directory(),
        countries: CountryPolicy(rules: [], otherwise: .block),
        routing: Routing(rules: [], otherwise: .use([.totp]), otherwiseSource: here),
        idaas: IDaaSDeployment(
          region: "eu-central-1", instance: "idaas_dev", customPolicyLimit: 20,
          samlIdentityProviderType: samlType, rootOrganizationalUnit: "ou_root")),
      split: StageSplit(
        policies: [ConditionalAccessPolicy(name: "everybody", outcome: .use([.totp]), rules: [0])],
        minimality: .proved))
  }

  private static let everyKind = [
    IdentityProvider(
      name: "google", kind: .google, displayName: "Google",
      accounts: Accounts(create: true, linkByHand: true),
      callbackURL: "https://login.example/callback",
      settings: .oidc(OIDCSettings(issuer: nil, clientID: "google-client", clientSecret: "google-secret")),
      source: here),
    IdentityProvider(
      name: "corp", kind: .oidc, displayName: "Corp", accounts: Accounts(create: false, update: true),
      networkAccessEndpoint: "nae_1",
      settings: .oidc(
        OIDCSettings(
          issuer: "https://login.corp.example", clientID: "idaas", clientSecret: "corp-secret",
          authMethod: "client_secret_basic", scopes: ["openid"], pkce: nil,
          endpoints: OIDCEndpoints(
            authorization: "https://login.corp.example/authorize", token: "https://login.corp.example/token",
            userinfo: nil, jwks: "https://login.corp.example/jwks"))),
      source: here),
    IdentityProvider(
      name: "issuer-alone", kind: .oidc, enabled: false,
      settings: .oidc(
        OIDCSettings(
          issuer: "https://id.example", clientID: "idaas", clientSecret: "issuer-secret", pkce: "plain")),
      source: here),
    IdentityProvider(
      name: "wechat", kind: .wechat, displayName: "微信",
      settings: .oidc(OIDCSettings(issuer: nil, clientID: "wx0123456789", clientSecret: "wechat-secret")),
      source: here),
    IdentityProvider(
      name: "wechat-broker", kind: .wechat,
      settings: .oidc(
        OIDCSettings(issuer: "https://broker.example", clientID: "wx-broker", clientSecret: "broker-secret")),
      source: here),
    IdentityProvider(
      name: "wecom", kind: .wecom, accounts: Accounts(matchOn: .phone),
      settings: .fields([
        Parameter("WeComConfig.CorpId", .text("ww0123456789abcdef")),
        Parameter("WeComConfig.AgentId", .text("1000002")),
        Parameter("WeComConfig.CorpSecret", .secret("wecom-secret")),
        Parameter("WeComConfig.TrustableDomain", .text("https://login.example")),
      ]),
      sync: DirectorySync(
        from: ["1"], into: "ou_wecom", incremental: true, groups: true, cron: "0 45 1 * * ?"),
      source: here),
    IdentityProvider(
      name: "dingtalk", kind: .dingtalk,
      settings: .fields([
        Parameter("DingtalkAppConfig.CorpId", .text("ding1")),
        Parameter("DingtalkAppConfig.DingtalkVersion", .text("public_dingtalk")),
        Parameter("DingtalkAppConfig.AppKey", .text("dingkey")),
        Parameter("DingtalkAppConfig.AppSecret", .secret("ding-secret")),
      ]), source: here),
    IdentityProvider(
      name: "lark", kind: .lark,
      settings: .fields([
        Parameter("LarkConfig.EnterpriseNumber", .text("F123")),
        Parameter("LarkConfig.AppId", .text("cli_1")),
        Parameter("LarkConfig.AppSecret", .secret("lark-secret")),
        Parameter("LarkConfig.EncryptKey", .secret("lark-key")),
      ]), sync: DirectorySync(from: ["od-1"]), source: here),
    IdentityProvider(
      name: "ldap", kind: .ldap, accounts: Accounts(matchOn: .username),
      settings: .fields([
        Parameter("LdapConfig.LdapProtocol", .text("ldap")),
        Parameter("LdapConfig.LdapServerHost", .text("ldap.corp.example")),
        Parameter("LdapConfig.LdapServerPort", .integer(389)),
        Parameter("LdapConfig.StartTlsStatus", .status(true)),
        Parameter("LdapConfig.CertificateFingerprints", .list(["ab:cd"])),
        Parameter("LdapConfig.AdministratorUsername", .text("cn=reader,dc=corp,dc=example")),
        Parameter("LdapConfig.AdministratorPassword", .secret("ldap-password")),
        Parameter("LdapConfig.UserObjectClass", .text("inetOrgPerson")),
        Parameter("LdapConfig.UserLoginIdentifier", .text("uid,mail")),
        Parameter("LdapConfig.GroupObjectClass", .text("groupOfNames")),
        Parameter("LdapConfig.UserRdn", .text("uid")),
        Parameter("LdapConfig.PasswordSyncStatus", .status(false)),
      ]), source: here),
    IdentityProvider(
      name: "ad", kind: .ad, networkAccessEndpoint: "nae_2",
      settings: .fields([
        Parameter("LdapConfig.LdapServerHost", .text("ad.corp.example")),
        Parameter("LdapConfig.LdapServerPort", .integer(636)),
        Parameter("LdapConfig.AdministratorUsername", .text("reader@corp.example")),
        Parameter("LdapConfig.AdministratorPassword", .secret("ad-password")),
      ]), sync: DirectorySync(from: ["dc=corp"], incremental: false), source: here),
    IdentityProvider(
      name: "saml", kind: .saml, displayName: "Corp SAML",
      settings: .fields([
        Parameter("SamlConfig.IdPEntityId", .text("https://idp.corp.example/metadata")),
        Parameter("SamlConfig.IdPSsoUrl", .text("https://idp.corp.example/sso")),
        Parameter(
          "SamlConfig.Certificates", .list(["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"])),
        Parameter("SamlConfig.MaxClockSkew", .integer(180)),
        Parameter("SamlConfig.WantAssertionsSigned", .boolean(true)),
      ]), source: here),
  ]
}
