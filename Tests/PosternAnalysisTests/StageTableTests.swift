import PosternAnalysis
import PosternModel
import Testing

/// Section 6 of the language page, row by row.
@Suite struct StageTableTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let policy: SmallPolicy
    /// What IDaaS does for nobody in particular; nil: the policy cannot be split.
    let outcome: StageOutcome?

    init(_ name: String, _ outcome: StageOutcome?, _ change: (inout SmallPolicy) -> Void) {
      var policy = SmallPolicy()
      change(&policy)
      self.testDescription = name
      self.policy = policy
      self.outcome = outcome
    }
  }

  static let rows = [
    Row("all skip", .skip) { $0.otherwise = .skip },
    Row("all skip, in two rules", .skip) {
      $0.rules = [("risky", SmallPolicy.risky, .skip)]
      $0.otherwise = .skip
    },
    Row("all deny, with one message", .deny) { $0.otherwise = .deny(message: "no") },
    Row("all deny, whatever the message", .deny) {
      $0.rules = [("risky", SmallPolicy.risky, .deny(message: "one"))]
      $0.otherwise = .deny(message: "other")
    },
    Row("all deny, for blocked countries and for want of a channel", .deny) {
      $0.rules = [("cuba", SmallPolicy.country("CU"), SmallPolicy.send(.sms))]
      $0.otherwise = .deny(message: "no")
    },
    Row("all deny, for no channel ever reaches", .deny) {
      $0.rules = [("germans", SmallPolicy.country("DE"), SmallPolicy.send(.sms))]
      $0.otherwise = .deny(message: "no")
    },
    Row("all use", .use([.totp, .webauthn])) { $0.otherwise = .use([.webauthn, .totp]) },
    Row("the same methods in another order", .use([.totp, .webauthn])) {
      $0.rules = [("risky", SmallPolicy.risky, .use([.totp, .webauthn]))]
      $0.otherwise = .use([.webauthn, .totp])
    },
    Row("send, which somewhere is deny", .webhook) { $0.otherwise = SmallPolicy.send(.sms) },
    Row("send with an address", .webhook) { $0.otherwise = SmallPolicy.send(.email) },
    Row("deny and skip", .webhook) {
      $0.rules = [("risky", SmallPolicy.risky, .deny(message: "no"))]
      $0.otherwise = .skip
    },
    Row("send and skip", .webhook) {
      $0.rules = [("risky", .not(SmallPolicy.risky), .skip)]
    },
    Row("use and send", nil) { $0.rules = [("risky", SmallPolicy.risky, .use([.totp]))] },
    Row("use and deny", nil) {
      $0.rules = [("risky", SmallPolicy.risky, .deny(message: "no"))]
      $0.otherwise = .use([.totp])
    },
    Row("use and skip", nil) {
      $0.rules = [("cuba", SmallPolicy.country("CU"), .skip)]
      $0.otherwise = .use([.totp])
    },
    Row("two different use", nil) {
      $0.rules = [("risky", SmallPolicy.risky, .use([.totp]))]
      $0.otherwise = .use([.webauthn])
    },
    Row("use within use", nil) {
      $0.rules = [("risky", SmallPolicy.risky, .use([.totp]))]
      $0.otherwise = .use([.webauthn, .totp])
    },
    Row("a pilot of use by rollout", nil) {
      $0.rules = [("pilot", .rollout(Rollout(rule: "pilot", buckets: 1_000)), .use([.totp]))]
    },
    Row("a rollout of nobody", .webhook) {
      $0.rules = [("pilot", .rollout(Rollout(rule: "pilot", buckets: 0)), .use([.totp]))]
    },
    Row("a rollout of everybody leaves those without an id", nil) {
      $0.rules = [("pilot", .rollout(Rollout(rule: "pilot", buckets: 10_000)), .use([.totp]))]
    },
    Row("what no number has", .webhook) {
      $0.rules = [("none", .all([SmallPolicy.country("DE"), .lineType(.init([.mobile]))]), .use([.totp]))]
    },
    Row("a prefix covered by rules before it", .webhook) {
      $0.rules = [
        ("wide", SmallPolicy.prefix("+447"), SmallPolicy.send(.sms)),
        ("narrow", SmallPolicy.prefix("+4477"), .use([.totp])),
      ]
    },
    Row("a prefix that is not", nil) {
      $0.rules = [
        ("narrow", SmallPolicy.prefix("+4477"), SmallPolicy.send(.sms)),
        ("wide", SmallPolicy.prefix("+447"), .use([.totp])),
      ]
    },
    Row("use that two halves hide", .webhook) {
      $0.rules = [
        ("with", .emailPresent, SmallPolicy.send(.email)),
        ("without", .not(.emailPresent), SmallPolicy.send(.sms)),
        ("risky", SmallPolicy.risky, .use([.totp])),
      ]
    },
  ]

  @Test(arguments: rows) func outcome(_ row: Row) {
    let (split, diagnostics) = row.policy.split
    guard let outcome = row.outcome else {
      #expect(split == nil)
      #expect(diagnostics.map(\.code) == ["PST0650"])
      return
    }
    #expect(diagnostics.isEmpty)
    let found = split.flatMap {
      StageSplitter.evaluate($0.policies, groups: [], application: nil, zones: [])
    }
    #expect(found == outcome)
    #expect(split?.minimality == .proved)
  }

  @Test func breakGlassComesFirst() {
    var policy = SmallPolicy()
    policy.breakGlass = [.webauthn]
    policy.rules = [("admins", SmallPolicy.admins, .use([.webauthn, .totp]))]
    let split = policy.split.split
    #expect(split?.policies.map(\.name) == ["break-glass", "admins", "everyone-else"])
    #expect(split?.policies.map(\.includeGroups) == [[2], [0], []])
    #expect(split?.policies.map(\.rules) == [[-1], [0], [1]])
    #expect(split?.policies.allSatisfy { $0.excludeGroups.isEmpty } == true)
  }

  @Test func webhookThatIsMissing() {
    var policy = SmallPolicy()
    policy.hasWebhook = false
    policy.rules = [("risky", SmallPolicy.risky, .deny(message: "no"))]
    policy.otherwise = .skip
    #expect(policy.split.diagnostics.map(\.code) == ["PST0653"])
    policy.otherwise = .deny(message: "never")
    #expect(policy.split.diagnostics.isEmpty)
  }

  @Test func theLanguagePagesRules() {
    var policy = SmallPolicy()
    policy.breakGlass = [.webauthn]
    policy.rules = [
      ("strong-factors", .any([SmallPolicy.admins, SmallPolicy.payroll]), .use([.webauthn, .totp])),
      ("office-is-trusted", .all([SmallPolicy.office, SmallPolicy.wiki]), .skip),
      ("risky-contractors", .all([SmallPolicy.contractors, SmallPolicy.risky]), .deny(message: "ask")),
    ]
    let split = policy.split.split
    #expect(
      split?.policies.map(\.name) == [
        "break-glass", "strong-factors", "strong-factors-2", "office-is-trusted", "everyone-else",
      ])
    #expect(split?.policies.last?.rules == [2, 3])
    // Payroll and admins take two policies, or one that excludes the others' groups.
    #expect(split?.minimality == .amongIncludeLists)
  }

  @Test func bothGroupsNeedExcludes() {
    var policy = SmallPolicy()
    policy.rules = [("both", .groups(.all([0, 1])), .deny(message: "no"))]
    let split = policy.split.split
    #expect(split?.policies.count == 3)
    #expect(split?.minimality == .proved)
    #expect(StageSplitter.isEquivalent(split?.policies ?? [], to: policy.model, phones: SmallPolicy.phones))
  }

  @Test func moreThanTheLimit() {
    var policy = SmallPolicy()
    policy.breakGlass = [.webauthn]
    policy.rules = [
      ("strong", .any([SmallPolicy.admins, SmallPolicy.payroll]), .use([.webauthn, .totp])),
      ("office", .all([SmallPolicy.office, SmallPolicy.wiki]), .skip),
    ]
    policy.limit = 3
    let (split, diagnostics) = policy.split
    #expect(split == nil)
    #expect(diagnostics.map(\.code) == ["PST0651"])
    #expect(diagnostics.first?.notes.first?.contains("proved") == true)
    policy.limit = 4
    #expect(policy.split.split?.policies.count == 4)
  }

  @Test func aDifferenceIsFound() {
    var policy = SmallPolicy()
    policy.rules = [("admins", SmallPolicy.admins, .use([.totp]))]
    var policies = policy.split.split?.policies ?? []
    #expect(StageSplitter.isEquivalent(policies, to: policy.model, phones: SmallPolicy.phones))
    policies[0].includeGroups = [0, 1]
    let difference = StageSplitter.firstDifference(
      between: policies, and: policy.model, phones: SmallPolicy.phones)
    #expect(difference?.groups == [1])
    #expect(difference?.expected == .webhook)
    #expect(difference?.found == .use([.totp]))
    #expect(!StageSplitter.isEquivalent([], to: policy.model, phones: SmallPolicy.phones))
  }
}
