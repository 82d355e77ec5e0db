extension Catalogue {
  static let syntaxOfSubset = [
    mergeKey, nonScalarKey, emptyKey, duplicateKey, unknownTag, secretCollection, undefinedAlias,
    recursiveAlias,
  ]

  static let mergeKey = CatalogueEntry(
    "PST0120", .error, "merge key",
    explanation: """
      `<<` would merge another mapping into this one; readers of YAML disagree on it, so a policy does without. \
      Write the keys out, or share a whole value with an anchor and an alias.
      """,
    bad: """
      channels:
        sms: &base { service: default, wait: 60s }
        call: { <<: *base }

      """,
    good: """
      channels:
        sms: &base { service: default, wait: 60s }
        call: *base

      """)

  static let nonScalarKey = CatalogueEntry(
    "PST0121", .error, "key that is no text",
    explanation:
      "A key is a text. A list or a mapping as key, which YAML allows, has no meaning in a policy.",
    bad: "x-note: { [a, b]: c }\n", good: "x-note: { a: c, b: c }\n")

  static let emptyKey = CatalogueEntry(
    "PST0122", .error, "empty key",
    explanation: "A colon stands without a key before it.",
    bad: "x-note: { : c }\n", good: "x-note: { a: c }\n")

  static let duplicateKey = CatalogueEntry(
    "PST0123", .error, "duplicate key",
    explanation: """
      A mapping has each key once; quotes make no difference. Which of two values would count is not for a reader \
      to guess, so the second is an error, and the first is shown beside it.
      """,
    bad: """
      webhook:
        url: https://login.example/hook
        signing: { secrets: [!secret idaas-webhook] }
        url: https://other.example/hook

      """,
    good: """
      webhook:
        url: https://login.example/hook
        signing: { secrets: [!secret idaas-webhook] }

      """)

  static let unknownTag = CatalogueEntry(
    "PST0124", .error, "unknown tag",
    explanation: """
      The only tag is `!secret`. Types come from the place a value stands in, so `!!str` and the like are never \
      needed. A text that begins with `!` needs quotes.
      """,
    bad: "description: !!str 1\n", good: "description: 1\n")

  static let secretCollection = CatalogueEntry(
    "PST0125", .error, "secret that is no value",
    explanation:
      "`!secret` stands before the name of one secret: not before a list or a mapping, and not in a key.",
    bad: """
      webhook:
        url: https://login.example/hook
        signing: { secrets: !secret [idaas-webhook] }

      """,
    good: """
      webhook:
        url: https://login.example/hook
        signing: { secrets: [!secret idaas-webhook] }

      """)

  static let undefinedAlias = CatalogueEntry(
    "PST0126", .error, "unknown alias",
    explanation: """
      `*name` stands for the value that `&name` marks, which has to come earlier in the same file. A text that \
      begins with `*` needs quotes.
      """,
    bad: "x-note: *base\n", good: "x-base: &base a\nx-note: *base\n")

  static let recursiveAlias = CatalogueEntry(
    "PST0127", .error, "alias inside its own value",
    explanation: "An alias inside the value that it stands for would have no end.",
    bad: "x-note: &base [a, *base]\n", good: "x-base: &base a\nx-note: [a, *base]\n")
}

extension Diagnostic {
  /// `<<` as a key.
  package static func mergeKey(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.mergeKey, "merge keys are not read", at: range,
      help: "write the keys out, or use an alias for the whole value")
  }

  /// A list or a mapping as a key.
  package static func nonScalarKey(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.nonScalarKey, "a list or a mapping cannot be a key", at: range, help: "use a text as key")
  }

  /// A colon without a key.
  package static func emptyKey(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.emptyKey, "a key is missing before the colon", at: range, help: "write `key: value`")
  }

  /// A key that the mapping has already.
  package static func duplicateKey(
    _ key: String, at range: SourceRange, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.duplicateKey, "`\(clipped(key))` is given twice", at: range,
      related: [RelatedPlace("first given here", first)], help: "keep one of them")
  }

  /// A tag other than `!secret`.
  package static func unknownTag(_ tag: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownTag, "`\(clipped(tag))` is no tag of this language", at: range,
      help: tag.lowercased() == "!secret"
        ? "write `!secret`, in small letters" : "remove it; the only tag is `!secret`")
  }

  /// `!secret` before a collection or a key.
  package static func secretCollection(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.secretCollection, "`!secret` needs the name of one secret behind it, as a value", at: range,
      help: "write `!secret name`")
  }

  /// An alias that nothing earlier defines.
  package static func undefinedAlias(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.undefinedAlias, "nothing before this is marked `&\(clipped(name))`", at: range,
      help: "define the anchor earlier in this file, or put the text in quotes")
  }

  /// An alias within what it stands for.
  package static func recursiveAlias(
    _ name: String, at range: SourceRange, anchor: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.recursiveAlias, "`*\(clipped(name))` stands inside the value it stands for", at: range,
      related: [RelatedPlace("the value begins here", anchor)])
  }

  /// A user's word for a message: one line, and not longer than a message can bear.
  package static func clipped(_ word: String) -> String {
    var result = ""
    for (index, scalar) in word.unicodeScalars.enumerated() {
      if index == 60 { return result + "…" }
      result.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return result
  }
}
