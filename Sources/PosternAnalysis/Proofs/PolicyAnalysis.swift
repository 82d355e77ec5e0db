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
  /// - Parameters:
  ///   - stepLimit: steps that it may take, and the search for covering rules again.
  ///   - nodeLimit: the most nodes that what is decided for a class of phone numbers may have.
  public init(_ model: PolicyModel, stepLimit: Int = stepLimit, nodeLimit: Int = 1 << 18) {
    guard let space = DecisionSpace([model]) else {
      proofs = GuaranteeProver.unproved(model)
      let names = model.routing.rules.map(\.name) + ["otherwise"]
      diagnostics =
        [.analysisUnfinished(rules: names, at: model.routing.otherwiseSource)]
        + proofs.compactMap { $0.diagnostic(in: model) }
      return
    }
    let slices = PhoneSlices(model, in: space, nodeLimit: nodeLimit, stepLimit: stepLimit)
    var rules = RuleFacts(
      slices, textedGroups: model.groupsOfUse.map(\.name), textsAlone: model.textingActions)
    var guarantees = GuaranteeFacts(slices)
    // The number that is said most easily comes first, and with it the examples.
    for phoneClass in space.preference[DecisionSpace.phone] {
      let slice = slices.slice(of: phoneClass)
      rules.note(slice, phoneClass)
      guarantees.note(slice, phoneClass)
    }
    proofs = guarantees.proofs()
    diagnostics =
      RuleFindings(model, rules, stepLimit: stepLimit).diagnostics()
      + proofs.compactMap { $0.diagnostic(in: model) }
  }
}
