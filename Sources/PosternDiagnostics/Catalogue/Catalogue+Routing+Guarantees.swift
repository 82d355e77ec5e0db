extension Catalogue {
  static let guarantees: [CatalogueEntry] = verdicts + [environmentWithErrors]

  private static let verdicts = [guaranteeDisproved, environmentLessStrict, guaranteeNotProved]

  /// Whether a code says that a guarantee does not hold.
  package static func isGuarantee(_ code: String) -> Bool { verdicts.contains { $0.code == code } }

  static let guaranteeDisproved = CatalogueEntry(
    "PST0640", .error, "guarantee disproved",
    explanation: """
      A guarantee is a claim about every possible request, break-glass users included. Postern looks at all of them; \
      here it found one for which the claim is false. Change the rules, or the claim. `postern prove` lists every \
      guarantee.
      """,
    bad: """
      guarantees:
        - name: admins never depend on a phone
          for: { application: wiki }
          never: send
      """,
    good: """
      guarantees:
        - name: admins never depend on a phone
          for: { group: admins }
          never: send
      """)

  static let environmentLessStrict = CatalogueEntry(
    "PST0641", .error, "environment is less strict than promised",
    explanation: """
      `atLeastAsStrictAs` promises that for every request this environment's outcome is as strict as the other's: \
      deny, then use, then send, then skip; within `use` and `send` a subset of the methods or channels is \
      stricter. What cannot be compared does not count as strict.
      """,
    bad: CatalogueExample([
      .init(
        "environments/prod.yaml",
        """
        guarantees: [{ atLeastAsStrictAs: dev }]
        overrides:
          routing:
            otherwise: { send: null, skip: true }
        """)
    ]),
    good: CatalogueExample([
      .init(
        "environments/prod.yaml",
        """
        guarantees: [{ atLeastAsStrictAs: dev }]
        overrides:
          routing:
            otherwise: { send: [sms] }
        """)
    ]))

  static let guaranteeNotProved = CatalogueEntry(
    "PST0642", .warning, "guarantee not proved",
    explanation: """
      The claim may be true, but the rules combine so many attributes that proving it takes more steps than Postern \
      allows itself. Postern does not guess: what is not proved is not guaranteed. Conditions that combine fewer \
      groups, zones and rollouts with one another help.
      """,
    bad: CatalogueExample(
      description: "A policy of hundreds of rules, each asking for several groups and rollouts at once.\n"),
    good: CatalogueExample(description: "The same rules, each asking for one group.\n"))

  static let environmentWithErrors = CatalogueEntry(
    "PST0643", .error, "compared environment has errors",
    explanation: """
      `atLeastAsStrictAs` names an environment that was not to be checked, and is read for the comparison: \
      `--env prod` reads `staging` too if `prod` promises to be as strict. It has errors, so nothing can be compared, \
      and nothing is promised. `postern check --env` with its name shows all of them.
      """,
    bad: CatalogueExample(
      description: "# `--env prod`: atLeastAsStrictAs: staging, and environments/staging.yaml has errors\n"),
    good: CatalogueExample(
      description: "# `--env prod`: atLeastAsStrictAs: staging, and environments/staging.yaml has none\n"))
}

extension Diagnostic {
  /// A guarantee, and a request for which it does not hold.
  package static func guaranteeDisproved(
    _ name: String, example: FindingExample, rule: String, at range: SourceRange, ruleAt: SourceRange?
  ) -> Diagnostic {
    let claim = "`\(name)` does not hold"
    return Diagnostic(
      Catalogue.guaranteeDisproved,
      "\(claim): \(example.request) → \(example.decision), by `\(rule)`", at: range,
      related: ruleAt.map { [RelatedPlace("`\(rule)` decides it", $0)] } ?? [],
      help: "change the rules, or the claim", example: example.testNotes, messageWithoutExample: claim)
  }

  /// An environment that promises to be as strict as another, and a request for which it is not.
  package static func environmentLessStrict(
    than other: String, example: FindingExample, rule: String, other otherDecision: String,
    at range: SourceRange, ruleAt: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.environmentLessStrict,
      "not as strict as `\(other)`: \(example.request) → \(example.decision), by `\(rule)`; in `\(other)` → \(otherDecision)",
      at: range, related: ruleAt.map { [RelatedPlace("`\(rule)` decides it", $0)] } ?? [],
      help: "change the overrides, or drop the promise", example: example.testNotes)
  }

  /// A guarantee that could not be proved within the limits.
  package static func guaranteeNotProved(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.guaranteeNotProved, "`\(name)` could not be proved, nor disproved", at: range,
      help: "combine fewer groups, zones and rollouts in one condition")
  }

  /// An environment that is named for comparison only, and what is wrong with it: the first is shown.
  package static func environmentWithErrors(
    _ name: String, _ errors: [Diagnostic], at range: SourceRange
  ) -> Diagnostic {
    let first = errors.min { ($0.range.file, $0.range.start) < ($1.range.file, $1.range.start) }
    let count = errors.count > 1 ? "\(errors.count) errors" : "an error"
    return Diagnostic(
      Catalogue.environmentWithErrors, "`\(name)` has \(count), so nothing can be compared with it",
      at: range,
      related: first.map { [RelatedPlace($0.message, $0.range)] } ?? [],
      help: "mend it: `postern check --env \(name)` shows all", masked: errors.flatMap(\.masked))
  }
}
