import PosternCompiler
import PosternDiagram
import PosternModel
import PosternRuntime
import PosternSchema

/// Compares the reference interpreter with the table and the diagram, over the shipped policies and over random ones.
public struct ConformanceRun: Sendable {
  /// The policies that ship.
  public static let shipped = ["quickstart", "acme-workforce", "global-consumer"]
  /// The first seed; each random policy has the next one.
  public static let seed: UInt64 = 20_261_123

  private let requestsPerShippedEnvironment: Int
  private let requestsPerRandomPolicy: Int

  public init(requestsPerShippedEnvironment: Int = 15_000, requestsPerRandomPolicy: Int = 550) {
    self.requestsPerShippedEnvironment = requestsPerShippedEnvironment
    self.requestsPerRandomPolicy = requestsPerRandomPolicy
  }

  /// What was compared, and where the two differ: in words, with the seed.
  public struct Found: Sendable {
    public var requests = 0
    public var differences: [String] = []

    public init() {}

    /// Adds another run's.
    public mutating func add(_ other: Found) {
      requests += other.requests
      differences += other.differences
    }
  }

  /// One shipped policy, in all of its environments.
  public func shipped(_ name: String, _ files: PolicyFiles) -> Found {
    check(files, name, seed: Self.seed, count: requestsPerShippedEnvironment)
  }

  /// Random policies, by their numbers.
  public func random(_ indices: Range<Int>) -> Found {
    var found = Found()
    for index in indices {
      let seed = Self.seed &+ UInt64(index)
      found.add(
        check(.memory(RandomPolicy(seed: seed).files), "random", seed: seed, count: requestsPerRandomPolicy))
    }
    return found
  }

  private func check(_ files: PolicyFiles, _ name: String, seed: UInt64, count: Int) -> Found {
    let policy = Pipeline.check(files, folder: name, today: "2026-11-23")
    var found = Found()
    for finding in policy.diagnostics where finding.severity == .error {
      found.differences.append("\(name), seed \(seed): \(finding.code) \(finding.message)")
    }
    guard !policy.hasErrors else { return found }
    for environment in policy.environments { found.add(compare(policy, environment, seed, count)) }
    return found
  }

  private func compare(
    _ policy: CheckedPolicy, _ environment: CheckedEnvironment, _ seed: UInt64, _ count: Int
  ) -> Found {
    var found = Found()
    let place = "\(policy.name) \(environment.name), seed \(seed)"
    guard let model = environment.model, let files = try? policy.compile(environment),
      let bytes = files.first(where: { $0.name == "routing-table.bin" })?.bytes,
      let table = try? RoutingTable(validating: bytes)
    else {
      found.differences.append("\(place): no table")
      return found
    }
    guard let space = DecisionSpace([model]),
      let diagram = DecisionDiagram(model, in: DecisionWorkspace(space))
    else {
      found.differences.append("\(place): no diagram")
      return found
    }
    let deciders = diagram.deciders()
    let requests = RandomRequests(for: model)
    var random = SplitMix64(seed: seed)
    for index in 0..<count {
      let request = requests.next(&random)
      let decision = model.interpret(request)
      let expected = Answer(decision)
      let answer = Answer(table.resolve(table.decide(TableRequest(request))))
      found.requests += 1
      let point = space.point(of: model.read(request), for: model)
      let outcome = diagram.workspace.outcomes[
        diagram.workspace.diagram.value(of: diagram.outcome, at: point)]
      let rule = diagram.ruleNames[diagram.workspace.diagram.value(of: deciders, at: point)]
      if outcome != DecidedOutcome(decision)
        || rule != decision.rule && decision.rule != "country-mode"
      {
        found.differences.append(
          "\(place), request \(index): \(request)\n  interpreter \(expected)\n  diagram     \(rule) \(outcome)"
        )
      }
      if expected != answer {
        found.differences.append(
          "\(place), request \(index): \(request)\n  interpreter \(expected)\n  table       \(answer)")
      }
    }
    return found
  }
}
