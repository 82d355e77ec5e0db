#if Server
extension ErrorClass {
  /// One row: codes of Twilio's, and what each means at a start and at a check.
  struct Row: Sendable {
    var codes: [Int]
    /// Only when Twilio names this parameter; a row without one holds for every other.
    var parameter: String?
    var start: ErrorClass
    var check: ErrorClass

    init(_ codes: Int..., naming parameter: String? = nil, start: ErrorClass, check: ErrorClass) {
      self.codes = codes
      self.parameter = parameter
      self.start = start
      self.check = check
    }

    init(_ codes: Int..., naming parameter: String? = nil, always both: ErrorClass) {
      self.codes = codes
      self.parameter = parameter
      self.start = both
      self.check = both
    }
  }

  /// Twilio's codes, after its error dictionary and the pages of each code (read 2026).
  static let rows: [Row] = accountRows + addressRows + limitRows + settingRows + channelRows + otherRows

  /// Credentials, requests as such, and Twilio's own faults.
  private static let accountRows: [Row] = [
    // Refused credentials; a suspended account; a key of another region.
    Row(20003, always: surfaceForAll),
    // Unknown parameters; method not allowed; a key without the permission.
    Row(20001, 20004, 20403, 403, always: surface),
    // At a start: no such service. At a check: used up, expired, canceled, or never started.
    Row(20404, start: surface, check: deny(.expired)),
    // Too much at once on the account, or a rate limit of the service: "not processed, safe to retry".
    Row(
      20429, start: retry(2, after: 100, then: .deny, reason: .rateLimited),
      check: retry(2, after: 100, then: .retry)),
    Row(25109, always: retry(3, after: 100, then: .retry, alerts: true)),
    Row(20500, 20503, always: retry(2, after: 200, then: .retry)),
  ]

  /// The address, and the parameters that 60200 names.
  private static let addressRows: [Row] = [
    Row(60200, naming: "To", start: ask, check: deny(.expired)),
    Row(60200, naming: "Code", start: surface, check: ask),
    Row(60200, naming: "Locale", always: drop("Locale")),
    Row(60200, naming: "TemplateSid", always: drop("TemplateSid")),
    Row(60200, always: surface),
    Row(21211, always: ask),
    // E-mail: the domain is unknown, or on the deny list.
    Row(60236, 60237, always: ask),
    // A carrier says that the number is invalid.
    Row(60006, 60540, always: ask),
    // A landline: no text messages.
    Row(60205, always: fallBack(without: ["sms"])),
    // STOP; not reachable by text message; no mobile number.
    Row(21610, 21612, 21614, always: fallBack(without: ["sms"])),
  ]

  /// Limits and abuse: none of these is ever followed by another channel of the machine's own accord.
  private static let limitRows: [Row] = [
    // Five checks used: at a start by a verification that is still open.
    Row(60202, start: deny(.rateLimited), check: deny(.exhausted)),
    // Five sends used.
    Row(60203, always: deny(.rateLimited)),
    Row(
      60212, start: retry(1, after: 1000, then: .deny, reason: .rateLimited),
      check: retry(1, after: 1000, then: .retry)),
    // Fraud Guard, and the SMS pumping protection of messaging.
    Row(60410, 30450, always: fraudBlock),
    // Fraudulent Signup Prevention; Device Intelligence.
    Row(60412, 60413, always: deny(.provider, alerts: true)),
    // The account under review, or an embargoed country.
    Row(60238, always: deny(.provider, alerts: true)),
    // The account's messages of today are used up.
    Row(60245, always: fallBack(without: ["sms"], alerts: true)),
  ]

  /// How the service is set up.
  private static let settingRows: [Row] = [
    // Templates: not approved, substitutions, channel, not found, no brandless version, not enabled, none for WhatsApp.
    Row(60201, 60224, 60227, 60228, 60229, 60230, 60239, 60240, 60242, always: drop("TemplateSid")),
    // PSD2: Amount or Payee missing; not by call; not by sna.
    Row(60206, 60214, 60329, always: surface),
    // What applying the settings must handle: maxima, names, what exists already, the friendly name.
    Row(60207, 60208, 60209, 60210, 60211, 60213, 60246, 60248, always: surface),
    // Neither To nor VerificationSid; AppHash on another channel: faults of the bridge.
    Row(60221, 60602, always: surface),
    // Sender ids.
    Row(60231, 60232, 60233, 60234, 60235, always: surface),
    // Static text, custom message, length of the message.
    Row(60241, 60243, 60247, always: surface),
    // Voice cannot speak the locale; it fell back.
    Row(60325, 60331, always: drop("Locale")),
    // The template fell back.
    Row(60327, always: drop("TemplateSid")),
    // The friendly name was left out of the text: a warning, never a refusal.
    Row(60333, 60334, 60335, always: surface),
    // On the safe list already.
    Row(60411, always: surface),
  ]

  /// Channels and countries.
  private static let channelRows: [Row] = [
    // Geo permissions of messaging, of voice; the number is on a block list of voice.
    Row(21408, always: fallBack(without: ["sms"], alerts: true)),
    Row(21215, 21216, 13227, always: fallBack(without: ["call"], alerts: true)),
    // Geo permissions of Verify, and the countries that Twilio does not serve.
    Row(60605, always: fallBack(without: ["sms", "call"], alerts: true)),
    // Not enabled for the service; the channel is disabled; no channel found by `auto`.
    Row(60204, 60223, 60550, always: fallBack(without: [itsChannel], alerts: true)),
    // China: vetting, friendly name. Australia: registration.
    Row(60220, 60226, 60250, always: fallBack(without: [itsChannel], alerts: true)),
    // E-mail integration: mailer limit, key, template, placeholders, none, sender, credits, authentication.
    Row(
      60215, 60216, 60217, 60218, 60219, 60222, 60603, 60604,
      always: fallBack(without: ["email"], alerts: true)),
    // WhatsApp: not set up; no such user, window, rate, recipient, experiment of Meta's.
    Row(68008, always: fallBack(without: ["whatsapp"], alerts: true)),
    Row(63003, 63016, 63018, 63024, 63032, always: fallBack(without: ["whatsapp"])),
    // Silent network authentication, at the start.
    Row(60001, 60002, 60003, 60004, 60005, 60008, always: fallBack(without: [itsChannel])),
    // Silent network authentication, later: mismatch; still pending; everything else.
    Row(60500, always: deny(.provider)),
    Row(60519, always: retry(1, after: 1000, then: .retry)),
    Row(60510, 60511, 60517, 60520, 60531, 60532, 60533, 60534, always: fallBack(without: [itsChannel])),
  ]

  /// What comes of a message afterwards, and of resources that the bridge does not call.
  private static let otherRows: [Row] = [
    // Handset unreachable, unknown; landline.
    Row(30003, 30005, always: fallBack(without: [])),
    Row(30006, always: fallBack(without: ["sms"])),
    // Blocked by the person; filtered.
    Row(30004, 30007, always: fallBack(without: ["sms"])),
    // Unknown, congestion, time-out of the carrier.
    Row(30008, 30017, 30410, always: retry(1, after: 1000, then: .fallBack, reason: .noChannel)),
    // Senders that must be registered.
    Row(30018, 30032, 30034, always: surface),
    // Factors and challenges.
    Row(60300, 60306, 60308, 60310, 60311, 60312, 60317, 60318, 60322, 60323, 60324, 60326, always: surface),
    // Newer resources.
    Row(60428, 60431, 60436, 60437, 60440, 60441, always: surface),
    // Lookup.
    Row(60606, 60607, 60608, 60609, 60610, 60611, 60612, 60613, 60614, 60615, 60616, always: surface),
    Row(60617, 60618, 60619, 60620, 60621, 60622, 60623, 60624, 60625, 60626, always: surface),
  ]
}
#endif
