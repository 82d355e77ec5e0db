import PosternAnalysis
import PosternCompiler
import PosternModel
import TestSupport
import Testing

/// The changes that are made to random policies.
@Suite struct MutantTests {
  /// A rule that is widened decides at least what it decided, and somewhere more.
  @Test(arguments: [UInt64](700..<704))
  func aWiderRuleHoldsWhereItHeld(_ seed: UInt64) throws {
    let checked = Pipeline.check(.memory(RandomPolicy(seed: seed).files), folder: ".", today: "2026-11-23")
    let model = try #require(checked.environments.first?.model)
    var random = TestSupport.SplitMix64(seed: seed)
    let requests = RandomRequests(for: model)
    let values = (0..<400).map { _ in model.read(requests.next(&random)) }
    var isWider = false
    for mutant in Mutant.all(of: model) {
      guard case .widened(let name, _) = mutant.change else { continue }
      for (old, new) in zip(model.routing.rules, mutant.model.routing.rules) where old.name == name {
        for value in values {
          let (held, holds) = (old.condition.holds(for: value), new.condition.holds(for: value))
          #expect(holds || !held, "seed \(seed): \(name)")
          if holds, !held { isWider = true }
        }
      }
    }
    #expect(isWider, "seed \(seed): nothing was widened")
  }
}
