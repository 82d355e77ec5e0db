import PosternAnalysis
import PosternDiagnostics
import PosternModel
import PosternSchema

extension Pipeline {
  /// Proves what environments promise of one another. One that was not to be checked is still read for it.
  static func relate(
    _ environments: inout [CheckedEnvironment], _ loaded: LoadedPolicy, _ today: String,
    _ phones: inout PhonesOfRules
  ) -> [(environment: String?, diagnostics: [Diagnostic])] {
    var models: [String: PolicyModel] = [:]
    for environment in environments { models[environment.name] = environment.analysed }
    // Where the other one was checked too and has errors, they say enough.
    let checked = Set(environments.map(\.name))
    // What is wrong with others.
    var errors: [String: [Diagnostic]] = [:]
    var runs: [(environment: String?, diagnostics: [Diagnostic])] = []
    for index in environments.indices {
      guard let model = environments[index].analysed, !model.atLeastAsStrictAs.isEmpty else { continue }
      for other in model.atLeastAsStrictAs.map(\.value)
      where !checked.contains(other) && models[other] == nil && errors[other] == nil {
        switch read(other, loaded, today, &phones) {
        case .success(let model): models[other] = model
        case .failure(let unread): errors[other] = unread.errors
        }
      }
      let proofs = GuaranteeProver.relations(of: model, among: models)
      environments[index].proofs += proofs
      var told: [Diagnostic] = []
      for proof in proofs {
        guard let other = proof.comparedWith, models[other] == nil else {
          told += proof.diagnostic(in: model).map { [$0] } ?? []
          continue
        }
        if let errors = errors[other] {
          told.append(.environmentWithErrors(other, errors, at: proof.source))
        }
      }
      runs.append((environments[index].name, told))
    }
    return runs
  }

  /// What is wrong with an environment that others are compared with; perhaps nothing that has a place.
  private struct Unread: Error {
    let errors: [Diagnostic]
  }

  /// An environment that was not to be checked.
  private static func read(
    _ name: String, _ loaded: LoadedPolicy, _ today: String, _ phones: inout PhonesOfRules
  ) -> Result<PolicyModel, Unread> {
    let others = loaded.environmentFiles(but: [name])
    let isIntact = loaded.isIntact(leavingOut: others)
    let run = check(
      loaded, name, today, analyses: false, leavingOut: others, isIntact: isIntact, &phones)
    if let model = run.environment?.analysed { return .success(model) }
    let findings = loaded.diagnostics.filter { !others.contains($0.range.file) } + run.diagnostics
    return .failure(Unread(errors: findings.filter { $0.severity == .error }))
  }
}
