import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// `webhook:`.
  mutating func webhook(_ node: NodeID, range: SourceRange) -> WebhookDeclaration? {
    guard let fields = open(node, as: WebhookKey.self, mayLack: true) else { return nil }
    defer { close(fields) }
    var webhook = WebhookDeclaration(range: range)
    webhook.url = text(fields, .url)
    if let signing = self.node(fields, .signing) {
      webhook.signing = self.signing(signing, range: keyRange(fields, .signing) ?? tree.range(signing))
    }
    webhook.resume = text(fields, .resume)
    webhook.hold = seconds(fields, .hold)
    webhook.callbackURLs = optionalTexts(fields, .callbackUrls)
    webhook.privateCallbacks = optionalTexts(fields, .privateCallbacks)
    webhook.returnURLs = optionalTexts(fields, .returnUrls)
    webhook.requireResult = flag(fields, .requireResult)
    webhook.mayOmit = optionalTexts(fields, .mayOmit)
    webhook.fallbackMethods = optionalTexts(fields, .fallbackMethods)
    webhook.codeLife = seconds(fields, .codeLife)
    return webhook
  }

  private mutating func signing(_ node: NodeID, range: SourceRange) -> SigningDeclaration? {
    guard let fields = open(node, as: SigningKey.self) else { return nil }
    defer { close(fields) }
    var signing = SigningDeclaration(range: range)
    signing.scheme = text(fields, .scheme)
    signing.secrets = texts(fields, .secrets)
    signing.verifySecrets = texts(fields, .verifySecrets)
    signing.callbackSecrets = texts(fields, .callbackSecrets)
    signing.tolerance = seconds(fields, .tolerance)
    signing.issuer = text(fields, .issuer)
    signing.audience = text(fields, .audience)
    signing.jwksURL = text(fields, .jwksUrl)
    signing.allowFrom = optionalTexts(fields, .allowFrom)
    if !fields.isIncomplete { checkScheme(signing, fields) }
    return signing
  }

  /// What a scheme needs: `secrets`, but for `jwks`, which needs to know whose tokens to take; and `token` needs to
  /// know from where.
  private mutating func checkScheme(_ signing: SigningDeclaration, _ fields: Fields<SigningKey>) {
    let needed: [SigningKey]
    switch signing.scheme.value {
    case nil where signing.scheme.isFaulty: needed = []
    case "jwks": needed = [.issuer, .audience, .jwksUrl]
    case "token": needed = [.secrets, .allowFrom]
    default: needed = [.secrets]
    }
    for key in needed where !isGiven(fields, key) {
      let name = fields.grammar.keys[key.rawValue].name
      if let scheme = signing.scheme.located {
        report(
          .missingKey(
            name, in: "`signing`", because: "`scheme: \(scheme.value)`", causedBy: scheme.range,
            at: removals[fields.node]?.first { $0.key == name }?.range ?? head(fields.node)))
      } else {
        reportMissing(name, of: fields.node, "`signing`")
      }
    }
  }

  /// `page:`.
  mutating func page(_ node: NodeID) -> PageDeclaration? {
    guard let fields = open(node, as: PageKey.self, mayLack: true) else { return nil }
    defer { close(fields) }
    var page = PageDeclaration()
    page.brand = text(fields, .brand)
    page.support = text(fields, .support)
    page.privacy = text(fields, .privacy)
    page.accent = text(fields, .accent)
    page.defaultLocale = text(fields, .defaultLocale)
    return page
  }
}
