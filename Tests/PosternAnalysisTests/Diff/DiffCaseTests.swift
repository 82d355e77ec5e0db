import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternModel
import TestSupport
import Testing

/// Changes of the example policy, and what is said of them.
@Suite struct DiffCaseTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let replacing: [(String, String)]
    /// Per region its direction, its outcomes old and new, and how many countries it has; in order.
    let regions: [(ChangedRegion.Direction, [Outcome], [Outcome], Int)]

    var testDescription: String { name }
  }

  private static let otherwise = "  otherwise:\n    send: [sms, call]"
  private static let office = "when: { networkZone: office, application: wiki }"

  /// What `otherwise` decides is two regions: not from the office, or from there to something else than the wiki.
  static let cases: [Case] = [
    Case(
      name: "skip for a whole zone", replacing: [(office, "when: { networkZone: office }")],
      regions: [(.newSkip, [.deny, .send], [.skip], 244)]),
    Case(
      name: "a country opened", replacing: [("countries: [US, GB, DE]", "countries: [US, GB, DE, FR]")],
      regions: [
        (.lostDeny, [.deny], [.send], 1), (.lostDeny, [.deny], [.send], 1), (.recorded, [.use], [.use], 1),
        (.recorded, [.use], [.use], 1),
        (.recorded, [.skip], [.skip], 1),
      ]),
    Case(
      name: "one channel less", replacing: [(otherwise, "  otherwise:\n    send: [sms]")],
      regions: [(.tightened, [.send], [.send], 3), (.tightened, [.send], [.send], 3)]),
    Case(
      name: "another order of channels", replacing: [(otherwise, "  otherwise:\n    send: [call, sms]")],
      regions: [(.changed, [.send], [.send], 3), (.changed, [.send], [.send], 3)]),
    Case(
      name: "a longer wait",
      replacing: [("sms: { service: default, wait: 60s }", "sms: { service: default, wait: 90s }")],
      regions: [(.changed, [.send], [.send], 3), (.changed, [.send], [.send], 3)]),
    Case(
      name: "observed", replacing: [("      mode: allow", "      mode: observe")],
      regions: [(.recorded, [.send, .skip, .use], [.send, .skip, .use], 3)]),
  ]

  @Test(arguments: cases)
  func findsTheRegions(_ row: Case) throws {
    let diff = try DiffExample.diff(row.replacing)
    #expect(diff.changesMeaning)
    let group = try #require(diff.policies.first?.decisions.first)
    #expect(group.environments == ["dev", "prod"])
    #expect(group.decisions.verdict == .different)
    let found = group.decisions.regions.map { region in
      let named = region.countries.count { $0 != .unknown }
      return "\(region.direction) \(Self.outcomes(region.transitions.map(\.old.outcome))) "
        + "\(Self.outcomes(region.transitions.map(\.new.outcome))) \(named)"
    }
    let expected = row.regions.map { direction, old, new, countries in
      "\(direction) \(Self.outcomes(old)) \(Self.outcomes(new)) \(countries)"
    }
    #expect(found == expected)
    for region in group.decisions.regions {
      #expect(region.witness != nil && !region.isRemainder)
      #expect(region.transitions.allSatisfy { !$0.old.rules.isEmpty && !$0.new.rules.isEmpty })
    }
  }

  private static func outcomes(_ list: [Outcome]) -> String {
    Set(list.map(\.rawValue)).sorted().joined(separator: "+")
  }

  @Test(arguments: [
    [("use: [webauthn, totp]", "use: [totp, webauthn]")],
    [("name: office-wiki", "name: renamed")],
    [("when: { group: admins }", "when: { not: { not: { group: admins } } }")],
    [("countries: [US, GB, DE]", "countries: [DE, US, GB]")],
    [("policy: example\n", "policy: example\ndescription: more words\n")],
    [
      (
        "    - name: office-wiki",
        "    - { name: twice, when: { group: admins, country: DE }, use: [webauthn, totp] }\n    - name: office-wiki"
      )
    ],
  ])
  func isNoChange(_ replacing: [(String, String)]) throws {
    let diff = try DiffExample.diff(replacing)
    #expect(!diff.changesMeaning && diff.isComplete, "\(diff.policies.map(\.settings))")
    let group = try #require(diff.policies.first?.decisions.first)
    #expect(group.decisions.verdict == .equal)
    #expect(group.decisions.requests != nil && group.decisions.classes != nil)
  }

  @Test func waitsAreDetails() throws {
    let diff = try DiffExample.diff([
      ("sms: { service: default, wait: 60s }", "sms: { service: default, wait: 90s }")
    ])
    let transition = try #require(diff.policies[0].decisions[0].decisions.regions.first?.transitions.first)
    #expect(transition.details == [OutcomeDetail(field: .wait, channel: .sms, old: "60s", new: "90s")])
    #expect(transition.old.plans == [[.sms, .call]])
  }

  @Test func whatIsTooMuchIsNotGuessed() throws {
    let old = try DiffExample.policy().environments[0].side
    let new = try DiffExample.policy([(Self.office, "when: { networkZone: office }")]).environments[0].side
    let diff = DecisionDiff(old, new, nodeLimit: 4)
    #expect(diff.verdict == .notCompared)
    #expect(diff.regions.isEmpty && diff.differingRules == ["office-wiki"])
    #expect(diff.requests != nil)
    // What is written alike is decided alike, whatever the budget.
    #expect(DecisionDiff(old, old, nodeLimit: 4).verdict == .equal)
    let policy = PolicyComparison(
      name: "x", oldFolder: "x", newFolder: "x", environments: ["dev"],
      decisions: [.init(environments: ["dev"], decisions: diff)])
    #expect(policy.changesMeaning)
  }

  @Test func whatIsLeftIsToldOfAsAWhole() throws {
    let old = try DiffExample.policy().environments[0].side
    let new = try DiffExample.policy([("countries: [US, GB, DE]", "countries: [US, GB, DE, FR]")])
      .environments[0].side
    let all = DecisionDiff(old, new)
    let few = DecisionDiff(old, new, regionLimit: 1)
    let (first, rest) = (few.regions.filter { $0.direction == .lostDeny }, few.regions.filter(\.isRemainder))
    #expect(first.map(\.isRemainder) == [false, true])
    #expect(rest.allSatisfy { $0.witness != nil })
    func sum(_ regions: [ChangedRegion]) -> Int { regions.compactMap { Int($0.requests) }.reduce(0, +) }
    #expect(sum(all.regions) == sum(few.regions))
  }

  @Test func aRenamedRolloutDrawsOthers() throws {
    func pilot(_ name: String) -> [(String, String)] {
      [
        (
          Self.otherwise,
          "    - { name: \(name), when: { country: DE, rollout: 10% }, send: [call] }\n" + Self.otherwise
        )
      ]
    }
    let diff = PolicyDiff(
      oldLabel: "old", newLabel: "new", old: [try DiffExample.policy(pilot("pilot"))],
      new: [try DiffExample.policy(pilot("trial"))])
    #expect(diff.policies[0].remarks == [.rolloutRenamed(old: "pilot", new: "trial")])
    let regions = diff.policies[0].decisions[0].decisions.regions
    #expect(regions.map(\.direction) == [.loosened, .loosened, .tightened, .tightened])
    #expect(
      regions[0].conditions.suffix(2) == [
        .rollout(rule: "pilot", buckets: [0..<1_000]), .rollout(rule: "trial", buckets: [1_000..<10_000]),
      ])
    // A larger share keeps its users.
    let larger = PolicyDiff(
      oldLabel: "old", newLabel: "new", old: [try DiffExample.policy(pilot("pilot"))],
      new: [
        try DiffExample.policy(pilot("pilot").map { ($0.0, $0.1.replacing("10%", with: "25%")) })
      ])
    let grown = larger.policies[0].decisions[0].decisions.regions
    #expect(grown.count == 2)
    #expect(
      grown.allSatisfy { $0.conditions.last == .rollout(rule: "pilot", buckets: [1_000..<2_500]) })
  }
}

/// Comparing only what differing rules are about finds the same as comparing everything.
@Suite struct PartialDiffTests {
  @Test(arguments: 0..<12)
  func findsTheSame(_ seed: Int) throws {
    var random = TestSupport.SplitMix64(seed: UInt64(seed) &+ 9_000)
    let checked = Pipeline.check(
      .memory(RandomPolicy(seed: UInt64(seed) &+ 300).files), folder: ".", today: dayOfTests, analyses: false)
    let old = DiffSide(model: try #require(checked.environments.first?.model), sources: checked.sources)
    var new = old
    for _ in 0..<2 where new.model.routing.rules.count > 1 {
      let index = random.below(new.model.routing.rules.count)
      switch random.below(4) {
      case 0: new.model.routing.rules.remove(at: index)
      case 1: new.model.routing.rules.swapAt(index, random.below(new.model.routing.rules.count))
      case 2: new.model.routing.rules[index].action = .deny(message: "other")
      default: new.model.routing.rules[index].condition = .not(new.model.routing.rules[index].condition)
      }
    }
    // A service that no plan uses: enough for the whole to be compared.
    var whole = new
    whole.model.services.append(
      VerifyService(name: "spare", friendlyName: "Spare", source: .startOf(FileID(0))))
    let (partial, complete) = (DecisionDiff(old, new), DecisionDiff(old, whole))
    #expect(partial.verdict == complete.verdict, "seed \(seed)")
    #expect(partial.regions == complete.regions, "seed \(seed)")
  }
}
