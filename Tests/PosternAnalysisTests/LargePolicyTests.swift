import PosternAnalysis
import PosternDiagnostics
import PosternDiagram
import PosternModel
import TestSupport
import Testing

/// What is proved of policies with many groups, and what is not.
@Suite struct LargePolicyTests {
  private static let guarantees = """
    guarantees:
      - { name: the first in Sweden, for: { country: SE, group: { all: [g0, g1, g2, g3, g4, g5, g6] } }, never: send }
      - { name: pairs in Germany, for: { country: DE, group: { all: [g0, g7] } }, always: deny }
      - { name: pairs in France, for: { country: FR, group: { all: [g0, g7] } }, always: deny }
      - { name: nobody skips, for: {}, never: skip }

    """

  private static func policy() -> ManyGroups {
    ManyGroups(
      pairs: 7, countries: ["DE", "FR", "IT", "SE"], guarantees: Self.guarantees)
  }

  /// Class by class of numbers all is proved, with sizes that are those of one diagram.
  @Test func guaranteesAreProvedByClassOfNumbers() throws {
    let model = try Self.policy().model()
    let space = try #require(DecisionSpace([model]))
    let proofs = PolicyAnalysis(model).proofs
    let whole = DecisionWorkspace(space)
    let diagram = try #require(DecisionDiagram(model, in: whole))
    #expect(proofs.count == model.guarantees.count)
    for (guarantee, proof) in zip(model.guarantees, proofs) {
      let asked = guarantee.condition.map(diagram.requests) ?? .all
      switch proof.verdict {
      case .proved(let requests, let classes):
        #expect(guarantee.name != "pairs in France")
        #expect(requests == space.count(asked, in: whole.diagram).description, "\(guarantee.name)")
        #expect(classes == space.countClasses(asked, in: whole.diagram).description, "\(guarantee.name)")
      case .disproved(let found):
        #expect(guarantee.name == "pairs in France")
        #expect(found.decision.outcome == .send)
        #expect(model.interpret(found.request) == found.decision)
        #expect(Set(found.request.groups).isSuperset(of: ["g0", "g7"]))
      case .unproved: Issue.record("\(guarantee.name) is not proved")
      }
    }
  }

  /// What was not looked at is not claimed; what needs no diagram is known all the same.
  @Test(arguments: [0, 1, 400, 4_000])
  func whatIsUnfinishedIsSaid(_ stepLimit: Int) throws {
    let model = try Self.policy().model()
    for proof in PolicyAnalysis(model, stepLimit: stepLimit).proofs {
      switch proof.verdict {
      case .unproved: break
      case .proved: #expect(proof.name != "pairs in France")
      case .disproved(let found):
        #expect(proof.name == "pairs in France")
        #expect(model.interpret(found.request).outcome == .send)
      }
    }
    if stepLimit < 2 {
      #expect(PolicyAnalysis(model, stepLimit: stepLimit).proofs.allSatisfy { $0.verdict == .unproved })
    }
  }

  /// Environments are compared by class, too.
  @Test func relationsAreProvedByClassOfNumbers() throws {
    var strict = try Self.policy().model()
    let other = strict
    strict.atLeastAsStrictAs = [Located("other", strict.routing.otherwiseSource)]
    let equal = try #require(GuaranteeProver.relations(of: strict, among: ["other": other]).first)
    guard case .proved = equal.verdict else {
      Issue.record("\(equal.verdict)")
      return
    }
    strict.routing.rules.removeAll { $0.name == "r3it" }
    let less = try #require(GuaranteeProver.relations(of: strict, among: ["other": other]).first)
    guard case .disproved(let found) = less.verdict else {
      Issue.record("\(less.verdict)")
      return
    }
    #expect(strict.interpret(found.request).outcome == .send)
    #expect(other.interpret(found.request).rule == "r3it")
  }

  /// An order in which groups of one rule stand far apart is given up for a better one: what did not fit does, and every
  /// request is decided as in the fixed order.
  @Test func aBetterOrderIsTakenWhereOneIsFound() throws {
    let model = try ManyGroups(pairs: 9).model()
    let space = try #require(DecisionSpace([model]))
    let germans = try #require(
      space.axes[DecisionSpace.phone].classes.firstIndex { space.kinds[$0[0]].phone.region.code == "DE" })
    let steps = 40_000_000
    let limit = 2_000
    let fixed = PhoneSlices(model, in: space, nodeLimit: limit, stepLimit: steps, patience: nil)
    #expect(fixed.slice(of: germans) == nil)
    let slices = PhoneSlices(model, in: space, nodeLimit: limit, stepLimit: steps, patience: 400)
    let slice = try #require(slices.slice(of: germans))
    let order = slices.workspace.diagram.order
    #expect(order != Array(space.axes.indices) && order.sorted() == Array(space.axes.indices))
    #expect(order[DecisionSpace.phone] == DecisionSpace.phone)
    // Looking for it again comes to the same.
    let again = PhoneSlices(model, in: space, nodeLimit: limit, stepLimit: steps, patience: 400)
    _ = again.slice(of: germans)
    #expect(again.workspace.diagram.order == order)

    let whole = PhoneSlices(model, in: space, stepLimit: steps, patience: nil)
    let plain = try #require(whole.slice(of: germans))
    let (first, second) = (plain.decisions(), slice.decisions())
    #expect(whole.workspace.diagram.nodeCount > 3 * slices.workspace.diagram.nodeCount)
    #expect(
      space.count(plain.reached[1], in: whole.workspace.diagram)
        == space.count(slice.reached[1], in: slices.workspace.diagram))
    var random = TestSupport.SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      var point = space.widths.map { random.below($0) }
      point[DecisionSpace.phone] = germans
      #expect(
        whole.workspace.outcomes[whole.workspace.diagram.value(of: first, at: point)]
          == slices.workspace.outcomes[slices.workspace.diagram.value(of: second, at: point)])
    }
  }

  /// The digest is of one fixed order: neither the rules' order nor the one that an analysis takes moves it.
  @Test func ordersDoNotMoveTheDigest() throws {
    let policy = ManyGroups(pairs: 7)
    var reversed = policy
    reversed.isReversed = true
    let (first, second) = (try policy.model(), try reversed.model())
    let digest = try #require(DecisionDigest.digest(of: first))
    _ = PolicyAnalysis(first, nodeLimit: 400)
    #expect(DecisionDigest.digest(of: first) == digest)
    #expect(DecisionDigest.digest(of: second) == digest)
    #expect(digest == "6c2ff39a164f4a10e47cc5eb43a4fdf29091697d79fe722c56dda1c0a0bac174")
  }
}
