import PosternJSON
import PosternModel
import PosternNumbering

extension RoutingTableDescription {
  /// Names with their ids.
  var names: JSONValue {
    let directory = table.model.directory
    func entries(_ pairs: [(String, String?)]) -> JSONValue {
      .array(pairs.map { .object([("name", .string($0.0)), ("id", .optional($0.1))]) })
    }
    return .object([
      ("identityProviders", entries(table.model.identityProviders.map { ($0.name, $0.id) })),
      ("applications", entries(directory.applications.map { ($0.name, $0.id) })),
      ("groups", entries(directory.groups.map { ($0.name, $0.id) })),
      (
        "networkZones",
        .array(
          directory.networkZones.map { zone in
            .object([
              ("name", .string(zone.name)), ("id", .optional(zone.id)),
              ("cidrs", .strings(zone.cidrs.map(\.description))),
            ])
          })
      ),
    ])
  }

  func service(_ service: VerifyService) -> JSONValue {
    .object([
      ("name", .string(service.name)), ("friendlyName", .string(service.friendlyName)),
      ("sid", .optional(service.sid)), ("codeLength", .integer(service.codeLength)),
      ("psd2", .bool(service.psd2)),
    ])
  }

  func channel(_ channel: ChannelSettings) -> JSONValue {
    .object([
      ("channel", .string(channel.channel.name)),
      ("service", .string(table.model.services[channel.service].name)),
      ("waitSeconds", .integer(Int(channel.wait))), ("locale", .optional(channel.locale)),
      ("template", .optional(channel.template)),
      ("lineTypes", channel.lineTypes.map { .strings($0.types.map(\.name)) } ?? .null),
      ("from", .optional(channel.from)), ("messagingService", .optional(channel.messagingService)),
    ])
  }

  func limit(_ limit: Limit) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(limit.name)), ("key", .string(limit.key.name)),
    ]
    if case .prefix(let digits) = limit.key { members.append(("dropDigits", .integer(digits))) }
    members += [
      (
        "buckets",
        .array(
          limit.buckets.map {
            .object([("max", .integer($0.max)), ("intervalSeconds", .integer(Int($0.interval)))])
          })
      ),
      ("onExceed", .string(limit.observesOnly ? "observe" : "deny")), ("twilio", .bool(limit.twilio)),
    ]
    return .object(members)
  }

  func webhook(_ webhook: Webhook) -> JSONValue {
    let signing = webhook.signing
    return .object([
      ("url", .string(webhook.url)),
      (
        "signing",
        .object([
          ("scheme", .string(signing.scheme.rawValue)), ("secretNames", .strings(signing.secrets)),
          ("verifySecretNames", .strings(signing.verifySecrets)),
          ("callbackSecretNames", .strings(signing.callbackSecrets)),
          ("toleranceSeconds", .integer(Int(signing.tolerance))), ("issuer", .optional(signing.issuer)),
          ("audience", .optional(signing.audience)), ("jwksUrl", .optional(signing.jwksURL)),
          ("allowFrom", .strings(signing.allowFrom.map(\.description))),
        ])
      ),
      ("resume", .string(webhook.resume.rawValue)), ("holdSeconds", .optional(webhook.hold.map(Int.init))),
      ("callbackUrls", .strings(webhook.callbackURLs)),
      ("privateCallbacks", .strings(webhook.privateCallbacks)), ("returnUrls", .strings(webhook.returnURLs)),
      ("requireResult", .bool(webhook.requireResult)), ("mayOmit", .strings(webhook.mayOmit)),
      ("fallbackMethods", .strings(webhook.fallbackMethods.map(\.name))),
      ("codeLifeSeconds", .integer(Int(webhook.codeLife))),
    ])
  }

  func page(_ page: Page) -> JSONValue {
    .object([
      ("brand", .optional(page.brand)), ("support", .optional(page.support)),
      ("privacy", .optional(page.privacy)),
      ("accent", .optional(page.accent)), ("defaultLocale", .string(page.defaultLocale)),
    ])
  }

  func twilio(_ twilio: TwilioDeployment) -> JSONValue {
    .object([
      ("account", .string(twilio.account)), ("apiKey", .string(twilio.apiKey)),
      ("apiSecretName", .string(twilio.apiSecret)), ("codeTtlSeconds", .integer(Int(twilio.codeTTL))),
    ])
  }
}
