internal import PosternModel

extension IDaaSTranslator {
  /// The `IdentityProviderType` of a provider; nil where the API documents none.
  func identityProviderType(_ provider: IdentityProvider) -> String? {
    switch provider.kind {
    case .google, .oidc: "urn:alibaba:idaas:idp:standard:oidc"
    case .wechat: provider.oidc?.issuer == nil ? nil : "urn:alibaba:idaas:idp:standard:oidc"
    case .wecom: "urn:alibaba:idaas:idp:tencent:wecom:pull"
    case .dingtalk: "urn:alibaba:idaas:idp:alibaba:dingtalk:pull"
    case .lark: "urn:alibaba:idaas:idp:bytedance:lark:pull"
    case .ldap: "urn:alibaba:idaas:idp:unknown:ldap:pull"
    case .ad: "urn:alibaba:idaas:idp:microsoft:ad:pull"
    case .saml: model.idaas.samlIdentityProviderType
    }
  }
}

extension IdentityProvider {
  /// The OIDC particulars; nil for the other kinds.
  var oidc: OIDCSettings? { if case .oidc(let settings) = settings { settings } else { nil } }

  /// Fields of the vendor's config object; empty for OIDC.
  var fields: [Parameter] { if case .fields(let fields) = settings { fields } else { [] } }

  /// The text of a field; nil when it is not given.
  func field(_ path: String) -> String? {
    fields.first { $0.path == path }.flatMap { if case .text(let text) = $0.value { text } else { nil } }
  }

  /// The issuer that the request names: Google's own for `google`.
  var issuer: String? { oidc?.issuer ?? (kind == .google ? Google.issuer : nil) }

  /// The endpoints that are known when the request is written: nothing is looked up.
  var endpoints: OIDCEndpoints? { oidc?.endpoints ?? (kind == .google ? Google.endpoints : nil) }
}

/// Google's OpenID Connect endpoints, written out so that nothing is looked up at compile time.
/// Source: <https://accounts.google.com/.well-known/openid-configuration>.
private enum Google {
  static let issuer = "https://accounts.google.com"
  static let endpoints = OIDCEndpoints(
    authorization: "https://accounts.google.com/o/oauth2/v2/auth",
    token: "https://oauth2.googleapis.com/token",
    userinfo: "https://openidconnect.googleapis.com/v1/userinfo",
    jwks: "https://www.googleapis.com/oauth2/v3/certs")
}
