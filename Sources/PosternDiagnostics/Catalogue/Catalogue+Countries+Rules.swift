extension Catalogue {
  static let countryRules: [CatalogueEntry] = [
    overriddenKey, mobileOnlyLineTypes, expiredCountryRule, expiringCountryRule, expiredPaper, expiringPaper,
  ]

  static let overriddenKey = CatalogueEntry(
    "PST0507", .warning, "country key always overridden",
    explanation: """
      Country rules win key by key, the later over the earlier. Here later rules give the same key for every \
      country of this rule, so that what it says never holds.
      """,
    bad: """
      countries:
        rules:
          - countries: [US, DE]
            mode: block
          - countries: [US, DE, GB]
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        rules:
          - countries: [US, DE, GB]
            mode: allow
          - countries: [US, DE]
            mode: observe
        otherwise: block
      """)

  static let mobileOnlyLineTypes = CatalogueEntry(
    "PST0508", .warning, "line types leave out mobile phones",
    explanation: """
      In some countries, all of +1 among them, a number does not tell whether it is a mobile or a landline: \
      libphonenumber says `fixed_line_or_mobile`. A channel with `mobile` alone never reaches those phones.
      """,
    bad: """
      channels:
        sms: { service: default, lineTypes: [mobile] }
        call: { service: default }
      """,
    good: """
      channels:
        sms: { service: default, lineTypes: [mobile, fixed_line_or_mobile] }
        call: { service: default }
      """)

  static let expiredCountryRule = CatalogueEntry(
    "PST0510", .error, "country rule expired",
    explanation: """
      The rule's `until` is past. Such a rule is not silently switched off: decide whether it still holds, and \
      change its date or drop it.
      """,
    bad: example(country: "until: 2026-01-31"), good: example(country: "until: 2099-12-31"))

  static let expiringCountryRule = CatalogueEntry(
    "PST0511", .warning, "country rule expires soon",
    explanation: "The rule's `until` is at most 30 days away. Afterwards it is an error.",
    bad: example(country: "until: 2026-02-20"), good: example(country: "until: 2099-12-31"))

  static let expiredPaper = CatalogueEntry(
    "PST0512", .error, "paper expired",
    explanation: """
      A paper that the country needs (`requires:`) is valid until a date that is past. Renew it, then change the \
      date.
      """,
    bad: example(country: "requires: { vetting: { until: 2026-01-31 } }"),
    good: example(country: "requires: { vetting: { until: 2099-12-31 } }"))

  static let expiringPaper = CatalogueEntry(
    "PST0513", .warning, "paper expires soon",
    explanation: "A paper that the country needs is valid for at most 30 more days. Renewing takes weeks.",
    bad: example(country: "requires: { vetting: { until: 2026-02-20 } }"),
    good: example(country: "requires: { vetting: { until: 2099-12-31 } }"))

  private static func example(country line: String) -> CatalogueExample {
    CatalogueExample(
      [
        .init(
          "policy.yaml",
          """
          countries:
            rules:
              - countries: [US, GB, DE]
                mode: allow
                \(line)
            otherwise: block
          """)
      ], today: "2026-02-10")
  }
}

extension Diagnostic {
  /// A key of a country rule that later rules give for every country of it.
  package static func overriddenKey(
    _ key: String, at range: SourceRange, later: [SourceRange]
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.overriddenKey, "later rules give `\(key)` for every country of this rule", at: range,
      related: later.prefix(3).map { RelatedPlace("given again here", $0) },
      help: "drop it here, or move the rule behind those")
  }

  /// `mobile` without `fixed_line_or_mobile`.
  package static func mobileOnlyLineTypes(
    channel: String, countries: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.mobileOnlyLineTypes,
      "`\(channel)` leaves out `fixed_line_or_mobile`, which mobile phones of \(naming(countries)) have",
      at: range,
      help: "add `fixed_line_or_mobile`")
  }

  /// `until` of a country rule is past.
  package static func expiredCountryRule(until: Located<String>) -> Diagnostic {
    Diagnostic(
      Catalogue.expiredCountryRule, "this country rule expired after `\(until.value)`", at: until.range,
      help: "extend it or drop the rule")
  }

  /// `until` of a country rule is near.
  package static func expiringCountryRule(until: Located<String>, days: Int) -> Diagnostic {
    Diagnostic(
      Catalogue.expiringCountryRule, "this country rule expires after `\(until.value)`, \(inDays(days))",
      at: until.range, help: "extend it or drop the rule before")
  }

  /// `until` of a paper is past.
  package static func expiredPaper(_ name: String, until: Located<String>) -> Diagnostic {
    Diagnostic(
      Catalogue.expiredPaper, "paper `\(name)` expired after `\(until.value)`", at: until.range,
      help: "renew it, then change the date")
  }

  /// `until` of a paper is near.
  package static func expiringPaper(_ name: String, until: Located<String>, days: Int) -> Diagnostic {
    Diagnostic(
      Catalogue.expiringPaper, "paper `\(name)` expires after `\(until.value)`, \(inDays(days))",
      at: until.range,
      help: "renew it, then change the date")
  }

  /// `in 3 days`, `today`.
  static func inDays(_ days: Int) -> String {
    days <= 0 ? "today" : days == 1 ? "in 1 day" : "in \(days) days"
  }

  /// Names in backticks: the first eight, then how many more.
  static func naming(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}
