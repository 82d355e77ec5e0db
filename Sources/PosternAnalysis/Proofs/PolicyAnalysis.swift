import PosternDiagram
public import PosternDiagnostics
public import PosternModel

/// What the analysis of a policy in one environment comes to.
public struct PolicyAnalysis: Sendable {
  /// Its guarantees, in order.
  public let proofs: [GuaranteeProof]
  /// What is wrong: with the rules, then with the guarantees.
  public let diagnostics: [Diagnostic]

  /// Analyses a policy: its rules and its guarantees, over all requests there are.
  public init(_ model: PolicyModel) {
    guard let space = DecisionSpace([model]),
      let decisions = DecisionDiagram(model, in: DecisionWorkspace(space))
    else {
      proofs = GuaranteeProver.unproved(model)
      diagnostics =
        [.analysisUnfinished(at: model.routing.otherwiseSource)]
        + proofs.compactMap { $0.diagnostic(in: model) }
      return
    }
    let proofs = GuaranteeProver.proofs(of: decisions)
    self.proofs = proofs
    diagnostics = RuleFindings(decisions).diagnostics() + proofs.compactMap { $0.diagnostic(in: model) }
  }
}
