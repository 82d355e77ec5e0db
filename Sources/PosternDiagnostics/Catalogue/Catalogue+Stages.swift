extension Catalogue {
  /// PST0650 …: what IDaaS can decide before the phone is known.
  static let stages: [CatalogueEntry] = [
    useBehindUnseen, tooManyPolicies, tooManyCombinations, webhookNeeded,
  ]

  static let useBehindUnseen = CatalogueEntry(
    "PST0650", .error, "`use` depends on what IDaaS cannot see",
    explanation: """
      IDaaS runs the factors of `use` itself, so it must choose them when it knows only the user's groups, the \
      application and the network zones: not the phone number, the provider, the risk, the e-mail address or a \
      rollout. Two requests that look alike to IDaaS must therefore get the same factors. Move the `use` rule above \
      the other one, or exclude its group from the other one's condition; a pilot of `use` goes by group, not by \
      `rollout`.
      """,
    bad: """
      routing:
        rules:
          - name: landlines
            when: { lineType: fixed_line }
            send: [call]
          - name: admins
            when: { group: admins }
            use: [webauthn, totp]
        otherwise:
          send: [sms, call]
      """,
    good: """
      routing:
        rules:
          - name: admins
            when: { group: admins }
            use: [webauthn, totp]
          - name: landlines
            when: { lineType: fixed_line }
            send: [call]
        otherwise:
          send: [sms, call]
      """)

  static let tooManyPolicies = CatalogueEntry(
    "PST0651", .error, "too many conditional access policies",
    explanation: """
      An IDaaS instance takes few custom conditional access policies, ten unless its quota was raised: \
      `idaas.customPolicyLimit` of the environment. A policy of IDaaS names any of some groups, applications and \
      zones, and the first that fits decides, so rules that combine groups or treat many of them differently cost \
      several. Give rules the same outcome where they may have it, ask for one group instead of a combination, or \
      raise the quota and the limit.
      """,
    bad: CatalogueExample([
      CatalogueExample.File(
        "environments/prod.yaml",
        "idaas: { region: cn-hangzhou, instance: idaas_prod, customPolicyLimit: 2 }")
    ]),
    good: CatalogueExample([
      CatalogueExample.File(
        "environments/prod.yaml",
        "idaas: { region: cn-hangzhou, instance: idaas_prod, customPolicyLimit: 10 }")
    ]))

  static let tooManyCombinations = CatalogueEntry(
    "PST0652", .error, "too many combinations to split",
    explanation: """
      What IDaaS gets is found for every combination of groups, application and zones, exactly. For this policy that \
      takes more steps than the compiler allows itself, and it does not guess. Conditions that combine many groups \
      with one another, or with many other attributes, are the reason; fewer or simpler ones help.
      """,
    bad: CatalogueExample([
      CatalogueExample.File(
        "policy.yaml",
        """
        directory:
          applications: { wiki: app_wiki }
          groups:
        \(pairs("    ") { "\($0): group_\($0)\n    \($1): group_\($1)" })
          breakGlass: none
        routing:
          rules:
            - name: risky-shops
              when:
                risk: high
                group:
        \(pairs("          ") { first, _ in "- \(first)" })
              deny: Ask the head office.
            - name: managers-of-their-own-shop
              when:
                any:
        \(pairs("          ") { "- group: { all: [\($0), \($1)] }" })
              use: [totp]
          otherwise:
            send: [sms, call]
        """)
    ]),
    good: """
      directory:
        applications: { wiki: app_wiki }
        groups: { shop-managers: group_shop_managers }
        breakGlass: none
      routing:
        rules:
          - name: managers-of-their-own-shop
            when: { group: shop-managers }
            use: [totp]
        otherwise:
          send: [sms, call]
      """)

  /// One line for each of 18 pairs of groups, a shop and its managers.
  private static func pairs(_ indent: String, _ line: (String, String) -> String) -> String {
    (1...18).map { indent + line("shop-\($0)", "managers-\($0)") }.joined(separator: "\n")
  }

  static let webhookNeeded = CatalogueEntry(
    "PST0653", .error, "webhook needed",
    explanation: """
      Where the outcome depends on what IDaaS cannot see, such as the phone number, the provider or the risk, IDaaS \
      asks Postern's webhook. Such a policy needs the section `webhook`, also when nothing is ever sent.
      """,
    bad: CatalogueExample([.init("policy.yaml", policyWithout("webhook"), isWhole: true)]),
    good: """
      webhook:
        url: https://example.com/idaas/2fa-trigger
        signing: { secrets: [!secret idaas-webhook] }
      """)
}

extension Diagnostic {
  /// A `use` rule and others that decide requests which look alike to IDaaS.
  /// - Parameters:
  ///   - asksForUnseen: whether the rule's own condition asks for what IDaaS cannot see.
  ///   - others: the other rules, in order; not empty.
  ///   - requests: one that `rule` decides, one that the first of the others does, with the rules that decisions name; or
  ///     none.
  package static func useBehindUnseen(
    rule: String, methods: [String], asksForUnseen: Bool, at range: SourceRange,
    others: [(name: String, range: SourceRange)],
    requests: [(example: FindingExample, rule: String)]
  ) -> Diagnostic {
    let shown = others.prefix(5)
    let names = shown.map { "`\($0.name)`" }.joined(separator: ", ")
    let more = others.count - shown.count
    let examples = requests.flatMap { shown in
      ["for example \(shown.example.request) → \(shown.example.decision), by `\(shown.rule)`"]
        + shown.example.testNotes
    }
    let rewrite =
      rule == "otherwise"
      ? "give `otherwise` another action, and the groups that shall use \(methods.joined(separator: ", ")) a rule "
        + "at the top"
      : asksForUnseen
        ? "ask in `\(rule)` for group, application and network zone alone, above \(names), or exclude its group "
          + "from the other"
        : "move `\(rule)` above \(names), or exclude its group from the other"
    let help = rewrite + "; a pilot of `use` goes by group, not by `rollout`"
    return Diagnostic(
      Catalogue.useBehindUnseen,
      "`\(rule)` uses \(methods.map { "`\($0)`" }.joined(separator: ", ")), but \(names) "
        + "can decide for the same groups, application and zones: IDaaS must choose before the rest is known",
      at: range,
      related: shown.map {
        RelatedPlace("`\($0.name)` decides other requests that look alike to IDaaS", $0.range)
      },
      help: help, notes: more > 0 ? ["and at least \(more) more \(more == 1 ? "rule" : "rules")"] : [],
      example: examples)
  }

  /// A list of policies that an IDaaS instance does not take.
  package static func tooManyPolicies(
    count: Int, limit: Int, atLeast: Int, isProvedMinimal: Bool,
    dearest: [(name: String, count: Int, range: SourceRange)], otherwise: SourceRange
  ) -> Diagnostic {
    let proof =
      isProvedMinimal
      ? "no shorter list does the same, which is proved"
      : atLeast > limit
        ? "at least \(atLeast) are needed, which is proved"
        : "a shorter list was not found, which does not prove that there is none"
    return Diagnostic(
      Catalogue.tooManyPolicies,
      "the rules need \(count) conditional access policies, and `customPolicyLimit` is \(limit)",
      at: dearest.first?.range ?? otherwise,
      related: dearest.dropFirst().map { RelatedPlace("`\($0.name)` costs \($0.count)", $0.range) },
      help:
        "give rules the same outcome where they may have it, ask for one group instead of a combination, or "
        + "raise the quota of the instance and `customPolicyLimit`",
      notes: [proof]
        + (dearest.isEmpty
          ? [] : ["most cost " + dearest.map { "`\($0.name)` (\($0.count))" }.joined(separator: ", ")]))
  }

  /// The split could not be computed within its limits.
  package static func tooManyCombinations(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tooManyCombinations,
      "the rules combine groups, applications and zones in too many ways to tell what IDaaS must do",
      at: range,
      help: "combine fewer groups in one condition, or put a group for each combination into the directory")
  }

  /// IDaaS must ask the webhook, and there is none.
  package static func webhookNeeded(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.webhookNeeded,
      "this depends on what IDaaS cannot see, so IDaaS asks the webhook, and the policy has no `webhook`",
      at: range, help: "add the section `webhook`, or decide by group, application and network zone alone")
  }
}
