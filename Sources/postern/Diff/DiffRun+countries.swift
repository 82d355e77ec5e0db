import PosternAnalysis
import PosternModel
import PosternReport

extension DiffRun {
  /// What the usual person from each country gets, before and now, in every environment that was compared.
  func comparisons(of diff: PolicyDiff, weights: Weights?) -> [CountryComparison] {
    diff.policies.flatMap { policy -> [CountryComparison] in
      guard let before = old.first(where: { $0.folder == policy.oldFolder }),
        let now = new.first(where: { $0.folder == policy.newFolder })
      else { return [] }
      return policy.environments.compactMap { name in
        guard let old = before.model(in: environmentPair?.old ?? name),
          let new = now.model(in: environmentPair?.new ?? name)
        else { return nil }
        return CountryComparison(
          policy: policy.name, folder: policy.newFolder, environment: name, old: old, new: new,
          weights: weights)
      }
    }
  }
}

extension DiffPolicy {
  fileprivate func model(in environment: String) -> PolicyModel? {
    environments.first { $0.name == environment }?.side.model
  }
}
