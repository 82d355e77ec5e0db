extension Catalogue {
  /// PST05xx: countries, sets, line types, papers.
  static let countries: [CatalogueEntry] =
    [
      unknownCountry, withdrawnCountry, reservedCountry, regionWithoutNumbers, unknownInSet, setCycle,
    ] + countryRules

  static let unknownCountry = CatalogueEntry(
    "PST0501", .error, "unknown country",
    explanation: """
      Countries are ISO 3166-1 alpha-2 codes in capital letters, and `AC`, `TA`, `XK`, which libphonenumber knows.
      """,
    bad: """
      countries:
        rules:
          - countries: [US, de]
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        rules:
          - countries: [US, DE]
            mode: allow
        otherwise: block
      """)

  static let withdrawnCountry = CatalogueEntry(
    "PST0502", .error, "withdrawn country code",
    explanation: """
      The code was an ISO 3166-1 code once and is not any more (ISO 3166-3 lists it). No phone number has it: use \
      the codes of today.
      """,
    bad: """
      countries:
        rules:
          - countries: [US, AN]
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        rules:
          - countries: [US, CW, SX, BQ]
            mode: allow
        otherwise: block
      """)

  static let reservedCountry = CatalogueEntry(
    "PST0503", .error, "reserved country code",
    explanation: """
      The code is user-assigned (`AA`, `QM`–`QZ`, `XA`–`XZ`, `ZZ`) or reserved in ISO 3166-1 without naming a \
      country (`UK`, `EU`, `UN`, …). No phone number has it. `AC`, `TA` and `XK` are accepted, since libphonenumber \
      uses them.
      """,
    bad: """
      countries:
        rules:
          - countries: [US, UK]
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        rules:
          - countries: [US, GB]
            mode: allow
        otherwise: block
      """)

  static let regionWithoutNumbers = CatalogueEntry(
    "PST0504", .warning, "region without numbers",
    explanation: """
      No phone number has this region: AQ, BV, GS, HM, PN, TF and UM have no numbers of their own, and those of \
      Western Sahara (EH) are Morocco's (MA). What the policy says about it never applies.
      """,
    bad: """
      countries:
        rules:
          - countries: [US, EH]
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        rules:
          - countries: [US, MA]
            mode: allow
        otherwise: block
      """)

  static let unknownInSet = CatalogueEntry(
    "PST0505", .error, "`unknown` in a set",
    explanation: """
      `unknown` stands for numbers without a country. It is named where it is meant, in a condition or a country \
      rule, and never hidden in a set.
      """,
    bad: """
      countries:
        sets:
          launch: [US, unknown]
        rules:
          - countries: launch
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        sets:
          launch: [US]
        rules:
          - countries: [launch, unknown]
            mode: allow
        otherwise: block
      """)

  static let setCycle = CatalogueEntry(
    "PST0506", .error, "sets in a circle",
    explanation: "A set may hold sets, but not, through them, itself.",
    bad: """
      countries:
        sets:
          north: [DK, south]
          south: [IT, north]
        rules:
          - countries: north
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        sets:
          north: [DK]
          south: [IT, north]
        rules:
          - countries: south
            mode: allow
        otherwise: block
      """)
}

extension Diagnostic {
  /// A text that is no country.
  package static func unknownCountry(_ text: Located<String>, suggestion: String?) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownCountry, "`\(text.value)` is not a country", at: text.range,
      help: suggestion.map { "did you mean `\($0)`?" }
        ?? "countries are two capital letters of ISO 3166-1, such as `DE`")
  }

  /// A code of ISO 3166-3.
  package static func withdrawnCountry(
    _ text: Located<String>, formerly name: String, now codes: [String]
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.withdrawnCountry, "`\(text.value)` (\(name)) is withdrawn from ISO 3166-1", at: text.range,
      help: "its numbers have \(codes.map { "`\($0)`" }.joined(separator: ", ")) today")
  }

  /// A user-assigned or reserved code.
  package static func reservedCountry(
    _ text: Located<String>, isUserAssigned: Bool, suggestion: String?
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.reservedCountry,
      "`\(text.value)` is \(isUserAssigned ? "user-assigned" : "reserved") in ISO 3166-1 and names no country",
      at: text.range,
      help: suggestion.map { "did you mean `\($0)`?" } ?? "name the countries that are meant")
  }

  /// A region that no number has.
  package static func regionWithoutNumbers(_ text: Located<String>, name: String, insteadOf: String?)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.regionWithoutNumbers, "no phone number has the region `\(text.value)` (\(name))",
      at: text.range,
      help: insteadOf.map { "its numbers are those of `\($0)`" }
        ?? "drop it: what is said of it never applies")
  }

  /// `unknown` as a member of a set.
  package static func unknownInSet(_ set: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownInSet, "set `\(set)` holds `unknown`", at: range,
      help: "name `unknown` beside the set where it is meant")
  }

  /// A circle of sets, from the set where it was entered on.
  package static func setCycle(_ circle: [(set: String, member: SourceRange)]) -> Diagnostic? {
    guard let first = circle.first else { return nil }
    let way = (circle.map(\.set) + [first.set]).map { "`\($0)`" }.joined(separator: " → ")
    return Diagnostic(
      Catalogue.setCycle, "set `\(first.set)` holds itself: \(way)", at: first.member,
      related: circle.dropFirst().prefix(5).map { RelatedPlace("and goes on here", $0.member) },
      help: "take one of them out of another")
  }
}
