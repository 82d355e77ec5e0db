internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Brings `webhook:` and `page:` to values.
enum WebhookResolution {
  /// nil if something in it was refused.
  static func webhook(_ declared: WebhookDeclaration, _ findings: inout [Diagnostic]) -> Webhook? {
    let signing = declared.signing.flatMap { Self.signing($0, &findings) }
    guard let signing, let url = declared.url.value, !declared.hold.isFaulty, !declared.codeLife.isFaulty,
      !declared.requireResult.isFaulty, let resume = resume(declared.resume),
      let callbackURLs = texts(declared.callbackURLs),
      let privateCallbacks = texts(declared.privateCallbacks),
      let returnURLs = texts(declared.returnURLs), let mayOmit = texts(declared.mayOmit)
    else { return nil }
    var fallback: [Method] = [.idaasSMS]
    if let given = declared.fallbackMethods {
      guard let methods = ActionResolution.methods(given) else { return nil }
      fallback = methods
    }
    return Webhook(
      url: url, signing: signing, resume: resume,
      hold: resume == .response ? declared.hold.value ?? 110 : nil, callbackURLs: callbackURLs,
      privateCallbacks: privateCallbacks, returnURLs: returnURLs,
      requireResult: declared.requireResult.value ?? false, mayOmit: mayOmit, fallbackMethods: fallback,
      codeLife: declared.codeLife.value ?? defaultCodeLife, source: declared.range)
  }

  /// Seconds.
  static let defaultCodeLife: UInt32 = 600

  /// What `page:` says, with its defaults; nil if something in it was refused.
  static func page(_ declared: PageDeclaration?) -> Page? {
    guard let declared else { return Page() }
    guard !declared.brand.isFaulty, !declared.support.isFaulty, !declared.privacy.isFaulty,
      !declared.accent.isFaulty, !declared.defaultLocale.isFaulty
    else { return nil }
    return Page(
      brand: declared.brand.value, support: declared.support.value, privacy: declared.privacy.value,
      accent: declared.accent.value, defaultLocale: declared.defaultLocale.value ?? "en")
  }

  private static func resume(_ given: Given<String>) -> ResumeMode? {
    given.isAbsent ? .response : given.value.flatMap(ResumeMode.init(rawValue:))
  }

  /// Empty when not given, nil when one was refused.
  private static func texts(_ given: Texts?) -> [String]? {
    guard let given else { return [] }
    return given.isComplete ? given.items.map(\.value) : nil
  }

  private static func signing(_ declared: SigningDeclaration, _ findings: inout [Diagnostic]) -> Signing? {
    var allowFrom: [CIDR]? = []
    if let given = declared.allowFrom {
      allowFrom = NetworkResolution.networks(given.items, &findings)
      if !given.isComplete { allowFrom = nil }
    }
    let scheme: SigningScheme? =
      declared.scheme.isAbsent
      ? .standardWebhooks : declared.scheme.value.flatMap(SigningScheme.init(rawValue:))
    guard let allowFrom, let scheme, !declared.tolerance.isFaulty, !declared.issuer.isFaulty,
      !declared.audience.isFaulty, !declared.jwksURL.isFaulty, let secrets = texts(declared.secrets),
      let verify = texts(declared.verifySecrets), let callback = texts(declared.callbackSecrets)
    else { return nil }
    return Signing(
      scheme: scheme, secrets: secrets, verifySecrets: verify, callbackSecrets: callback,
      tolerance: declared.tolerance.value ?? 300, issuer: declared.issuer.value,
      audience: declared.audience.value, jwksURL: declared.jwksURL.value, allowFrom: allowFrom)
  }
}
