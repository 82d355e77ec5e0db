extension Catalogue {
  /// PST07xx: Verify services, channels, limits, providers.
  static let services: [CatalogueEntry] =
    [
      badFriendlyName, skipWithoutLookup, whatsappWithoutSender, whatsappWithoutMessagingService,
      emailWithoutMailer,
      psd2WithOtherChannel, lineTypesOnEmail, malformedID, malformedSender, missingServices, missingChannels,
    ] + limits + providers

  static let badFriendlyName = CatalogueEntry(
    "PST0701", .error, "bad friendly name",
    explanation: """
      Twilio shows the friendly name in the message and takes 1 to 30 characters of `[A-Za-z0-9 _-]` with at most 4 \
      digits.
      """,
    bad: "verifyServices:\n  default: { friendlyName: \"Example & Söhne\" }",
    good: "verifyServices:\n  default: { friendlyName: Example and Sons }")

  static let skipWithoutLookup = CatalogueEntry(
    "PST0703", .error, "landlines skipped without lookup",
    explanation: """
      `skipSmsToLandlines` needs the carrier lookup: without `lookup: true` Twilio does not know what a landline is.
      """,
    bad: "verifyServices:\n  default: { friendlyName: Example, skipSmsToLandlines: true }",
    good: "verifyServices:\n  default: { friendlyName: Example, lookup: true }")

  static let whatsappWithoutSender = CatalogueEntry(
    "PST0704", .error, "WhatsApp without a sender",
    explanation: """
      Verify sends WhatsApp messages only from a sender of your own, in a messaging service: `from` and \
      `messagingService` of the channel (68008 otherwise).
      """,
    bad: """
      channels:
        sms: { service: default }
        whatsapp: { service: default }
      routing:
        otherwise: { send: [whatsapp, sms] }
      """,
    good: """
      channels:
        sms: { service: default }
        whatsapp:
          service: default
          from: "whatsapp:+15550100"
          messagingService: MG0123456789abcdef0123456789abcdef
      routing:
        otherwise: { send: [whatsapp, sms] }
      """)

  static let whatsappWithoutMessagingService = CatalogueEntry(
    "PST0713", .warning, "WhatsApp without a messaging service",
    explanation: """
      The sender of WhatsApp messages must belong to a messaging service that the Verify service knows. Without \
      `messagingService` it is left as it is at Twilio; where it was never set, nothing is sent (68008).
      """,
    bad: """
      channels:
        sms: { service: default }
        whatsapp: { service: default, from: "whatsapp:+15550100" }
      routing:
        otherwise: { send: [whatsapp, sms] }
      """,
    good: """
      channels:
        sms: { service: default }
        whatsapp:
          service: default
          from: "whatsapp:+15550100"
          messagingService: MG0123456789abcdef0123456789abcdef
      routing:
        otherwise: { send: [whatsapp, sms] }
      """)

  static let emailWithoutMailer = CatalogueEntry(
    "PST0705", .error, "e-mail without a mailer",
    explanation:
      "Verify sends e-mail only through a mailer that is attached to the service (60217 otherwise).",
    bad: """
      channels:
        sms: { service: default }
        email: { service: default }
      routing:
        otherwise: { send: [sms, email] }
      """,
    good: """
      verifyServices:
        default: { friendlyName: Example, mailer: MD0123456789abcdef0123456789abcdef }
      channels:
        sms: { service: default }
        email: { service: default }
      routing:
        otherwise: { send: [sms, email] }
      """)

  static let psd2WithOtherChannel = CatalogueEntry(
    "PST0706", .error, "PSD2 with another channel than SMS",
    explanation: """
      A service with `psd2` binds the code to amount and payee, which Twilio does only in an SMS (60214, 60329 \
      otherwise). Give the other channels a service without it.
      """,
    bad: "verifyServices:\n  default: { friendlyName: Example, psd2: true }",
    good: """
      verifyServices:
        default: { friendlyName: Example }
        pay: { friendlyName: Example pay, psd2: true }
      channels:
        sms: { service: pay }
        call: { service: default }
      """)

  static let lineTypesOnEmail = CatalogueEntry(
    "PST0707", .error, "line types on e-mail",
    explanation: "`lineTypes` says which phone numbers a channel can reach. E-mail needs no number.",
    bad: """
      verifyServices:
        default: { friendlyName: Example, mailer: MD0123456789abcdef0123456789abcdef }
      channels:
        sms: { service: default }
        email: { service: default, lineTypes: [mobile] }
      routing:
        otherwise: { send: [sms, email] }
      """,
    good: """
      verifyServices:
        default: { friendlyName: Example, mailer: MD0123456789abcdef0123456789abcdef }
      channels:
        sms: { service: default }
        email: { service: default }
      routing:
        otherwise: { send: [sms, email] }
      """)

  static let malformedID = CatalogueEntry(
    "PST0709", .error, "malformed Twilio id",
    explanation: """
      Twilio's ids are two letters that say what it is (AC account, SK API key, VA Verify service, MG messaging \
      service, MD mailer, HJ template, CR push credential) and 32 hexadecimal digits.
      """,
    bad: """
      channels:
        sms: { service: default, messagingService: MG0123 }
        call: { service: default }
      """,
    good: """
      channels:
        sms: { service: default, messagingService: MG0123456789abcdef0123456789abcdef }
        call: { service: default }
      """)

  static let malformedSender = CatalogueEntry(
    "PST0710", .error, "malformed sender",
    explanation: "A WhatsApp sender is `whatsapp:` and a phone number in E.164: `whatsapp:+15550100`.",
    bad: """
      channels:
        sms: { service: default }
        whatsapp: { service: default, from: "+15550100", messagingService: MG0123456789abcdef0123456789abcdef }
      routing:
        otherwise: { send: [whatsapp, sms] }
      """,
    good: """
      channels:
        sms: { service: default }
        whatsapp:
          service: default
          from: "whatsapp:+15550100"
          messagingService: MG0123456789abcdef0123456789abcdef
      routing:
        otherwise: { send: [whatsapp, sms] }
      """)

  static let missingServices = CatalogueEntry(
    "PST0711", .error, "no Verify service",
    explanation:
      "As soon as something is sent, the policy needs `verifyServices`: Twilio sends through a service.",
    bad: CatalogueExample([.init("policy.yaml", policyWithout("verifyServices"), isWhole: true)]),
    good: "verifyServices:\n  default: { friendlyName: Example }")

  static let missingChannels = CatalogueEntry(
    "PST0712", .error, "no channels",
    explanation:
      "As soon as something is sent, the policy needs `channels`, which says how each one is used.",
    bad: CatalogueExample([.init("policy.yaml", policyWithout("channels"), isWhole: true)]),
    good: "channels:\n  sms: { service: default }\n  call: { service: default }")

  /// A whole policy that sends by SMS and lacks one section.
  static func policyWithout(_ section: String) -> String {
    var text = """
      policy: example
      language: 1
      identityProviders:
        google: { kind: google, clientId: example-client, clientSecret: !secret google-client-secret }
      directory: { breakGlass: none }
      countries: { rules: [{ countries: [US, GB], mode: allow }], otherwise: block }
      routing: { otherwise: { send: [sms] } }
      limits:
        per-number: { key: number, buckets: [5 per 10m] }

      """
    if section != "verifyServices" { text += "verifyServices:\n  default: { friendlyName: Example }\n" }
    if section != "channels" { text += "channels:\n  sms: { service: default }\n" }
    if section != "webhook" {
      text += """
        webhook:
          url: https://example.com/idaas/2fa-trigger
          signing: { secrets: [!secret idaas-webhook] }

        """
    }
    return text
  }
}
