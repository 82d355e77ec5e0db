import PosternModel

extension ModelFacts {
  mutating func add(_ provider: IdentityProvider) {
    let own = OwnedFacts(
      part: .identityProviders, owner: "identityProviders." + provider.name, summary: provider.kind.rawValue)
    own.text("kind", provider.kind.rawValue, &self)
    own.text("name", provider.displayName, &self)
    own.flag("enabled", provider.enabled, &self)
    if let accounts = provider.accounts {
      own.flag("accounts.create", accounts.create, &self)
      own.flag("accounts.update", accounts.update, &self)
      own.list("accounts.into", accounts.into, &self)
      own.text("accounts.matchOn", accounts.matchOn?.rawValue, &self)
      own.flag("accounts.linkByHand", accounts.linkByHand, &self)
    }
    own.text("networkAccessEndpoint", provider.networkAccessEndpoint, &self)
    own.text("callbackUrl", provider.callbackURL, &self)
    switch provider.settings {
    case .oidc(let settings): add(settings, own)
    case .fields(let fields): for field in fields { own.text(field.path, field.value.words, &self) }
    }
    if let sync = provider.sync {
      own.list("sync.from", sync.from, &self)
      own.text("sync.into", sync.into, &self)
      own.flag("sync.incremental", sync.incremental, &self)
      own.flag("sync.groups", sync.groups, &self)
      own.text("sync.cron", sync.cron, &self)
    }
    own.text("id", provider.id, &self)
  }

  private mutating func add(_ settings: OIDCSettings, _ own: OwnedFacts) {
    own.text("issuer", settings.issuer, &self)
    own.text("clientId", settings.clientID, &self)
    own.text("clientSecret", "!secret " + settings.clientSecret, &self)
    own.text("authMethod", settings.authMethod, &self)
    own.list("scopes", settings.scopes, &self)
    own.text("pkce", settings.pkce ?? "none", &self)
    own.text("endpoints.authorization", settings.endpoints?.authorization, &self)
    own.text("endpoints.token", settings.endpoints?.token, &self)
    own.text("endpoints.userinfo", settings.endpoints?.userinfo, &self)
    own.text("endpoints.jwks", settings.endpoints?.jwks, &self)
  }

  mutating func add(_ directory: Directory) {
    func add(_ kind: String, _ entries: [DirectoryEntry]) {
      for entry in entries {
        let own = OwnedFacts(
          part: .directory, owner: "directory.\(kind).\(entry.name)", summary: entry.id)
        own.text("id", entry.id, &self)
        own.text("displayName", entry.displayName, &self)
      }
    }
    add("applications", directory.applications)
    add("groups", directory.groups)
    for zone in directory.networkZones {
      let cidrs = zone.cidrs.map(\.description)
      let own = OwnedFacts(
        part: .directory, owner: "directory.networkZones." + zone.name, summary: cidrs.joined(separator: ", ")
      )
      own.list("cidrs", cidrs, &self)
      own.text("id", zone.id, &self)
    }
  }

  mutating func add(_ service: VerifyService) {
    let own = OwnedFacts(
      part: .services, owner: "verifyServices." + service.name, summary: service.friendlyName)
    own.text("friendlyName", service.friendlyName, &self)
    own.text("codeLength", String(service.codeLength), &self)
    own.text("mailer", service.mailer, &self)
    own.flag("psd2", service.psd2, &self)
    for parameter in service.parameters { own.text(parameter.path, parameter.value.words, &self) }
    own.text("sid", service.sid, &self)
  }

  /// What a plan does not show of a channel.
  mutating func add(_ channel: ChannelSettings) {
    let own = OwnedFacts(
      part: .channels, owner: "channels." + channel.channel.name, summary: "enabled")
    own.flag("enabled", true, &self)
    own.text("from", channel.from, &self)
  }

  mutating func add(_ limit: Limit) {
    var key = "key: " + limit.key.name
    if case .prefix(let digits) = limit.key { key += ", dropDigits: \(digits)" }
    let buckets = limit.buckets.map { "\($0.max) per \(seconds($0.interval))" }
    let own = OwnedFacts(
      part: .limits, owner: "limits." + limit.name,
      summary: "\(key), buckets: [\(buckets.joined(separator: ", "))]")
    own.text("key", limit.key.name, &self)
    if case .prefix(let digits) = limit.key { own.text("dropDigits", String(digits), &self) }
    own.list("buckets", buckets, &self)
    own.text("onExceed", limit.observesOnly ? "observe" : "deny", &self)
    own.flag("twilio", limit.twilio, &self)
  }

  mutating func add(_ webhook: Webhook) {
    let own = OwnedFacts(part: .webhook, owner: "webhook", summary: webhook.url)
    let signing = webhook.signing
    own.text("url", webhook.url, &self)
    own.text("signing.scheme", signing.scheme.rawValue, &self)
    own.list("signing.secrets", signing.secrets.map { "!secret " + $0 }, &self)
    own.list("signing.verifySecrets", signing.verifySecrets.map { "!secret " + $0 }, &self)
    own.list("signing.callbackSecrets", signing.callbackSecrets.map { "!secret " + $0 }, &self)
    own.text("signing.tolerance", seconds(signing.tolerance), &self)
    own.text("signing.issuer", signing.issuer, &self)
    own.text("signing.audience", signing.audience, &self)
    own.text("signing.jwksUrl", signing.jwksURL, &self)
    own.list("signing.allowFrom", signing.allowFrom.map(\.description), &self)
    own.text("resume", webhook.resume.rawValue, &self)
    own.text("hold", webhook.hold.map(seconds), &self)
    own.list("callbackUrls", webhook.callbackURLs, &self)
    own.list("privateCallbacks", webhook.privateCallbacks, &self)
    own.list("returnUrls", webhook.returnURLs, &self)
    own.flag("requireResult", webhook.requireResult, &self)
    own.list("mayOmit", webhook.mayOmit, &self)
    own.list("fallbackMethods", webhook.fallbackMethods.map(\.name), &self)
    own.text("codeLife", seconds(webhook.codeLife), &self)
  }

  mutating func add(_ page: Page) {
    add(.page, "page.brand", page.brand)
    add(.page, "page.support", page.support)
    add(.page, "page.privacy", page.privacy)
    add(.page, "page.accent", page.accent)
    add(.page, "page.defaultLocale", page.defaultLocale)
  }

  /// Seconds as the policy writes them, in the largest unit that divides them.
  private func seconds(_ count: UInt32) -> String {
    for (unit, name) in [(86_400, "d"), (3_600, "h"), (60, "m")] as [(UInt32, String)]
    where count >= unit && count % unit == 0 {
      return "\(count / unit)\(name)"
    }
    return "\(count)s"
  }
}

extension ParameterValue {
  /// As the policy writes it.
  fileprivate var words: String {
    switch self {
    case .text(let text): text
    case .secret(let name): "!secret " + name
    case .integer(let value): String(value)
    case .boolean(let flag), .status(let flag): flag ? "true" : "false"
    case .list(let texts): "[" + texts.joined(separator: ", ") + "]"
    }
  }
}
