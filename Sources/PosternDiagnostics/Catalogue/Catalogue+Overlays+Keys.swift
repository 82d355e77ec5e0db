extension Catalogue {
  static let overlaysOfKeys = [nothingToRemove, nullInList, notOverridable]

  static let nothingToRemove = CatalogueEntry(
    "PST0330", .error, "nothing to remove",
    explanation: """
      In `overrides:` a `null`, `~` or nothing at all removes what the policy has at that key, or `remove: true` a \
      rule. Here the policy has nothing: perhaps it was renamed.
      """,
    bad: overlay("  channels: { whatsapp: null }"), good: overlay("  page: { brand: Acme }"))

  static let nullInList = CatalogueEntry(
    "PST0331", .error, "`null` in a list",
    explanation: """
      A list in `overrides:` replaces the policy's list as a whole, so there is nothing that `null` could remove. A \
      text `null` is written in quotes.
      """,
    bad: overlay("  routing: { otherwise: { send: [sms, null] } }"),
    good: overlay("  routing: { otherwise: { send: [sms] } }"))

  static let notOverridable = CatalogueEntry(
    "PST0332", .error, "not to be overridden",
    explanation: """
      `policy`, `language` and `include` say what the policy is, and `guarantees` what holds in every environment. An \
      environment adds guarantees of its own under its own key `guarantees:`.
      """,
    bad: overlay("  include: [other.yaml]"), good: overlay("  page: { brand: Acme }"))

  static func overlay(_ text: String) -> CatalogueExample {
    CatalogueExample([
      .init("environments/dev.yaml", exampleEnvironment + "overrides:\n" + text + "\n", isWhole: true)
    ])
  }
}

extension Diagnostic {
  /// `null` on what is not there.
  package static func nothingToRemove(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.nothingToRemove, "there is no `\(what)` to remove", at: range, help: "remove this entry")
  }

  /// `null` as an item.
  package static func nullInList(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.nullInList, "`null` cannot stand in a list", at: range,
      help: "remove it, or put a text in quotes")
  }

  /// A key that no overlay changes.
  package static func notOverridable(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.notOverridable, "`\(key)` cannot be overridden", at: range,
      help: key == "guarantees"
        ? "write `guarantees:` beside `overrides:`, with `atLeastAsStrictAs`" : "remove it here")
  }
}
