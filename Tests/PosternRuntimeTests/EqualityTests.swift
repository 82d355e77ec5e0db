import PosternBackends
import PosternModel
import PosternNumbering
import TableSamples
import Testing

@testable import PosternRuntime

@Suite("a table decides like the interpreter")
struct EqualityTests {
  @Test("random policies and requests", arguments: [UInt64(1), 2, 3, 4])
  func randomPolicies(group: UInt64) throws {
    for seed in group * 1_000..<group * 1_000 + 6 {
      let model = RandomModel.make(seed: seed)
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

  @Test("random policies over a small numbering plan", arguments: [UInt64(1), 2, 3, 4])
  func smallPlan(group: UInt64) throws {
    let automaton = try #require(SmallPlan.automaton)
    var outcomes: [TableOutcome: Int] = [:]
    for seed in group * 10_000..<group * 10_000 + 60 {
      let model = RandomModel.make(seed: seed, usesPrefixes: false)
      let encoded = try? RoutingTableEncoder.encode(
        model, automaton: automaton, planVersion: "small", position: { _ in nil })
      guard let encoded else { continue }
      let table = try RoutingTable(validating: encoded)
      var random = SeededRandom(seed: seed &* 77)
      for _ in 0..<60 {
        var request = RandomRequest.make(&random, names: model.identityProviders.count)
        if random.chance(80) { request.phoneNumber = random.pick(SmallPlan.phones) }
        let expected = ResolvedDecision(model.interpret(request) { automaton.classify($0).phoneClass })
        let found = table.resolve(table.decide(TableRequest(request)))
        outcomes[found.outcome, default: 0] += 1
        #expect(found == expected, "seed \(seed), \(request)")
        if found != expected { return }
      }
    }
    #expect(outcomes.values.allSatisfy { $0 > 100 } && outcomes.count == 4, "\(outcomes)")
  }

  @Test("more rows than a block, and more groups than are looked through one by one")
  func large() throws {
    let automaton = try #require(SmallPlan.automaton)
    let model = RandomModel.make(seed: 4_711, rules: 1_400, names: 120, usesPrefixes: false)
    var routing = model
    routing.routing.rules = model.routing.rules.enumerated().compactMap { index, rule in
      guard model.rows(of: rule.condition) != nil else { return nil }
      // One provider each, so that rules far down match, too.
      var rule = rule
      let provider = Condition.identityProvider(NameSet(indices: [(index * 7) % 120], unknown: false))
      rule.condition = .all([rule.condition, provider])
      return rule
    }
    let bytes = try RoutingTableEncoder.encode(
      routing, automaton: automaton, planVersion: "small", position: { _ in nil })
    let table = try RoutingTable(validating: bytes)
    #expect(table.view.count(.rows) > 1_100)
    var random = SeededRandom(seed: 12)
    var latest = 0
    for round in 0..<400 {
      var request = RandomRequest.make(&random, names: 120)
      request.phoneNumber = random.pick(SmallPlan.phones)
      if round % 2 == 0 { request.groups = (0..<random.below(200)).map { _ in "group-\(random.below(121))" } }
      let expected = ResolvedDecision(routing.interpret(request) { automaton.classify($0).phoneClass })
      let decision = table.decide(TableRequest(request))
      latest = max(latest, decision.rule)
      #expect(table.resolve(decision) == expected, "\(request)")
    }
    #expect(latest > 512)
  }
}
