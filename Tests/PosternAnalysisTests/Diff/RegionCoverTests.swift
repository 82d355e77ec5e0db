import PosternDiagram
import PosternModel
import TestSupport
import Testing

@testable import PosternAnalysis

/// Cubes of random sets: exact, disjoint, irreducible.
@Suite struct RegionCoverTests {
  /// Three groups, two shares, risk, e-mail, user: everything that can be gone through point by point.
  private static func workspace() -> DecisionWorkspace? {
    var policy = SmallPolicy()
    policy.rules = [
      ("a", .all([SmallPolicy.admins, SmallPolicy.office]), .skip),
      ("b", .rollout(Rollout(rule: "b", buckets: 1_000)), .skip),
      ("c", .rollout(Rollout(rule: "b", buckets: 3_000)), .skip),
      ("d", .rollout(Rollout(rule: "d", buckets: 10_000)), .skip),
      ("e", .rollout(Rollout(rule: "e", buckets: 500)), .skip),
      ("f", SmallPolicy.contractors, .skip),
    ]
    return DecisionSpace([policy.model]).map { DecisionWorkspace($0) }
  }

  /// A random set of requests: what a user without an id has no buckets for does not matter to it.
  private static func set(_ workspace: DecisionWorkspace, _ random: inout TestSupport.SplitMix64)
    -> DiagramNode
  {
    let diagram = workspace.diagram
    let axes = workspace.space.axes
    func part(_ axis: Int) -> DiagramNode {
      let width = diagram.widths[axis]
      let chosen = (0..<width).filter { _ in random.oneIn(2) }
      let literal = diagram.literal(axis: axis) { chosen.contains($0) }
      guard case .rollout = axes[axis].attribute, let user = workspace.space.axis(of: .user) else {
        return literal
      }
      // As rules ask for it: without an id as behind every share.
      let none = chosen.contains(width - 1)
      return diagram.choose(diagram.literal(axis: user) { $0 == 1 }, literal, none ? .all : .none)
    }
    var set = DiagramNode.none
    for _ in 0..<4 {
      var cube = DiagramNode.all
      for axis in axes.indices where random.oneIn(3) { cube = diagram.and(cube, part(axis)) }
      set = random.oneIn(3) ? diagram.minus(set, cube) : diagram.or(set, cube)
    }
    return set
  }

  @Test(arguments: 0..<40)
  func coversExactlyAndCannotBeReduced(_ seed: Int) throws {
    var random = TestSupport.SplitMix64(seed: UInt64(seed) &+ 77)
    let workspace = try #require(Self.workspace())
    let cover = RegionCover(workspace)
    let diagram = workspace.diagram
    let set = Self.set(workspace, &random)
    let (cubes, rest) = cover.cubes(of: set, limit: .max)
    #expect(rest == .none)

    let nodes = cubes.map { diagram.and(cover.node(of: $0), cover.real) }
    #expect(nodes.reduce(.none) { diagram.or($0, $1) } == diagram.and(set, cover.real), "exact, seed \(seed)")
    for (index, cube) in cubes.enumerated() {
      #expect(nodes[index] != .none)
      for other in cubes.indices.dropFirst(index + 1) {
        #expect(diagram.and(nodes[index], nodes[other]) == .none, "disjoint, seed \(seed)")
        let differing = cube.classes.indices.filter { cube.classes[$0] != cubes[other].classes[$0] }
        #expect(differing.count > 1, "no two are one, seed \(seed): \(cube), \(cubes[other])")
      }
      // Without any one condition it would have requests of another cube, or of none.
      let others = nodes.indices.filter { $0 != index }.reduce(DiagramNode.none) { diagram.or($0, nodes[$1]) }
      let room = diagram.minus(diagram.and(set, cover.real), others)
      for axis in cube.classes.indices where cube.classes[axis] != nil {
        var wider = cube
        wider.classes[axis] = nil
        let node = diagram.and(cover.node(of: wider), cover.real)
        #expect(diagram.minus(node, room) != .none, "no condition can go, seed \(seed): \(cube)")
      }
    }
    try #require(!diagram.isOverfull)
  }

  @Test func tellsWhatIsLeftBehindTheLimit() throws {
    var random = TestSupport.SplitMix64(seed: 5)
    let workspace = try #require(Self.workspace())
    let cover = RegionCover(workspace)
    let diagram = workspace.diagram
    for _ in 0..<20 {
      let set = Self.set(workspace, &random)
      let (cubes, rest) = cover.cubes(of: set, limit: 1)
      let covered = cubes.reduce(DiagramNode.none) { diagram.or($0, cover.node(of: $1)) }
      #expect(rest == diagram.minus(diagram.and(set, cover.real), covered))
      #expect(rest == .none || diagram.minus(rest, cover.node(of: cover.hull(of: rest))) == .none)
    }
  }
}
