extension Catalogue {
  /// PST02xx: keys, types, values of scalars.
  static let structure: [CatalogueEntry] =
    structureOfKeys + structureOfLists + structureOfScalars + structureOfSecrets + structureOfActions
    + structureOfConditions

  private static let structureOfKeys = [
    unknownKey, missingKey, wrongType, emptyValue, emptyText, nothingDeclared, duplicateName,
    unsupportedLanguage,
  ]

  static let unknownKey = CatalogueEntry(
    "PST0201", .error, "unknown key",
    explanation: """
      Every mapping has a closed list of keys, so that a misspelt one cannot be ignored in silence. Keys that begin \
      with `x-` are free for your own notes and anchors.
      """,
    bad: "limits:\n  per-number: { key: number, bucket: [5 per 10m] }\n",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m], x-note: ok }\n")

  static let missingKey = CatalogueEntry(
    "PST0202", .error, "missing key",
    explanation: "The mapping lacks a key that it cannot do without.",
    bad: "limits:\n  per-number: { key: number }\n",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m] }\n")

  static let wrongType = CatalogueEntry(
    "PST0203", .error, "wrong type",
    explanation: """
      Every value is read by the type that its place expects, whatever YAML itself would make of it: a list, a \
      mapping, a text; `true` or `false`, and whole numbers, both unquoted. A single value stands for a list only in \
      conditions, under `countries:` and `forbid:`.
      """,
    bad: "limits:\n  per-number: { key: number, buckets: 5 per 10m }\n",
    good: "limits:\n  per-number: { key: number, buckets: [5 per 10m] }\n")

  static let emptyValue = CatalogueEntry(
    "PST0204", .error, "empty value",
    explanation: """
      A key has a colon and nothing behind it. Write the value or remove the key; an empty text is written `""`. \
      Only in `overrides:` of an environment does nothing mean something: it removes the key.
      """,
    bad: "limits:\n", good: "limits:\n  per-number: { key: number, buckets: [5 per 10m] }\n")

  static let emptyText = CatalogueEntry(
    "PST0205", .error, "empty text",
    explanation: "A text that has to say something is empty.",
    bad: "verifyServices:\n  default: { friendlyName: \"\" }\n",
    good: "verifyServices:\n  default: { friendlyName: Acme }\n")

  static let nothingDeclared = CatalogueEntry(
    "PST0206", .error, "nothing declared",
    explanation: "The section has to declare at least one thing.",
    bad: "identityProviders: {}\n",
    good: """
      identityProviders:
        google: { kind: google, clientId: acme, clientSecret: !secret google-client-secret }

      """)

  static let duplicateName = CatalogueEntry(
    "PST0207", .error, "name given twice",
    explanation: """
      Names of rules are unique in their list, and so are those of guarantees and of tests, whichever file they \
      stand in: reports and overlays name them.
      """,
    bad: """
      guarantees:
        - { name: no SMS for admins, for: { group: admins }, never: { send: sms } }
        - { name: no SMS for admins, for: { group: glass }, never: { send: sms } }

      """,
    good: """
      guarantees:
        - { name: no SMS for break-glass users, for: { group: glass }, never: { send: sms } }

      """)

  static let unsupportedLanguage = CatalogueEntry(
    "PST0208", .error, "unsupported language version",
    explanation: "This compiler reads version 1 of the policy language.",
    bad: "language: 2\n", good: "language: 1\n")
}

extension Diagnostic {
  /// A key that the mapping does not know.
  package static func unknownKey(
    _ key: String, in mapping: String, allowed: [String], nearMisses: [String], at range: SourceRange,
    related: [RelatedPlace] = [], masked: [SourceRange] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownKey, "`\(key)` is no key of \(mapping)", at: range, related: related,
      help: guess(nearMisses) ?? (allowed.isEmpty ? nil : "allowed: \(listed(allowed))"),
      notes: nearMisses.isEmpty ? [] : ["allowed: \(listed(allowed))"], masked: masked)
  }

  /// A key that has to be there.
  package static func missingKey(
    _ key: String, in mapping: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.missingKey, "\(mapping) needs `\(key)`", at: range, related: related, help: "add `\(key):`")
  }

  /// A key that has to be there because of another.
  package static func missingKey(
    _ key: String, in mapping: String, because cause: String, causedBy place: SourceRange,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.missingKey, "\(mapping) needs `\(key)` with \(cause)", at: range,
      related: [RelatedPlace("because of this", place)], help: "add `\(key):`")
  }

  /// A value of another type than its place expects.
  package static func wrongType(
    expected: String, found: String, at range: SourceRange, related: [RelatedPlace] = [],
    help: String? = nil, masked: [SourceRange] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.wrongType, "expected \(expected), found \(found)", at: range, related: related, help: help,
      masked: masked)
  }

  /// A colon with nothing behind it, or a list item that is nothing.
  package static func emptyValue(
    expected: String, at range: SourceRange, related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.emptyValue, "nothing stands here, where \(expected) is expected", at: range,
      related: related, help: "give a value, or remove the key")
  }

  /// A text that must not be empty.
  package static func emptyText(at range: SourceRange, related: [RelatedPlace] = []) -> Diagnostic {
    Diagnostic(
      Catalogue.emptyText, "this text cannot be empty", at: range, related: related)
  }

  /// A section with nothing in it.
  package static func nothingDeclared(_ noun: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.nothingDeclared, "nothing is declared here", at: range, help: "declare \(noun)")
  }

  /// A name that another of its list has.
  package static func duplicateName(
    _ name: String, of noun: String, at range: SourceRange, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.duplicateName, "another \(noun) is called `\(name)`", at: range,
      related: [RelatedPlace("first given here", first)], help: "rename one of them")
  }

  /// A `language:` other than 1.
  package static func unsupportedLanguage(_ version: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unsupportedLanguage, "version `\(version)` of the language is not known", at: range,
      help: "write `language: 1`")
  }

  /// Words in backticks, separated by commas.
  static func listed(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// The question that a near miss is worth; nil without one.
  static func guess(_ nearMisses: [String]) -> String? {
    guard !nearMisses.isEmpty else { return nil }
    return "did you mean \(nearMisses.map { "`\($0)`" }.joined(separator: " or "))?"
  }
}
