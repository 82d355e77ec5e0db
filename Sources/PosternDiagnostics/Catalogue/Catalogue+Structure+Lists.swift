extension Catalogue {
  static let structureOfLists = [emptyList, repeatedValue]

  static let emptyList = CatalogueEntry(
    "PST0210", .error, "empty list",
    explanation: """
      An empty list is never meant: nothing would match it, or nothing be sent. Fill it, or remove the key.
      """,
    bad: "limits:\n  per-number: { key: number, buckets: [] }\n",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m] }\n")

  static let repeatedValue = CatalogueEntry(
    "PST0211", .error, "repeated value",
    explanation: """
      A value stands twice in one list, which usually means that another was meant. Only in `send` may a channel come \
      twice: as a planned resend.
      """,
    bad: "countries:\n  rules: [{ countries: [US, GB, US], mode: allow }]\n  otherwise: block\n",
    good: "countries:\n  rules: [{ countries: [US, GB], mode: allow }]\n  otherwise: block\n")
}

extension Diagnostic {
  /// `[]`.
  package static func emptyList(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.emptyList, "this list is empty", at: range, help: "fill it, or remove the key")
  }

  /// A value that the list has already.
  package static func repeatedValue(
    _ value: String, at range: SourceRange, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.repeatedValue, "`\(value)` stands here twice", at: range,
      related: [RelatedPlace("first given here", first)], help: "remove one of them")
  }
}
