import PosternDiagnostics
import PosternDiagram
public import PosternModel

/// Proves what a policy claims of itself, for every request there is.
public enum GuaranteeProver {
  /// What is known of the guarantees of a policy that cannot be looked at.
  static func unproved(_ model: PolicyModel) -> [GuaranteeProof] {
    model.guarantees.map { GuaranteeProof(name: $0.name, source: $0.source, verdict: .unproved) }
  }

  /// Whether an environment is at least as strict as another one, as it says in order of its text.
  /// - Parameter others: the models of the environments that are named; one that is missing has errors of its own.
  public static func relations(of model: PolicyModel, among others: [String: PolicyModel]) -> [GuaranteeProof]
  {
    model.atLeastAsStrictAs.map { name in
      GuaranteeProof(
        name: "atLeastAsStrictAs: \(name.value)", comparedWith: name.value, source: name.range,
        verdict: others[name.value].map { verdict(model, asStrictAs: $0) } ?? .unproved)
    }
  }

  /// Steps that comparing two environments may take.
  private static let stepLimit = 40_000_000

  private static func verdict(
    _ model: PolicyModel, asStrictAs other: PolicyModel
  ) -> GuaranteeProof.Verdict {
    guard let space = DecisionSpace([model, other]) else { return .unproved }
    let own = PhoneSlices(model, in: space, stepLimit: stepLimit)
    let theirs = PhoneSlices(other, beside: own)
    let diagram = own.workspace.diagram
    var isWhole = true
    for phoneClass in space.preference[DecisionSpace.phone] {
      guard let slice = own.slice(of: phoneClass),
        let beside = theirs.slice(of: phoneClass, beside: slice)
      else {
        isWhole = false
        continue
      }
      let (first, second) = (slice.decisions(), beside.decisions())
      let outcomes = own.workspace.outcomes
      let way = own.workspace.diagram.find(first, second, preference: space.preference) {
        !outcomes[$0].isAtLeastAsStrict(as: outcomes[$1])
      }
      if own.workspace.diagram.isOverfull {
        isWhole = false
      } else if var way {
        way[DecisionSpace.phone] = phoneClass
        return counterexample(way, space, model, other)
      }
    }
    guard isWhole else { return .unproved }
    return .proved(
      requests: space.count(.all, in: diagram).description,
      classes: space.countClasses(.all, in: diagram).description)
  }

  private static func counterexample(
    _ way: [Int: Int], _ space: DecisionSpace, _ model: PolicyModel, _ other: PolicyModel
  ) -> GuaranteeProof.Verdict {
    let sample = space.sample(way, for: model)
    let decision = model.decide(sample.values)
    let otherDecision = other.decide(space.sample(way, for: other).values)
    guard !DecidedOutcome(decision).isAtLeastAsStrict(as: DecidedOutcome(otherDecision)) else {
      return .unproved
    }
    return .disproved(
      Counterexample(
        request: sample.request, statedBuckets: sample.statedBuckets, decision: decision,
        other: otherDecision))
  }
}
