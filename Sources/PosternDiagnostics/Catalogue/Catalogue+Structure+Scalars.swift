extension Catalogue {
  static let structureOfScalars = [
    unknownValue, outOfRange, badDuration, badPercentage, badBucket, badPrefix, badDate, badURL, badColour,
    severalLines,
  ]

  static let unknownValue = CatalogueEntry(
    "PST0220", .error, "unknown value",
    explanation: "The place takes one of a few words, and this is none of them. Letter case counts.",
    bad: "limits:\n  per-number: { key: numbers, buckets: [5 per 10m] }\n",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m] }\n")

  static let outOfRange = CatalogueEntry(
    "PST0221", .error, "out of range",
    explanation: "The number or duration is smaller or greater than its place allows.",
    bad: "verifyServices:\n  default: { friendlyName: Acme, codeLength: 11 }\n",
    good: "verifyServices:\n  default: { friendlyName: Acme, codeLength: 8 }\n")

  static let badDuration = CatalogueEntry(
    "PST0222", .error, "malformed duration",
    explanation: """
      A duration is a whole number without leading zero and one unit: `s`, `m`, `h` or `d`, as in `90s` or `10m`. \
      Only `hold` takes `0s`.
      """,
    bad: "channels:\n  sms: { service: default, wait: 1m30s }\n  call: { service: default }\n",
    good: "channels:\n  sms: { service: default, wait: 90s }\n  call: { service: default }\n")

  static let badPercentage = CatalogueEntry(
    "PST0223", .error, "malformed percentage",
    explanation:
      "A share is a number from 0 to 100 with at most two decimals and a `%`, as in `10%` or `2.5%`.",
    bad: """
      routing:
        rules: [{ name: pilot, when: { rollout: 150% }, send: [call] }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: pilot, when: { rollout: 15% }, send: [call] }]
        otherwise: { send: [sms] }

      """)

  static let badBucket = CatalogueEntry(
    "PST0224", .error, "malformed bucket",
    explanation:
      "A bucket of a limit says how many in which time: a number above 0, `per`, a duration, as in `5 per 10m`.",
    bad: "limits:\n  per-number: { key: number, buckets: [5/10m] }\n",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m] }\n")

  static let badPrefix = CatalogueEntry(
    "PST0225", .error, "malformed prefix",
    explanation:
      "A prefix of phone numbers is `+` and up to 17 digits, of which the first is not 0: `\"+4477\"`.",
    bad: """
      routing:
        rules: [{ name: pilot, when: { prefix: "+44 77" }, send: [call] }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: pilot, when: { prefix: "+4477" }, send: [call] }]
        otherwise: { send: [sms] }

      """)

  static let badDate = CatalogueEntry(
    "PST0226", .error, "malformed date",
    explanation:
      "A date is a day that the calendar has, written year-month-day with all digits: `2031-03-01`.",
    bad: """
      countries:
        rules: [{ countries: [US, GB], mode: allow, until: 31/03/2099 }]
        otherwise: block

      """,
    good: """
      countries:
        rules: [{ countries: [US, GB], mode: allow, until: 2099-03-31 }]
        otherwise: block

      """)

  static let badURL = CatalogueEntry(
    "PST0227", .error, "malformed URL",
    explanation: """
      The place takes a whole URL with a scheme and a host, without blanks. Where a browser or a provider sends \
      secrets to it, the scheme is `https`.
      """,
    bad: "webhook:\n  url: login.example/hook\n  signing: { secrets: [!secret idaas-webhook] }\n",
    good: "webhook:\n  url: https://login.example/hook\n  signing: { secrets: [!secret idaas-webhook] }\n")

  static let badColour = CatalogueEntry(
    "PST0228", .error, "malformed colour",
    explanation: "A colour is `#` and six hexadecimal digits, in quotes since `#` begins a comment.",
    bad: "page: { accent: green }\n", good: "page: { accent: \"#2f855a\" }\n")

  static let severalLines = CatalogueEntry(
    "PST0229", .error, "name of several lines",
    explanation: "The name of a guarantee or a test is free text, but one line, since reports list it.",
    bad: """
      guarantees:
        - { name: "no SMS\\nfor glass", for: { group: glass }, never: { send: sms } }

      """,
    good: """
      guarantees:
        - { name: no SMS for glass, for: { group: glass }, never: { send: sms } }

      """)
}

extension Diagnostic {
  /// A word that is not of the list.
  package static func unknownValue(
    _ value: String, allowed: [String], nearMisses: [String], at range: SourceRange,
    related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownValue,
      value.isEmpty ? "an empty text is not known here" : "`\(value)` is not known here",
      at: range, related: related,
      help: guess(nearMisses) ?? "allowed: \(listed(allowed))",
      notes: nearMisses.isEmpty ? [] : ["allowed: \(listed(allowed))"])
  }

  /// A number or duration outside of its range.
  package static func outOfRange(
    _ value: String, allowed: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.outOfRange, "`\(value)` is outside of what is allowed", at: range, related: related,
      help: "allowed: \(allowed)")
  }

  /// What is no duration.
  package static func badDuration(
    _ value: String, hasLeadingZero: Bool, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badDuration, "`\(value)` is no duration", at: range, related: related,
      help: hasLeadingZero
        ? "write it without a leading zero, such as `90s`"
        : "write a whole number and one of `s`, `m`, `h`, `d`, such as `90s`")
  }

  /// What is no percentage.
  package static func badPercentage(
    _ value: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badPercentage, "`\(value)` is no percentage from 0% to 100%", at: range, related: related,
      help: "write it like `10%` or `2.5%`, with at most two decimals")
  }

  /// What is no bucket.
  package static func badBucket(
    _ value: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badBucket, "`\(value)` is no bucket", at: range, related: related,
      help: "write it like `5 per 10m`")
  }

  /// What is no prefix.
  package static func badPrefix(
    _ value: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badPrefix, "`\(value)` is no prefix of phone numbers", at: range, related: related,
      help: "write `+` and digits, without blanks: `\"+4477\"`")
  }

  /// What is no date.
  package static func badDate(
    _ value: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badDate, "`\(value)` is no date", at: range, related: related,
      help: "write year-month-day, such as `2031-03-01`")
  }

  /// What is no URL of the schemes.
  package static func badURL(
    _ value: String, schemes: [String], at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    // Where `http://` can be read at all, few keys take it: what is advised is what all of them take.
    let schemes = schemes.contains("https://") ? schemes.filter { $0 != "http://" } : schemes
    return Diagnostic(
      Catalogue.badURL, "`\(value)` is no URL that can stand here", at: range, related: related,
      help: schemes.isEmpty
        ? "write a whole URL, such as `https://login.example/done`"
        : "write a whole URL that begins with \(schemes.map { "`\($0)`" }.joined(separator: " or "))")
  }

  /// What is no colour.
  package static func badColour(
    _ value: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.badColour, "`\(value)` is no colour", at: range, related: related,
      help: "write `\"#rrggbb\"`, in quotes")
  }

  /// A name with a line break.
  package static func severalLines(at range: SourceRange, related: [RelatedPlace] = []) -> Diagnostic {
    Diagnostic(Catalogue.severalLines, "this name has several lines", at: range, related: related)
  }
}
