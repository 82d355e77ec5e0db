extension Catalogue {
  static let structureOfActions = [
    missingAction, secondAction, skipNotTrue, missingClaim, missingExpectation,
  ]

  static let missingAction = CatalogueEntry(
    "PST0240", .error, "no action",
    explanation: "Each routing rule, and `otherwise`, has exactly one of `send`, `use`, `deny` and `skip`.",
    bad: """
      routing:
        rules: [{ name: pilot, when: { group: admins } }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: pilot, when: { group: admins }, use: [webauthn] }]
        otherwise: { send: [sms] }

      """)

  static let secondAction = CatalogueEntry(
    "PST0241", .error, "two actions",
    explanation: """
      Each routing rule, and `otherwise`, has exactly one of `send`, `use`, `deny` and `skip`. An overlay that \
      changes the action removes the other: `{ name: pilot, send: null, deny: … }`.
      """,
    bad: """
      routing:
        rules: [{ name: pilot, when: { group: admins }, use: [webauthn], deny: No }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: pilot, when: { group: admins }, use: [webauthn] }]
        otherwise: { send: [sms] }

      """)

  static let skipNotTrue = CatalogueEntry(
    "PST0242", .error, "`skip` that is not `true`",
    explanation:
      "`skip: true` asks for no second factor. Nothing else can stand there; to ask for one, leave it out.",
    bad: """
      routing:
        rules: [{ name: office, when: { networkZone: office }, skip: false }]
        otherwise: { send: [sms] }

      """,
    good: """
      routing:
        rules: [{ name: office, when: { networkZone: office }, skip: true }]
        otherwise: { send: [sms] }

      """)

  static let missingClaim = CatalogueEntry(
    "PST0243", .error, "guarantee without a claim",
    explanation: "A guarantee claims something: it has `never`, `always` or both, and a claim names what.",
    bad: "guarantees:\n  - { name: glass is safe, for: { group: glass } }\n",
    good: "guarantees:\n  - { name: glass is safe, for: { group: glass }, never: send }\n")

  static let missingExpectation = CatalogueEntry(
    "PST0244", .error, "test without an expectation",
    explanation: "A policy test that expects nothing can never fail. `expect` has at least one key.",
    bad: CatalogueExample([
      .init("tests/routing.yaml", "tests: [{ name: a number in Germany, given: {}, expect: {} }]\n")
    ]),
    good: CatalogueExample([
      .init(
        "tests/routing.yaml", "tests: [{ name: a number in Germany, given: {}, expect: { outcome: deny } }]\n"
      )
    ]))
}

extension Diagnostic {
  /// A rule, or `otherwise`, without an action.
  package static func missingAction(in mapping: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingAction, "\(mapping) needs an action", at: range,
      help: "add one of `send`, `use`, `deny`, `skip`")
  }

  /// A second action.
  package static func secondAction(
    _ second: String, first: String, isOverlay: Bool, at range: SourceRange, firstAt place: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.secondAction, "`\(second)` is a second action beside `\(first)`", at: range,
      related: [RelatedPlace("the first action", place)],
      help: isOverlay ? "remove the other action in the overlay: `\(first): null`" : "keep one of them")
  }

  /// `skip: false` and the like.
  package static func skipNotTrue(at range: SourceRange, related: [RelatedPlace] = []) -> Diagnostic {
    Diagnostic(
      Catalogue.skipNotTrue, "`skip` can only be `true`", at: range, related: related,
      help: "write `skip: true`, or another action")
  }

  /// A guarantee with neither `never` nor `always`.
  package static func missingClaim(in mapping: String, keys: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingClaim, "\(mapping) claims nothing", at: range, help: "add one of \(listed(keys))")
  }

  /// A test that expects nothing.
  package static func missingExpectation(keys: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingExpectation, "the test expects nothing", at: range, help: "add one of \(listed(keys))")
  }

  /// A claim of two kinds at once.
  package static func mixedClaim(_ keys: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingClaim, "\(listed(keys)) cannot stand in one claim", at: range,
      help:
        "write one of `{ send: … }`, `{ send: …, without: … }`, `{ first: … }`, `{ use: … }`, `{ only: […] }`"
    )
  }
}
