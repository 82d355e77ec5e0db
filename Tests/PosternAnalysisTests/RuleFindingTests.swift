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
      let note = "seed \(seed), \(rule.name): \(codes.sorted())"

      let never = codes.contains("PST0630")
      let shadowed = codes.contains("PST0631")
      guard let way = workspace.diagram.find(whole.reach[number], where: { set, _ in set == 1 }) else {
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
      if rest.outcome == whole.outcome { #expect(isIdle, "\(note)") }
      if let way = workspace.diagram.find(rest.outcome, whole.outcome, where: !=) {
        let values = workspace.space.sample(way, for: model).values
        #expect(DecidedOutcome(model.decide(values)) != DecidedOutcome(without.decide(values)), "\(note)")
      }
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
