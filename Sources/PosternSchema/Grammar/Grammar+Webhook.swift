/// Keys of `webhook.signing`.
enum SigningKey: Int, MappingKey {
  case scheme, secrets, verifySecrets, callbackSecrets, tolerance, issuer, audience, jwksUrl, allowFrom

  static let grammar = MappingGrammar(
    "`signing`",
    [
      optional("scheme", .choice("standard-webhooks", "jwks", "token")),
      optional("secrets", .list(of: .secret)),
      optional("verifySecrets", .list(of: .secret)),
      optional("callbackSecrets", .list(of: .secret)),
      optional("tolerance", .duration(1...600)),
      optional("issuer", .filled),
      optional("audience", .filled),
      optional("jwksUrl", .web),
      optional("allowFrom", .list(of: .filled)),
    ])
}

/// Keys of `webhook:`.
enum WebhookKey: Int, MappingKey {
  case url, signing, resume, hold, callbackUrls, privateCallbacks, returnUrls, requireResult, mayOmit
  case fallbackMethods, codeLife

  static let grammar = MappingGrammar(
    "`webhook`", joins: true,
    [
      required("url", .https),
      required("signing", .mapping(SigningKey.grammar)),
      optional("resume", .choice("response", "callback", "poll")),
      optional("hold", .duration(0...120)),
      optional("callbackUrls", .list(of: .web)),
      optional("privateCallbacks", .list(of: .filled)),
      optional("returnUrls", .list(of: .text(.url(schemes: [])))),
      optional("requireResult", .boolean),
      optional("mayOmit", .list(of: .text(.choice(Vocabulary.triggerNames)))),
      optional("fallbackMethods", .list(of: .method)),
      optional("codeLife", .wait),
    ])
}

/// Keys of `page:`.
enum PageKey: Int, MappingKey {
  case brand, support, privacy, accent, defaultLocale

  static let grammar = MappingGrammar(
    "`page`", joins: true,
    [
      optional("brand", .filled),
      optional("support", .text(.url(schemes: ["https://", "mailto:"]))),
      optional("privacy", .text(.url(schemes: ["https://", "mailto:"]))),
      optional("accent", .text(.colour)),
      optional("defaultLocale", .filled),
    ])
}
