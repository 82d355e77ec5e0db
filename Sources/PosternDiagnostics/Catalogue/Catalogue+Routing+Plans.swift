extension Catalogue {
  static let plans: [CatalogueEntry] = [
    planTooLong, planWithoutResend, planOutlivesCode, smsOnlyWhereForbidden, smsAsOnlyFactor,
    smsPlannedForLandlines,
  ]

  static let planTooLong = CatalogueEntry(
    "PST0620", .error, "plan too long",
    explanation: """
      Twilio sends at most 5 times for one verification, over all channels together; the sixth is refused \
      (60203). A plan has at most 5 steps.
      """,
    bad: example(otherwise: "{ send: [sms, call, sms, call, sms, call] }"),
    good: example(otherwise: "{ send: [sms, call] }"))

  static let planWithoutResend = CatalogueEntry(
    "PST0621", .warning, "plan leaves no resend",
    explanation: """
      A plan of 5 steps uses up all sends that Twilio allows for one verification: a user cannot ask for the code \
      again.
      """,
    bad: example(otherwise: "{ send: [sms, call, sms, call, sms] }"),
    good: example(otherwise: "{ send: [sms, call, sms, call] }"))

  static let planOutlivesCode = CatalogueEntry(
    "PST0622", .error, "plan outlives the code",
    explanation: """
      All steps of a plan send the same code. The sum of all waits must be less than `webhook.codeLife`, else the \
      last steps open when the code is dead.
      """,
    bad: example(otherwise: "{ send: [{ channel: sms, wait: 5m }, { channel: call, wait: 5m }] }"),
    good: example(otherwise: "{ send: [{ channel: sms, wait: 2m }, { channel: call, wait: 5m }] }"))

  static let smsOnlyWhereForbidden = CatalogueEntry(
    "PST0623", .warning, "plan of SMS alone where a country forbids it",
    explanation: """
      The plan has no other channel than `sms`, and countries that the policy allows forbid `sms`: people there \
      are refused (`no-channel`).
      """,
    bad: """
      countries:
        rules:
          - countries: [US, GB, DE]
            mode: allow
          - countries: DE
            channels: { forbid: [sms] }
        otherwise: block
      routing:
        otherwise: { send: [sms] }
      """,
    good: """
      countries:
        rules:
          - countries: [US, GB, DE]
            mode: allow
          - countries: DE
            channels: { forbid: [sms] }
        otherwise: block
      routing:
        otherwise: { send: [sms, call] }
      """)

  static let smsAsOnlyFactor = CatalogueEntry(
    "PST0624", .warning, "SMS as the only factor",
    explanation: """
      A `use` rule names a group, so the policy wants more of it than a phone; elsewhere the same group is let in \
      by SMS alone. NIST SP 800-63B calls SMS a restricted authenticator: offer another one beside it.
      """,
    bad: """
      routing:
        rules:
          - name: strong
            when: { group: admins, application: wiki }
            use: [webauthn, totp]
        otherwise: { send: [sms] }
      """,
    good: """
      routing:
        rules:
          - name: strong
            when: { group: admins }
            use: [webauthn, totp]
        otherwise: { send: [sms] }
      """)

  static let smsPlannedForLandlines = CatalogueEntry(
    "PST0625", .warning, "SMS planned for landlines that the service skips",
    explanation: """
      `skipSmsToLandlines` makes Twilio refuse an SMS to a landline (60205); it does not change the plan. A plan \
      that begins with `sms` for a fixed line spends a step on nothing: give the channel `lineTypes`, or put a rule \
      for `lineType: fixed_line` before.
      """,
    bad: """
      verifyServices:
        default: { friendlyName: Example, lookup: true, skipSmsToLandlines: true }
      channels:
        sms: { service: default }
        call: { service: default }
      """,
    good: """
      verifyServices:
        default: { friendlyName: Example, lookup: true, skipSmsToLandlines: true }
      channels:
        sms: { service: default, lineTypes: [mobile, fixed_line_or_mobile] }
        call: { service: default }
      """)

  private static func example(otherwise: String) -> CatalogueExample {
    CatalogueExample([
      .init(
        "policy.yaml",
        """
        routing:
          otherwise: \(otherwise)
        """)
    ])
  }
}

extension Diagnostic {
  /// Six steps or more.
  package static func planTooLong(rule: String, steps: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.planTooLong, "the plan of `\(rule)` has \(steps) steps, more than 5", at: range,
      help: "Twilio sends at most 5 times for one verification: drop steps")
  }

  /// Five steps.
  package static func planWithoutResend(rule: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.planWithoutResend, "the plan of `\(rule)` has 5 steps and leaves no resend", at: range,
      help: "Twilio sends at most 5 times for one verification: keep one in reserve")
  }

  /// Waits that come to the code's life or more.
  package static func planOutlivesCode(
    rule: String, waits: UInt64, life: UInt32, at range: SourceRange, lifeAt: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.planOutlivesCode,
      "the waits of `\(rule)` come to \(waits)s, and a code lives \(life)s", at: range,
      related: lifeAt.map { [RelatedPlace("the code's life is given here", $0)] } ?? [],
      help: "the sum of all waits must be less than `webhook.codeLife`")
  }

  /// Only SMS, and it is forbidden somewhere.
  package static func smsOnlyWhereForbidden(
    rule: String, countries: [String], example: FindingExample?, at range: SourceRange,
    forbidden: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.smsOnlyWhereForbidden,
      "the plan of `\(rule)` is `sms` alone, which \(naming(countries)) \(countries.count == 1 ? "forbids" : "forbid")",
      at: range, related: forbidden.map { [RelatedPlace("forbidden here", $0)] } ?? [],
      help: "add another channel, or a rule for those countries before",
      example: example?.notes)
  }

  /// SMS alone for groups that a `use` rule names.
  package static func smsAsOnlyFactor(
    rule: String, groups: [String], example: FindingExample?, at range: SourceRange, useRule: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.smsAsOnlyFactor,
      "`\(rule)` lets in \(groups.count == 1 ? "group" : "groups") \(naming(groups)) by SMS alone", at: range,
      related: useRule.map { [RelatedPlace("this rule asks more of it", $0)] } ?? [],
      help: "add another channel, or a `use` rule that holds for the group before",
      example: example?.notes)
  }

  /// Plans with SMS that a fixed line can get, of a service that skips those.
  ///
  /// - Parameters:
  ///   - range: the channel `sms`: what it can reach is said there, for every plan at once.
  ///   - skipping: the service.
  package static func smsPlannedForLandlines(
    service: String, at range: SourceRange, skipping: SourceRange, plans: [SourceRange]
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.smsPlannedForLandlines,
      "service `\(service)` skips landlines, and `sms` can be planned for a fixed line", at: range,
      related: [RelatedPlace("`\(service)` skips landlines", skipping)]
        + plans.prefix(3).map { RelatedPlace("planned here, and then refused by Twilio", $0) },
      help:
        "give `channels.sms` the `lineTypes` it can reach, or decide `lineType: fixed_line` in a rule before")
  }
}
