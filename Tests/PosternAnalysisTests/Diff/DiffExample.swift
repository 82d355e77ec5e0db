import PosternAnalysis
import PosternCompiler
import TestSupport
import Testing

/// The example policy with texts replaced, as a side of a comparison.
enum DiffExample {
  /// The policy, checked in its environments.
  static func policy(
    _ replacing: [(String, String)] = [], files: [String: String] = [:], folder: String = "policies/example"
  ) throws -> DiffPolicy {
    var all = ExamplePolicy.files.merging(files) { $1 }
    for (old, new) in replacing {
      let text = try #require(all["policy.yaml"])
      try #require(text.contains(old), "the example policy has no \(old)")
      all["policy.yaml"] = text.replacing(old, with: new)
    }
    let checked = Pipeline.check(.memory(all), folder: folder, today: dayOfTests, analyses: false)
    try #require(!checked.hasErrors, "\(checked.diagnostics)")
    return DiffPolicy(
      name: checked.name, folder: folder,
      environments: try checked.environments.map { environment in
        let model = try #require(environment.model)
        let steps = checked.manualSteps(in: environment).map {
          DiffSide.ManualStep(key: $0.key, title: $0.title, value: $0.value)
        }
        return (environment.name, DiffSide(model: model, sources: checked.sources, manualSteps: steps))
      })
  }

  /// What changes by replacing texts.
  static func diff(_ replacing: [(String, String)], files: [String: String] = [:]) throws -> PolicyDiff {
    PolicyDiff(
      oldLabel: "old", newLabel: "new", old: [try policy()], new: [try policy(replacing, files: files)])
  }
}
