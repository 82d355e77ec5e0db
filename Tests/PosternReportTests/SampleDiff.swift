import PosternAnalysis
import PosternDiagnostics
import PosternModel
import PosternNumbering

/// A difference with one of everything.
enum SampleDiff {
  static let diff = PolicyDiff(
    oldLabel: "git:origin/main", newLabel: "working tree",
    policies: [
      PolicyComparison(
        name: "acme", oldFolder: "git:origin/main:policies/acme", newFolder: "policies/acme",
        environments: ["dev", "prod", "staging"],
        decisions: [
          .init(
            environments: ["dev"],
            decisions: DecisionDiff(verdict: .equal, requests: "96768", classes: "160")),
          .init(
            environments: ["prod", "staging"],
            decisions: DecisionDiff(
              verdict: .different, regions: [skip, opened, waits], requests: "15484428288", classes: "28800")),
        ],
        settings: [
          SettingChange(
            part: .limits, path: "limits.per-number.buckets", old: "[5 per 10m]", new: "[50 per 10m]",
            environments: ["dev", "prod", "staging"]),
          SettingChange(
            part: .services, path: "verifyServices.second", old: nil, new: "Second", environments: ["prod"],
            isThing: true),
        ],
        addedEnvironments: ["eu"], removedEnvironments: ["us"],
        remarks: [.rolloutRenamed(old: "pilot", new: "trial"), .rulesReordered]),
      PolicyComparison(
        name: "huge", oldFolder: "git:origin/main:policies/huge", newFolder: "policies/huge",
        environments: ["prod"],
        decisions: [
          .init(
            environments: ["prod"],
            decisions: DecisionDiff(
              verdict: .notCompared, requests: nil, classes: nil, differingRules: ["a", "b"]))
        ]),
    ],
    added: [LonePolicy(name: "new-one", folder: "policies/new-one", environments: ["dev"])],
    removed: [LonePolicy(name: "old-one", folder: "git:origin/main:policies/old-one", environments: [])])

  static func place(_ line: Int, _ side: String = "") -> SourcePosition {
    SourcePosition(
      file: side + "policies/acme/policy.yaml", line: line, column: 13, endLine: line, endColumn: 20)
  }

  static let codes = ["BR", "DE", "IN", "SG", "US", "VN"].compactMap { Region(code: $0) }

  static let skip = ChangedRegion(
    direction: .newSkip,
    conditions: [
      .phone([
        PhoneSet(
          origin: .countries(codes, others: ["AT", "CH", "FR", "GB"].compactMap { Region(code: $0) }),
          lineTypes: [.mobile, .fixedLineOrMobile])
      ]), .risk([.low, .medium]), .group("admins", false), .networkZone("office", true),
    ],
    transitions: [
      OutcomeTransition(
        old: RegionSide(
          outcome: .send, plans: [[.sms], [.sms, .call]], modes: [.allow],
          rules: [.init(name: "otherwise", place: place(76, "git:origin/main:"))]),
        new: RegionSide(
          outcome: .skip, modes: [.allow], rules: [.init(name: "office-is-trusted", place: place(57))]),
        requests: "900"),
      OutcomeTransition(
        old: RegionSide(
          outcome: .deny, reason: .rule, message: "Ask @sponsor | <b>now</b>", modes: [.allow],
          rules: [.init(name: "risky", place: place(60, "git:origin/main:"))]),
        new: RegionSide(
          outcome: .skip, modes: [.allow], rules: [.init(name: "office-is-trusted", place: place(57))]),
        requests: "100"),
    ], countries: codes, requests: "1000", classes: "12",
    witness: witness(
      Decision(
        outcome: .send, rule: "otherwise", country: codes[1], lineType: .mobile, mode: .allow,
        plan: [
          PlannedStep(
            channel: .sms, wait: 60, advance: .ask, service: "default", locale: nil, template: nil,
            messagingService: nil, afterFraudBlock: .stop)
        ]),
      Decision(outcome: .skip, rule: "office-is-trusted", country: codes[1], lineType: .mobile, mode: .allow))
  )

  static let opened = ChangedRegion(
    direction: .lostDeny, conditions: [.phone([PhoneSet(origin: .countries([codes[5]], others: codes))])],
    transitions: [
      OutcomeTransition(
        old: RegionSide(
          outcome: .deny, reason: .countryBlocked, modes: [.block],
          rules: [.init(name: "country-mode", place: nil)]),
        new: RegionSide(
          outcome: .send, plans: [[.whatsapp, .sms]], modes: [.observe],
          rules: [.init(name: "otherwise", place: place(76))]),
        details: [OutcomeDetail(field: .mode, channel: nil, old: "block", new: "observe")], requests: "1")
    ], countries: [codes[5]], requests: "1", classes: "1", witness: nil)

  static let waits = ChangedRegion(
    direction: .changed, conditions: [], isRemainder: true,
    transitions: [
      OutcomeTransition(
        old: RegionSide(outcome: .send, plans: [[.sms]], modes: [.allow], rules: []),
        new: RegionSide(outcome: .send, plans: [[.sms]], modes: [.allow], rules: []),
        details: [
          OutcomeDetail(field: .wait, channel: .sms, old: "60s", new: "90s"),
          OutcomeDetail(field: .template, channel: .sms, old: nil, new: "HJ1"),
        ], requests: "123456789012345678")
    ], countries: [.unknown] + codes, requests: "123456789012345678", classes: "1000", witness: nil)

  private static func witness(_ old: Decision, _ new: Decision) -> DiffWitness {
    DiffWitness(
      request: Request(userID: "user-1", phoneNumber: "+4915112345678", groups: [], networkZones: ["office"]),
      statedBuckets: ["pilot": 12], old: old, new: new)
  }
}
