import PosternCompiler
import PosternDiagram
import PosternModel
import TestSupport
import Testing

/// Diagrams of whole policies against the reference interpreter, class by class.
@Suite struct DecisionDiagramTests {
  private func model(_ files: [String: String]) throws -> PolicyModel {
    let checked = Pipeline.check(.memory(files), folder: ".", today: "2026-11-23")
    return try #require(checked.environments.first?.model)
  }

  /// Every class on each axis with some class of the others, and pairs of axes at random.
  @Test(arguments: [UInt64](500..<508))
  func everyClassIsDecidedLikeItsSample(_ seed: UInt64) throws {
    let model = try model(RandomPolicy(seed: seed).files)
    let space = try #require(DecisionSpace([model]))
    let diagram = try #require(DecisionDiagram(model, in: DecisionWorkspace(space)))
    var random = SplitMix64(seed: seed)
    for axis in space.axes.indices {
      for value in space.widths[axis] > 60
        ? stride(from: 0, to: space.widths[axis], by: 9).map({ $0 }) : Array(0..<space.widths[axis])
      {
        var point = space.widths.map { random.below($0) }
        point[axis] = value
        check(diagram, point, seed)
      }
    }
  }

  private func check(_ diagram: DecisionDiagram, _ wanted: [Int], _ seed: UInt64) {
    let space = diagram.workspace.space
    var way: [Int: Int] = [:]
    for (axis, value) in wanted.enumerated() { way[axis] = value }
    let sample = space.sample(way, for: diagram.model)
    let point = space.point(of: sample.values, for: diagram.model)
    // Without a user there are no buckets to ask for.
    for axis in space.axes.indices {
      if case .rollout = space.axes[axis].attribute, way[DecisionDiagramTests.user] == 0 { continue }
      #expect(point[axis] == wanted[axis], "seed \(seed), \(space.axes[axis].attribute)")
    }
    let decision = diagram.model.decide(sample.values)
    let number = diagram.workspace.diagram.value(of: diagram.outcome, at: wanted)
    #expect(diagram.workspace.outcomes[number] == DecidedOutcome(decision), "seed \(seed) \(sample.request)")
    if sample.statedBuckets.isEmpty { #expect(diagram.model.interpret(sample.request) == decision) }
  }

  static let user = 5

  @Test func everyRequestIsCountedOnce() throws {
    let model = try model(ExamplePolicy.files)
    let space = try #require(DecisionSpace([model]))
    let diagram = try #require(DecisionDiagram(model, in: DecisionWorkspace(space)))
    let store = diagram.workspace.diagram
    // Kinds of numbers, one provider, one application, two groups, one zone, four risks, e-mail, user.
    let all = BigCount(space.kinds.count * 2 * 2 * 4 * 2 * 4 * 2 * 2)
    #expect(space.count(.all, in: store) == all)
    #expect(
      diagram.ruleNames.indices.reduce(.zero) { $0 + space.count(diagram.reach(of: $1), in: store) } == all)
    let admins = try #require(diagram.ruleNames.firstIndex(of: "admins"))
    // In the group admins, not in the other one: a quarter.
    #expect(space.count(diagram.reach(of: admins), in: store) * BigCount(4) == all)
  }

  @Test func bucketsAreCountedForUsersAlone() throws {
    var files = ExamplePolicy.files
    files["policy.yaml"] = ExamplePolicy.replaceSections(
      of: files["policy.yaml"] ?? "",
      by: """
        routing:
          rules:
            - { name: pilot, when: { rollout: 10% }, send: [call] }
          otherwise: { send: [sms, call] }

        """)
    let model = try model(files)
    let space = try #require(DecisionSpace([model]))
    let diagram = try #require(DecisionDiagram(model, in: DecisionWorkspace(space)))
    let others = space.kinds.count * 2 * 2 * 4 * 2 * 4 * 2
    #expect(space.count(.all, in: diagram.workspace.diagram) == BigCount(others * 10_001))
    let pilot = try #require(diagram.ruleNames.firstIndex(of: "pilot"))
    let glass = 2
    #expect(
      space.count(diagram.reach(of: pilot), in: diagram.workspace.diagram) * BigCount(glass)
        == BigCount(others * 1_000))
  }

  @Test(arguments: ConformanceRun.shipped)
  func diagramsOfShippedPoliciesAreSmall(_ name: String) throws {
    let checked = Pipeline.check(try .checkout("policies/\(name)"), folder: name, today: "2026-11-23")
    for environment in checked.environments {
      let model = try #require(environment.model)
      let workspace = DecisionWorkspace(try #require(DecisionSpace([model])))
      _ = try #require(DecisionDiagram(model, in: workspace))
      #expect(workspace.diagram.nodeCount < 2_000, "\(workspace.diagram.nodeCount)")
    }
  }
}
