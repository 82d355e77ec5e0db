extension Catalogue {
  /// PST06xx: rules, conditions, plans, stages.
  static let routing: [CatalogueEntry] = conditions + plans + ruleFindings + guarantees

  static let conditions: [CatalogueEntry] = [
    tooManyRows, rolloutOfNobody, rolloutOfEverybody, expiredRule, expiringRule,
  ]

  static let tooManyRows = CatalogueEntry(
    "PST0601", .error, "too many rows",
    explanation: """
      Conditions are brought into disjunctive form: a test of an attribute is one row, `any` adds, a mapping and \
      `all` multiply, and under `not` they change places. A rule may come to 256 rows.
      """,
    bad: """
      routing:
        rules:
          - name: wide
            when:
              all:
                - any: [{ risk: low }, { risk: high }, { lineType: voip }, { country: US }, { country: DE }]
                - any: [{ email: present }, { group: admins }, { group: glass }, { country: GB }]
                - any: [{ lineType: mobile }, { lineType: pager }, { lineType: uan }, { country: FR }]
                - any: [{ application: wiki }, { networkZone: office }, { prefix: "+1" }, { prefix: "+44" }]
            skip: true
        otherwise: { send: [sms, call] }
      """,
    good: """
      routing:
        rules:
          - name: wide
            when: { country: [US, DE, GB], lineType: [mobile, voip], application: wiki, networkZone: office }
            skip: true
        otherwise: { send: [sms, call] }
      """)

  static let rolloutOfNobody = CatalogueEntry(
    "PST0602", .warning, "rollout of 0%",
    explanation: "A share of 0% holds for nobody, so the test is always false.",
    bad: example(rollout: "0%"), good: example(rollout: "10%"))

  static let rolloutOfEverybody = CatalogueEntry(
    "PST0603", .warning, "rollout of 100%",
    explanation: """
      A share of 100% holds for everybody who has a user id. When a rollout is finished, drop the test; then it \
      holds for those without an id too.
      """,
    bad: example(rollout: "100%"), good: example(rollout: "50%"))

  static let expiredRule = CatalogueEntry(
    "PST0610", .error, "rule expired",
    explanation: """
      The rule's `until` is past. Such a rule is not silently switched off, since that would change who is asked \
      for what: decide whether it still holds, and change its date or drop it.
      """,
    bad: example(until: "2026-01-31"), good: example(until: "2099-12-31"))

  static let expiringRule = CatalogueEntry(
    "PST0611", .warning, "rule expires soon",
    explanation: "The rule's `until` is at most 30 days away. Afterwards it is an error.",
    bad: example(until: "2026-02-20"), good: example(until: "2099-12-31"))

  private static func example(rollout: String) -> CatalogueExample {
    CatalogueExample([
      .init(
        "policy.yaml",
        """
        routing:
          rules:
            - name: pilot
              when: { rollout: \(rollout) }
              send: [call]
          otherwise: { send: [sms] }
        """)
    ])
  }

  private static func example(until: String) -> CatalogueExample {
    CatalogueExample(
      [
        .init(
          "policy.yaml",
          """
          routing:
            rules:
              - name: pilot
                when: { country: DE }
                send: [call]
                until: \(until)
            otherwise: { send: [sms] }
          """)
      ], today: "2026-02-10")
  }
}

extension Diagnostic {
  /// A condition of more than 256 rows.
  package static func tooManyRows(
    rule: String, rows: Int, isAtLeast: Bool, limit: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.tooManyRows,
      "the conditions of rule `\(rule)` come to \(isAtLeast ? "at least " : "")\(rows) rows, more than \(limit)",
      at: range,
      help: "write alternatives of one attribute as a list of values, or split the rule")
  }

  /// A share of 0%.
  package static func rolloutOfNobody(_ text: Located<String>, isNegated: Bool) -> Diagnostic {
    Diagnostic(
      Catalogue.rolloutOfNobody,
      isNegated
        ? "not in a rollout of `\(text.value)` is every user"
        : "a rollout of `\(text.value)` holds for nobody", at: text.range,
      help: isNegated ? dropTest : giveShare)
  }

  /// A share of 100%.
  package static func rolloutOfEverybody(_ text: Located<String>, isNegated: Bool) -> Diagnostic {
    Diagnostic(
      Catalogue.rolloutOfEverybody,
      isNegated
        ? "not in a rollout of `\(text.value)` is nobody but who has no user id"
        : "a rollout of `\(text.value)` holds for every user", at: text.range,
      help: isNegated ? giveShare : dropTest)
  }

  private static let dropTest = "drop the test"
  private static let giveShare = "drop the rule, or give it a share"

  /// `until` of a routing rule is past.
  package static func expiredRule(_ rule: String, until: Located<String>) -> Diagnostic {
    Diagnostic(
      Catalogue.expiredRule, "rule `\(rule)` expired after `\(until.value)`", at: until.range,
      help: "extend it or drop the rule")
  }

  /// `until` of a routing rule is near.
  package static func expiringRule(_ rule: String, until: Located<String>, days: Int) -> Diagnostic {
    Diagnostic(
      Catalogue.expiringRule, "rule `\(rule)` expires after `\(until.value)`, \(inDays(days))",
      at: until.range,
      help: "extend it or drop the rule before")
  }
}
