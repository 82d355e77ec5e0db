internal import PosternDiagnostics
internal import PosternSchema

/// Providers that become a manual step, wholly or in part, URLs of providers that are not https, and certificates that
/// are none.
struct IncompleteProviders: Check {
  let codes = ["PST0730", "PST0731", "PST0732", "PST0733", "PST0734"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    for provider in policy.declaration.identityProviders.items {
      let name = provider.name.value
      switch provider.kind.value {
      case "oidc":
        let missing = Self.missingEndpoints(provider)
        if !missing.isEmpty {
          findings.append(.oidcWithoutEndpoints(provider: name, missing: missing, at: provider.name.range))
        }
      case "wechat" where provider.broker.isAbsent:
        findings.append(.wechatWithoutBroker(provider: name, at: provider.name.range))
      case "saml":
        if let idaas = policy.declaration.environment?.idaas, idaas.samlIdentityProviderType.isAbsent {
          findings.append(.samlWithoutType(provider: name, at: provider.name.range))
        }
      default: break
      }
      for field in provider.fields where field.key == "certificates" {
        if case .list(let texts) = field.value.value,
          let index = texts.firstIndex(where: { !PEM.isCertificate(Array($0.utf8)) })
        {
          findings.append(.badCertificate(provider: name, number: index + 1, at: field.value.range))
        }
      }
      let endpoints = provider.endpoints
      for (key, url) in [
        ("issuer", provider.issuer), ("broker", provider.broker),
        ("authorization", endpoints?.authorization ?? .absent), ("token", endpoints?.token ?? .absent),
        ("userinfo", endpoints?.userinfo ?? .absent), ("jwks", endpoints?.jwks ?? .absent),
      ] {
        let isIssuer = key == "issuer" || key == "broker"
        if let url = url.located,
          !url.value.utf8.starts(with: "https://".utf8) || url.value.utf8.contains(UInt8(ascii: "#"))
            || isIssuer && url.value.utf8.contains(UInt8(ascii: "?"))
        {
          findings.append(.badProviderURL(url, key: key, isIssuer: isIssuer))
        }
      }
    }
  }

  /// The endpoints that do not stand there.
  private static func missingEndpoints(_ provider: ProviderDeclaration) -> [String] {
    let endpoints = provider.endpoints
    return [
      ("authorization", endpoints?.authorization), ("token", endpoints?.token),
      ("userinfo", endpoints?.userinfo), ("jwks", endpoints?.jwks),
    ].filter { $0.1?.isAbsent ?? true }.map(\.0)
  }
}
