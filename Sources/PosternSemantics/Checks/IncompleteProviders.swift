internal import PosternDiagnostics
internal import PosternSchema

/// Providers that become a manual step, wholly or in part, and URLs of providers that are not https.
struct IncompleteProviders: Check {
  let codes = ["PST0730", "PST0731", "PST0732", "PST0733"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    for provider in policy.declaration.identityProviders.items {
      let name = provider.name.value
      switch provider.kind.value {
      case "oidc" where provider.endpoints == nil:
        findings.append(.oidcWithoutEndpoints(provider: name, at: provider.name.range))
      case "wechat" where provider.broker.isAbsent:
        findings.append(.wechatWithoutBroker(provider: name, at: provider.name.range))
      case "saml":
        if let idaas = policy.declaration.environment?.idaas, idaas.samlIdentityProviderType.isAbsent {
          findings.append(.samlWithoutType(provider: name, at: provider.name.range))
        }
      default: break
      }
      let endpoints = provider.endpoints
      for (key, url) in [
        ("issuer", provider.issuer), ("broker", provider.broker),
        ("authorization", endpoints?.authorization ?? .absent), ("token", endpoints?.token ?? .absent),
        ("userinfo", endpoints?.userinfo ?? .absent), ("jwks", endpoints?.jwks ?? .absent),
      ] {
        let isIssuer = key == "issuer" || key == "broker"
        if let url = url.located,
          !url.value.hasPrefix("https://") || url.value.contains("#") || isIssuer && url.value.contains("?")
        {
          findings.append(.badProviderURL(url, key: key, isIssuer: isIssuer))
        }
      }
    }
  }
}
