/// Keys of a Verify service that have a meaning to Postern; the resource's other parameters follow.
enum VerifyServiceKey: Int, MappingKey {
  case friendlyName, codeLength, mailer, psd2

  static let grammar = MappingGrammar(
    "a Verify service",
    [
      required("friendlyName", .filled),
      optional("codeLength", .integer(4...10)),
      optional("mailer", .filled),
      optional("psd2", .boolean),
    ] + VerifyServiceGrammar.fields.map(\.key))
}

/// `verifyServices:`.
enum VerifyServiceGrammar {
  static let section = ValueGrammar.names(
    NamesGrammar(noun: "a Verify service", value: .mapping(VerifyServiceKey.grammar), joins: true))

  /// The parameters of Twilio's Service resource, but those of `Whatsapp`: these come from the channel.
  static let fields: [VendorField] = [
    .boolean("LookupEnabled", "lookup"),
    .boolean("SkipSmsToLandlines", "skipSmsToLandlines"),
    .boolean("DtmfInputRequired", "dtmfInputRequired"),
    .text("TtsName", "ttsName"),
    .boolean("DoNotShareWarningEnabled", "doNotShareWarning"),
    .boolean("CustomCodeEnabled", "customCode"),
    .text("DefaultTemplateSid", "defaultTemplateSid"),
    .group(
      "push",
      [
        .text("Push.ApnCredentialSid", "apnCredentialSid"),
        .text("Push.FcmCredentialSid", "fcmCredentialSid"),
        .boolean("Push.IncludeDate", "includeDate"),
      ]),
    .group(
      "totp",
      [
        .text("Totp.Issuer", "issuer"),
        .integer("Totp.TimeStep", "timeStep", 20...60),
        .integer("Totp.CodeLength", "codeLength", 3...8),
        .integer("Totp.Skew", "skew", 0...2),
      ]),
    .group(
      "passkeys",
      [
        .group(
          "relyingParty",
          [
            .text("Passkeys.RelyingParty.Id", "id"),
            .text("Passkeys.RelyingParty.Name", "name"),
            .commaSeparated("Passkeys.RelyingParty.Origins", "origins"),
          ]),
        .text(
          "Passkeys.AuthenticatorAttachment", "authenticatorAttachment",
          .choice(["platform", "cross-platform", "any"])),
        .text("Passkeys.DiscoverableCredentials", "discoverableCredentials", .choice(preference)),
        .text("Passkeys.UserVerification", "userVerification", .choice(preference)),
      ]),
    .boolean("VerifyEventSubscriptionEnabled", "verifyEventSubscription"),
  ]

  private static let preference = ["required", "preferred", "discouraged"]
}

/// Keys of a channel.
enum ChannelKey: Int, MappingKey {
  case service, wait, locale, template, lineTypes, from, messagingService

  static let grammar = MappingGrammar(
    "a channel",
    [
      required("service", .filled),
      optional("wait", .wait),
      optional("locale", .filled),
      optional("template", .filled),
      optional("lineTypes", .list(of: .text(.choice(Vocabulary.lineTypes)))),
      optional("from", .filled),
      optional("messagingService", .filled),
    ])
}

/// `channels:`: four names, each with the keys that mean something to it.
enum ChannelGrammar {
  static let section = ValueGrammar.mapping(mapping)

  static let mapping = MappingGrammar(
    "`channels`", joins: true, Vocabulary.channels.map { optional($0, .mapping(grammar(of: $0))) })

  private static func grammar(of channel: String) -> MappingGrammar {
    ChannelKey.grammar.keeping("channel `\(channel)`") { key in
      switch key {
      case "from": channel == "whatsapp"
      case "messagingService": channel == "whatsapp" || channel == "sms"
      default: true
      }
    }
  }
}

/// Keys of a limit.
enum LimitKey: Int, MappingKey {
  case key, dropDigits, buckets, onExceed, twilio

  static let grammar = MappingGrammar(
    "a limit",
    [
      required("key", .choice("number", "prefix", "ip", "country", "user", "all")),
      optional("dropDigits", .integer(0...15)),
      required("buckets", .list(of: .text(.bucket))),
      optional("onExceed", .choice("deny", "observe")),
      optional("twilio", .boolean),
    ])

  /// `limits:`.
  static let section = ValueGrammar.names(
    NamesGrammar(noun: "a limit", value: .mapping(LimitKey.grammar), joins: true))
}
