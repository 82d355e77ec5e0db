import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternDiagram
import PosternModel
import TestSupport
import Testing

/// Findings about rules of random policies: exactly those that are true, by the interpreter and by leaving rules out.
@Suite struct RuleFindingTests {
  @Test(arguments: [UInt64](1200..<1212))
  func findingsAreExact(_ seed: UInt64) throws {
    let checked = Pipeline.check(.memory(RandomPolicy(seed: seed).files), folder: ".", today: "2026-11-23")
    let model = try #require(checked.environments.first?.model)
    let found = PolicyAnalysis(model).diagnostics
    let workspace = DecisionWorkspace(try #require(DecisionSpace([model])))
    let whole = try #require(DecisionDiagram(model, in: workspace))
    for (index, rule) in model.routing.rules.enumerated() {
      let number = index + (model.directory.breakGlass == nil ? 0 : 1)
      let codes = Set(found.filter { $0.range == rule.source }.map(\.code))
      let ofAction = Set(found.filter { $0.range.isWithin(rule) }.map(\.code))
      let note = "seed \(seed), \(rule.name): \(codes.sorted())"

      let never = codes.contains("PST0630")
      let shadowed = codes.contains("PST0631")
      guard let way = workspace.diagram.find(whole.reach(of: number), where: { set, _ in set == 1 }) else {
        #expect(never || shadowed, "\(note)")
        continue
      }
      #expect(!never && !shadowed, "\(note)")
      let values = workspace.space.sample(way, for: model).values
      let decision = model.decide(values)
      #expect(decision.rule == rule.name || decision.rule == "country-mode", "\(note)")

      var without = model
      without.routing.rules.remove(at: index)
      let rest = try #require(DecisionDiagram(without, in: workspace))
      let isIdle = codes.contains("PST0632") || codes.contains("PST0633")
      if codes.contains("PST0633") { #expect(rest.outcome == whole.outcome, "\(note)") }
      // Where something else is said, it is not also said that the rule is idle.
      let isSaid = codes.contains("PST0634") || !ofAction.isEmpty
      if rest.outcome == whole.outcome { #expect(isIdle || isSaid, "\(note)") }
      if let way = workspace.diagram.find(rest.outcome, whole.outcome, where: !=) {
        let values = workspace.space.sample(way, for: model).values
        #expect(DecidedOutcome(model.decide(values)) != DecidedOutcome(without.decide(values)), "\(note)")
      }
    }
  }

  /// With fewer steps less is said, and nothing else: the findings that are left are among those of the whole analysis.
  @Test(arguments: [UInt64](1200..<1206), [400, 3_000, 20_000])
  func aBudgetTakesFindingsAwayAndAddsNone(_ seed: UInt64, _ stepLimit: Int) throws {
    let checked = Pipeline.check(
      .memory(RandomPolicy(seed: seed).files), folder: ".", today: "2026-11-23", analyses: false)
    let model = try #require(checked.environments.first?.model)
    let whole = Set(PolicyAnalysis(model).diagnostics.map(Claim.init))
    let part = PolicyAnalysis(model, stepLimit: stepLimit).diagnostics
    let isUnfinished = part.contains { $0.code == "PST0638" }
    if !isUnfinished { #expect(Set(part.map(Claim.init)) == whole, "seed \(seed)") }
    let universal: Set = ["PST0630", "PST0631", "PST0632", "PST0633", "PST0635"]
    for finding in part where universal.contains(finding.code) {
      #expect(whole.contains { $0.range == finding.range }, "seed \(seed): \(finding.message)")
    }
    for finding in part where finding.code == "PST0636" || finding.code == "PST0637" {
      let isTrue = whole.contains {
        $0.range == finding.range && ["PST0635", "PST0636", "PST0637"].contains($0.code)
      }
      #expect(isTrue, "seed \(seed): \(finding.message)")
    }
  }

  private struct Claim: Hashable {
    let code: String
    let range: SourceRange

    init(_ finding: Diagnostic) {
      code = finding.code
      range = finding.range
    }
  }

  /// Plans without a channel and open doors, as random requests meet them.
  @Test(arguments: [UInt64](1300..<1306))
  func nothingIsMissed(_ seed: UInt64) throws {
    let checked = Pipeline.check(.memory(RandomPolicy(seed: seed).files), folder: ".", today: "2026-11-23")
    let model = try #require(checked.environments.first?.model)
    let found = checked.diagnostics
    let requests = RandomRequests(for: model)
    var random = TestSupport.SplitMix64(seed: seed)
    for _ in 0..<1_500 {
      let values = model.read(requests.next(&random))
      let decision = model.decide(values)
      let range =
        model.routing.rules.first { $0.name == decision.rule }?.actionSource ?? model.routing.otherwiseSource
      let codes = Set(found.filter { $0.range == range }.map(\.code))
      if decision.reason == .noChannel {
        #expect(
          !codes.isDisjoint(with: ["PST0623", "PST0635", "PST0636"]) || decision.rule == "country-mode",
          "seed \(seed): \(decision)")
      }
      if decision.outcome == .skip, values.groups.isEmpty, values.networkZones.isEmpty {
        #expect(codes.contains("PST0637"), "seed \(seed): \(decision)")
      }
    }
  }
}

extension SourceRange {
  /// Whether it is the place of a rule's action, or of a step of it.
  fileprivate func isWithin(_ rule: Rule) -> Bool {
    if self == rule.actionSource { return true }
    guard case .send(let steps) = rule.action else { return false }
    return steps.contains { $0.source == self }
  }
}
