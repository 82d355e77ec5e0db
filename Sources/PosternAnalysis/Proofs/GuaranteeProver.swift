import PosternDiagnostics
import PosternDiagram
public import PosternModel

/// Proves what a policy claims of itself, for every request there is.
public enum GuaranteeProver {
  /// The guarantees of a policy in one environment, in order.
  static func proofs(of model: PolicyModel, in space: DecisionSpace) -> [GuaranteeProof] {
    if model.guarantees.isEmpty { return [] }
    guard let decisions = DecisionDiagram(model, in: DecisionWorkspace(space)) else {
      return unproved(model)
    }
    return model.guarantees.map { guarantee in
      GuaranteeProof(
        name: guarantee.name, source: guarantee.source, verdict: verdict(guarantee, decisions))
    }
  }

  /// The same where there is no diagram.
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

  private static func verdict(_ guarantee: Guarantee, _ diagram: DecisionDiagram) -> GuaranteeProof.Verdict {
    let workspace = diagram.workspace
    let requests = guarantee.condition.map(diagram.requests) ?? .all
    let isBroken = workspace.outcomes.map { guarantee.isBroken(by: $0) }
    let way = workspace.diagram.find(
      requests, diagram.outcome, preference: workspace.space.preference
    ) { $0 == 1 && isBroken[$1] }
    guard !workspace.diagram.isOverfull else { return .unproved }
    guard let way else { return proved(requests, workspace) }
    let sample = workspace.space.sample(way, for: diagram.model)
    let decision = diagram.model.decide(sample.values)
    guard guarantee.condition?.holds(for: sample.values) != false,
      guarantee.isBroken(by: DecidedOutcome(decision))
    else { return .unproved }
    return .disproved(
      Counterexample(request: sample.request, statedBuckets: sample.statedBuckets, decision: decision))
  }

  private static func verdict(
    _ model: PolicyModel, asStrictAs other: PolicyModel
  ) -> GuaranteeProof.Verdict {
    guard let space = DecisionSpace([model, other]) else { return .unproved }
    let workspace = DecisionWorkspace(space)
    guard let own = DecisionDiagram(model, in: workspace), let theirs = DecisionDiagram(other, in: workspace)
    else { return .unproved }
    let outcomes = workspace.outcomes
    let way = workspace.diagram.find(own.outcome, theirs.outcome, preference: space.preference) {
      !outcomes[$0].isAtLeastAsStrict(as: outcomes[$1])
    }
    guard !workspace.diagram.isOverfull else { return .unproved }
    guard let way else { return proved(.all, workspace) }
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

  private static func proved(
    _ requests: DiagramNode, _ workspace: DecisionWorkspace
  ) -> GuaranteeProof.Verdict {
    .proved(
      requests: workspace.space.count(requests, in: workspace.diagram).description,
      classes: workspace.space.countClasses(requests, in: workspace.diagram).description)
  }
}
