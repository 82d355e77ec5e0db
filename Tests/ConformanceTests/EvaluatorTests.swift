import Foundation
import PosternCompiler
import PosternModel
import PosternRuntime
import PosternSchema
import TestSupport
import Testing

/// The reference interpreter and the table decide alike: 300,000 requests, over the shipped policies and over random ones
/// that cover the language. A failure names the seed that shows it again.
@Suite struct EvaluatorTests {
  static let shipped = ["quickstart", "acme-workforce", "global-consumer"]
  static let requestsPerShippedEnvironment = 15_000
  static let randomPolicies = 300
  static let requestsPerRandomPolicy = 550
  static let seed: UInt64 = 20_261_123

  @Test(arguments: shipped)
  func shippedPolicies(_ name: String) throws {
    let folder = "policies/\(name)"
    let policy = Pipeline.check(try .checkout(folder), folder: folder, today: "2026-11-23")
    #expect(policy.diagnostics.isEmpty)
    #expect(policy.environments.count == 3)
    for environment in policy.environments {
      try compare(policy, environment, seed: Self.seed, count: Self.requestsPerShippedEnvironment)
    }
  }

  /// In tenths, so that they run side by side.
  @Test(arguments: 0..<10)
  func randomPolicies(_ tenth: Int) throws {
    let share = Self.randomPolicies / 10
    for index in tenth * share..<(tenth + 1) * share {
      let seed = Self.seed &+ UInt64(index)
      let random = RandomPolicy(seed: seed)
      let policy = Pipeline.check(.memory(random.files), folder: "random", today: "2026-11-23")
      let errors = policy.diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty, "seed \(seed): \(errors.map { "\($0.code) \($0.message)" })")
      for environment in policy.environments where errors.isEmpty {
        try compare(policy, environment, seed: seed, count: Self.requestsPerRandomPolicy)
      }
    }
  }

  private func compare(
    _ policy: CheckedPolicy, _ environment: CheckedEnvironment, seed: UInt64, count: Int
  ) throws {
    let model = try #require(environment.model)
    let files = try policy.compile(environment)
    let bytes = try #require(files.first { $0.name == "routing-table.bin" }).bytes
    let table = try RoutingTable(validating: bytes)
    let requests = RandomRequests(for: model)
    var random = SplitMix64(seed: seed)
    for index in 0..<count {
      let request = requests.next(&random)
      let expected = Answer(model.interpret(request))
      let found = Answer(table.resolve(table.decide(TableRequest(request))))
      guard expected != found else { continue }
      Issue.record(
        """
        \(policy.name) \(environment.name), seed \(seed), request \(index): \(request)
        interpreter \(expected)
        table       \(found)
        """)
      return
    }
  }
}
