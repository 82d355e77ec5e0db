extension Catalogue {
  static let structureOfConditions = [
    emptyCondition, severalOperators, combinedInsideAttribute, rolloutInGuarantee,
  ]

  static let emptyCondition = CatalogueEntry(
    "PST0250", .error, "empty condition",
    explanation: """
      A condition without a test would always hold. What is left when no rule holds belongs into `otherwise`. Only \
      `for:` of a guarantee may be `{}`: every request.
      """,
    bad: """
      routing:
        rules: [{ name: everyone, when: {}, send: [call] }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: gb, when: { country: GB }, send: [call] }]
        otherwise: { send: [sms] }

      """)

  static let severalOperators = CatalogueEntry(
    "PST0251", .error, "not one test inside an attribute",
    explanation: """
      A mapping inside an attribute has exactly one key, such as `not`; only `risk` takes `orUnknown` beside \
      `atLeast`. Two tests of one attribute are written as two conditions under `all:`.
      """,
    bad: """
      routing:
        rules: [{ name: some, when: { group: { any: [admins], not: [glass] } }, use: [webauthn] }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules:
          - name: some
            when: { all: [{ group: { any: [admins] } }, { group: { not: [glass] } }] }
            use: [webauthn]
        otherwise: { send: [sms] }

      """)

  static let combinedInsideAttribute = CatalogueEntry(
    "PST0252", .error, "`any` or `all` inside an attribute",
    explanation: """
      Only groups and network zones come several at a time, so only they take `any`, `all` and `none` inside. An \
      attribute with one value takes a list, which means any of them.
      """,
    bad: """
      routing:
        rules: [{ name: some, when: { country: { any: [US, GB] } }, send: [call] }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: some, when: { country: [US, GB] }, send: [call] }]
        otherwise: { send: [sms] }

      """)

  static let rolloutInGuarantee = CatalogueEntry(
    "PST0253", .error, "`rollout` in a guarantee",
    explanation: """
      A guarantee is about everybody who meets its condition. A share of users is drawn per rule, so there is none \
      to speak of outside of a rule.
      """,
    bad: "guarantees:\n  - { name: pilots, for: { rollout: 10% }, never: skip }\n",
    good: "guarantees:\n  - { name: glass is safe, for: { group: glass }, never: skip }\n")
}

extension Diagnostic {
  /// `when: {}`.
  package static func emptyCondition(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.emptyCondition, "this condition tests nothing", at: range,
      help: "add a test; for what no rule matches there is `otherwise`")
  }

  /// No key or several inside an attribute.
  package static func severalOperators(
    in attribute: String, found: [String], allowed: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.severalOperators,
      found.isEmpty
        ? "nothing is tested inside `\(attribute)`"
        : "\(listed(found)) stand together inside `\(attribute)`", at: range,
      help: found.isEmpty
        ? "add one of \(listed(allowed))" : "keep one, or write two conditions under `all:`")
  }

  /// `any`, `all` or `none` inside an attribute that is no set. `rewrite` is what to write.
  package static func combinedInsideAttribute(
    _ key: String, attribute: String, rewrite: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.combinedInsideAttribute,
      "`\(key)` cannot stand inside `\(attribute)`, of which a request has one value", at: range,
      help: "write `\(rewrite)`")
  }

  /// A share of users in a guarantee.
  package static func rolloutInGuarantee(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.rolloutInGuarantee, "a guarantee cannot be about a share of users", at: range,
      help: "remove `rollout`")
  }
}
