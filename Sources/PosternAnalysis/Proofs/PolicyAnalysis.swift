import PosternDiagram
public import PosternDiagnostics
public import PosternModel

/// What the analysis of a policy in one environment comes to.
public struct PolicyAnalysis: Sendable {
  /// Its guarantees, in order.
  public let proofs: [GuaranteeProof]
  /// What is wrong: with the rules, then with the guarantees.
  public let diagnostics: [Diagnostic]

  /// Steps that the analysis of an environment's rules may take.
  public static let stepLimit = 40_000_000

  /// Analyses a policy: its rules and its guarantees, over all requests there are.
  public init(_ model: PolicyModel, stepLimit: Int = stepLimit) {
    guard let space = DecisionSpace([model]) else {
      proofs = GuaranteeProver.unproved(model)
      let names = model.routing.rules.map(\.name) + ["otherwise"]
      diagnostics =
        [.analysisUnfinished(rules: names, at: model.routing.otherwiseSource)]
        + proofs.compactMap { $0.diagnostic(in: model) }
      return
    }
    let proofs = GuaranteeProver.proofs(of: model, in: space)
    self.proofs = proofs
    diagnostics =
      RuleFindings(model, in: space, stepLimit: stepLimit).diagnostics()
      + proofs.compactMap { $0.diagnostic(in: model) }
  }
}
