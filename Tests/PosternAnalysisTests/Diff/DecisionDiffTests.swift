import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternDiagram
import PosternModel
import TestSupport
import Testing

/// Regions against the interpreter: a request is in exactly one region if its decisions differ, in none if they do not.
@Suite struct DecisionDiffTests {
  private static func side(_ seed: UInt64) throws -> DiffSide {
    let checked = Pipeline.check(
      .memory(RandomPolicy(seed: seed).files), folder: ".", today: dayOfTests, analyses: false)
    return DiffSide(
      model: try #require(checked.environments.first?.model), sources: checked.sources)
  }

  @Test(arguments: 0..<10)
  func aRequestIsInOneRegionIfAndOnlyIfItIsDecidedOtherwise(_ seed: Int) throws {
    let seed = UInt64(seed) &+ 400
    var random = TestSupport.SplitMix64(seed: seed)
    let old = try Self.side(seed)
    // Half of the pairs differ in one thing, the others in all.
    var new = try Self.side(seed &+ (seed % 2) * 1_000)
    if seed % 2 == 0 { new.model = random.pick(Mutant.all(of: old.model)).model }
    let diff = DecisionDiff(old, new)
    guard diff.verdict != .notCompared else { return }

    let membership = RegionMembership(model: old.model)
    for model in [old.model, new.model] {
      let requests = RandomRequests(for: model)
      for _ in 0..<100 {
        var request = requests.next(&random)
        // Regions speak of names, as both policies know them: ids and addresses of networks are read before.
        request.groups = Array(Set(request.groups)).sorted()
        request.clientIP = nil
        guard Self.isByName(request, old.model), Self.isByName(request, new.model) else { continue }
        let (before, now) = (old.model.interpret(request), new.model.interpret(request))
        let differs = DecidedOutcome(before) != DecidedOutcome(now)
        let values = old.model.read(request)
        let found = diff.regions.filter { membership.holds($0, for: request, values: values) }
        let inside = found.filter { !$0.isRemainder }
        let hasRemainder = found.contains(where: \.isRemainder)
        #expect(inside.count <= 1, "seed \(seed): \(request) is in several")
        if differs {
          #expect(inside.count == 1 || hasRemainder, "seed \(seed): \(request) is in none")
        } else {
          #expect(inside.isEmpty, "seed \(seed): \(request) is decided alike, and in \(inside)")
        }
        for region in inside where differs {
          let isTold = region.transitions.contains { transition in
            transition.old.outcome == before.outcome && transition.new.outcome == now.outcome
              && transition.old.rules.contains { $0.name == before.rule }
              && transition.new.rules.contains { $0.name == now.rule }
          }
          #expect(isTold, "seed \(seed): \(before.rule), \(now.rule)")
          #expect(region.countries.contains(before.country), "seed \(seed)")
        }
      }
    }
    #expect(diff.regions.isEmpty == (diff.verdict == .equal))
    for region in diff.regions {
      let witness = try #require(region.witness, "seed \(seed)")
      #expect(
        membership.holds(region, for: witness.request)
          || !witness.statedBuckets.isEmpty, "seed \(seed)")
    }
  }

  /// Whether a request names things by names alone, so that both policies read the same.
  private static func isByName(_ request: Request, _ model: PolicyModel) -> Bool {
    let ids =
      model.identityProviders.compactMap(\.id) + model.directory.applications.map(\.id)
      + model.directory.groups.map(\.id) + model.directory.networkZones.compactMap(\.id)
    let named =
      [request.identityProvider, request.application].compactMap { $0 } + request.groups
      + (request.networkZones ?? [])
    return !named.contains { ids.contains($0) || $0.isEmpty }
  }

  /// With few steps less is told, and nothing else: the regions are the same requests, counted exactly.
  @Test(arguments: [0, 2_000, 20_000, 200_000])
  func fewStepsLeaveARemainderThatIsExact(_ steps: Int) throws {
    let (old, new) = (try Self.side(401), try Self.side(1_401))
    let whole = DecisionDiff(old, new)
    try #require(whole.verdict == .different)
    let diff = DecisionDiff(old, new, regionSteps: steps)
    #expect(diff.verdict == .different)
    for direction in ChangedRegion.Direction.allCases {
      let (all, some) = (
        whole.regions.filter { $0.direction == direction }, diff.regions.filter { $0.direction == direction }
      )
      #expect(Self.isLike(all.map(\.requests), some.map(\.requests)), "\(direction)")
      #expect(Set(all.flatMap(\.countries)) == Set(some.flatMap(\.countries)))
      // The remainder comes behind what is told in full.
      let (first, last) = (
        some.firstIndex { $0.isRemainder } ?? some.count, some.lastIndex { !$0.isRemainder } ?? -1
      )
      #expect(last < first)
      for region in some {
        #expect(region.witness != nil)
        #expect(Self.isLike(region.transitions.map(\.requests), [region.requests]))
      }
    }
    if steps == 0 { #expect(!diff.regions.contains { !$0.isRemainder }) }
  }

  @Test func tooFewStepsForTheDiagramAreSaid() throws {
    let diff = DecisionDiff(try Self.side(401), try Self.side(1_401), stepLimit: 50)
    #expect(diff.verdict == .notCompared)
    #expect(!diff.differingRules.isEmpty)
  }

  /// Whether counts come to the same, as far as floating-point numbers tell.
  private static func isLike(_ a: [String], _ b: [String]) -> Bool {
    let (first, second) = (sum(a), sum(b))
    return abs(first - second) <= 1e-9 * max(first, second)
  }

  private static func sum(_ counts: [String]) -> Double { counts.reduce(0) { $0 + (Double($1) ?? .nan) } }

  @Test func equalPoliciesAreProvedEqual() throws {
    let side = try Self.side(12)
    let diff = DecisionDiff(side, side)
    #expect(diff.verdict == .equal)
    #expect(diff.regions.isEmpty)
    #expect(diff.requests.map { !$0.isEmpty } == true)
  }
}
