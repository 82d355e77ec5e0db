extension Catalogue {
  static let limits: [CatalogueEntry] = [
    badInterval, longIntervalAtTwilio, intervalTwice, dropDigitsWithoutPrefix, observedAtTwilio,
  ]

  static let badInterval = CatalogueEntry(
    "PST0720", .error, "bad interval",
    explanation: "The interval of a bucket is 1 second to 24 hours.",
    bad: "limits:\n  per-number: { key: number, buckets: [20 per 2d] }",
    good: "limits:\n  per-number: { key: number, buckets: [20 per 24h] }")

  static let longIntervalAtTwilio = CatalogueEntry(
    "PST0721", .warning, "long interval at Twilio",
    explanation: """
      The bounds of an interval at Twilio are not published, and 1 hour was refused (60200). What is over 10 \
      minutes may fail when it is deployed; the bridge enforces it in any case.
      """,
    bad: "limits:\n  per-number: { key: number, buckets: [20 per 24h], twilio: true }",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m], twilio: true }")

  static let intervalTwice = CatalogueEntry(
    "PST0722", .error, "two buckets of one interval",
    explanation:
      "Of two buckets with one interval only the smaller counts, and Twilio refuses the second (60211).",
    bad: "limits:\n  per-number: { key: number, buckets: [5 per 10m, 9 per 600s] }",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m, 20 per 24h] }")

  static let dropDigitsWithoutPrefix = CatalogueEntry(
    "PST0723", .error, "`dropDigits` without a prefix",
    explanation:
      "`dropDigits` says how many last digits of the number `key: prefix` leaves out. Other keys have none.",
    bad: "limits:\n  per-number: { key: number, dropDigits: 4, buckets: [5 per 10m] }",
    good: """
      limits:
        per-number: { key: number, buckets: [5 per 10m] }
        per-prefix: { key: prefix, dropDigits: 4, buckets: [20 per 10m] }
      """)

  static let observedAtTwilio = CatalogueEntry(
    "PST0724", .warning, "observed limit at Twilio",
    explanation: """
      `onExceed: observe` records what goes beyond a limit and sends all the same. A rate limit at Twilio cannot \
      observe: with `twilio: true` Twilio refuses the send (20429).
      """,
    bad: "limits:\n  per-number: { key: number, buckets: [5 per 10m], onExceed: observe, twilio: true }",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m], twilio: true }")
}

extension Diagnostic {
  /// An interval outside 1s … 24h.
  package static func badInterval(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.badInterval, "the interval of a bucket is at least `1s` and at most `24h`", at: range,
      help: "such as `5 per 10m`")
  }

  /// Over 10 minutes with `twilio: true`.
  package static func longIntervalAtTwilio(limit: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.longIntervalAtTwilio, "Twilio may refuse a bucket of `\(limit)` over 10 minutes", at: range,
      help: "keep long intervals in a limit without `twilio: true`")
  }

  /// Two buckets of one interval.
  package static func intervalTwice(limit: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.intervalTwice, "limit `\(limit)` has two buckets of one interval", at: range,
      related: [RelatedPlace("the first is here", first)], help: "keep the smaller")
  }

  /// `twilio: true` beside `onExceed: observe`.
  package static func observedAtTwilio(limit: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.observedAtTwilio, "Twilio refuses what limit `\(limit)` only observes", at: range,
      help: "drop `twilio: true`, or `onExceed: observe`")
  }

  /// `dropDigits` with another key.
  package static func dropDigitsWithoutPrefix(key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.dropDigitsWithoutPrefix, "`dropDigits` means nothing with `key: \(key)`", at: range,
      help: "drop it, or write `key: prefix`")
  }
}
