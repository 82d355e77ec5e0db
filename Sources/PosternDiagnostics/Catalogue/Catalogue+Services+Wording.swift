extension Diagnostic {
  /// A friendly name that Twilio refuses.
  package static func badFriendlyName(_ name: Located<String>, because reason: FriendlyNameFault)
    -> Diagnostic
  {
    let what =
      switch reason {
      case .tooLong(let count): "friendly name `\(name.value)` has \(count) characters, more than 30"
      case .character(let text): "friendly name `\(name.value)` has the character `\(text)`"
      case .digits(let count): "friendly name `\(name.value)` has \(count) digits, more than 4"
      }
    return Diagnostic(
      Catalogue.badFriendlyName, what, at: name.range,
      help: "1 to 30 letters, digits, spaces, `_` and `-`, with at most 4 digits")
  }

  /// What is wrong with a friendly name.
  package enum FriendlyNameFault: Sendable {
    case tooLong(Int)
    case character(String)
    case digits(Int)
  }

  /// `skipSmsToLandlines` without `lookup`.
  package static func skipWithoutLookup(service: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.skipWithoutLookup, "service `\(service)` skips landlines without looking numbers up",
      at: range,
      help: "add `lookup: true`, or drop `skipSmsToLandlines`")
  }

  /// WhatsApp lacks `from`.
  package static func whatsappWithoutSender(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.whatsappWithoutSender, "channel `whatsapp` has no sender", at: range,
      help: "add `from: \"whatsapp:+…\"`, and the `messagingService: MG…` that holds it")
  }

  /// `from` without `messagingService`.
  package static func whatsappWithoutMessagingService(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.whatsappWithoutMessagingService, "channel `whatsapp` has a sender and no messaging service",
      at: range, help: "add the `messagingService: MG…` that holds the sender")
  }

  /// The service that e-mail is sent with has no mailer.
  package static func emailWithoutMailer(service: String, at range: SourceRange, declared: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.emailWithoutMailer, "e-mail is sent with service `\(service)`, which has no `mailer`",
      at: range,
      related: [RelatedPlace("the service is declared here", declared)],
      help: "add `mailer: MD…` to the service")
  }

  /// A PSD2 service used by another channel than SMS.
  package static func psd2WithOtherChannel(
    service: String, channel: String, at range: SourceRange, psd2At: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.psd2WithOtherChannel, "`\(channel)` is sent with service `\(service)`, which has `psd2`",
      at: range,
      related: [RelatedPlace("`psd2` works with `sms` alone", psd2At)],
      help: "give `\(channel)` a service without `psd2`")
  }

  /// `lineTypes` on `email`.
  package static func lineTypesOnEmail(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.lineTypesOnEmail, "channel `email` has no line types", at: range, help: "drop `lineTypes`")
  }

  /// An id that is not `XX` and 32 hexadecimal digits.
  package static func malformedID(_ id: Located<String>, prefix: String, of thing: String) -> Diagnostic {
    Diagnostic(
      Catalogue.malformedID, "`\(id.value)` is not the id of \(thing)", at: id.range,
      help: "it is `\(prefix)` and 32 hexadecimal digits")
  }

  /// A sender that is not `whatsapp:+…`.
  package static func malformedSender(_ sender: Located<String>) -> Diagnostic {
    Diagnostic(
      Catalogue.malformedSender, "`\(sender.value)` is not a WhatsApp sender", at: sender.range,
      help: "write `whatsapp:` and the number in E.164, such as `whatsapp:+15550100`")
  }

  /// `verifyServices` is missing though something is sent.
  package static func missingServices(at root: SourceRange, send: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingServices, "`verifyServices` is missing, and something is sent", at: root,
      related: [RelatedPlace("sent here", send)], help: "add `verifyServices:` with a service")
  }

  /// `channels` is missing though something is sent.
  package static func missingChannels(at root: SourceRange, send: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingChannels, "`channels` is missing, and something is sent", at: root,
      related: [RelatedPlace("sent here", send)], help: "add `channels:` with every channel that is used")
  }
}
