import PosternBackends
import PosternModel
import PosternNumbering
import Testing

@testable import PosternRuntime

@Suite("a table decides like the interpreter")
struct EqualityTests {
  @Test("random policies and requests", arguments: [UInt64(1), 2, 3, 4])
  func randomPolicies(group: UInt64) throws {
    for seed in group * 1_000..<group * 1_000 + 15 {
      let model = RandomPolicy.make(seed: seed)
      guard let bytes = try? RoutingTableEncoder.encode(model, position: { _ in nil }) else {
        // More rows than a rule may have.
        continue
      }
      let table = try RoutingTable(validating: bytes)
      var random = SeededRandom(seed: seed &* 77)
      for _ in 0..<150 {
        let request = RandomRequest.make(&random, names: model.identityProviders.count)
        let expected = ResolvedDecision(model.interpret(request))
        let found = table.resolve(table.decide(TableRequest(request)))
        #expect(found == expected, "seed \(seed), \(request)")
        if found != expected { return }
      }
    }
  }
}
