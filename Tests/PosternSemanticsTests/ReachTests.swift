import PosternDiagnostics
import PosternModel
import PosternNumbering
import TestSupport
import Testing

@testable import PosternSemantics

/// Random policies are resolved without an error, and the bounds of `Reach` hold for what the interpreter decides.
struct ReachTests {
  @Test(arguments: 0..<8) func boundsHoldForRandomPolicies(_ number: Int) throws {
    let seed = UInt64(7_000 + number)
    let policy = RandomPolicy(seed: seed)
    let run = Run(files: policy.files, environment: "dev", today: "2026-02-10")
    let errors = (run.before + run.findings).filter { $0.severity == .error }
    #expect(errors.map { "\($0.code) \($0.message)" } == [], "seed \(seed)")
    let model = try #require(run.model, "seed \(seed)")
    let countries = ReachFinder.countries.firstMatches(model.routing.rules)
    let lineTypes = ReachFinder.lineTypes.firstMatches(model.routing.rules)
    let requests = RandomRequests(for: model)
    var random = SplitMix64(seed: seed)
    for _ in 0..<30 {
      let values = model.read(requests.next(&random))
      let index =
        model.routing.rules.firstIndex { $0.condition.holds(for: values) } ?? model.routing.rules.count
      #expect(countries[index].contains(values.phone.region), "seed \(seed), rule \(index)")
      #expect(lineTypes[index].contains(values.phone.lineType), "seed \(seed), rule \(index)")
      for rule in model.routing.rules {
        let reach = ReachFinder.countries.reach(rule.condition)
        #expect(
          rule.condition.holds(for: values) || !reach.must.contains(values.phone.region), "seed \(seed)")
      }
    }
  }
}
