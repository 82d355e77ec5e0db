import PosternBackends
import PosternJSON

/// Something that no API can do, as artefacts say it.
public struct ManualStepText: Sendable, Hashable {
  /// Stable: what it is about, such as `geo-permissions/sms`.
  public let key: String
  public let title: String
  /// What is to be set; nil where the title says it all.
  public let value: String?
}

extension CheckedPolicy {
  /// What stays to be done by hand in an environment, in the order of the artefacts; empty where the policy has errors.
  public func manualSteps(in environment: CheckedEnvironment) -> [ManualStepText] {
    guard let checked = environment.checked else { return [] }
    let input = BackendInput(model: checked.model, split: checked.split, sources: sources, findings: [])
    return Backend.all.filter { $0.fileName.hasSuffix(".json") }.flatMap { backend in
      (try? JSONValue(parsing: backend.artefact(input).bytes))?["manualSteps"]?.array ?? []
    }.compactMap { step in
      guard let key = step["key"]?.string, let title = step["title"]?.string else { return nil }
      return ManualStepText(key: key, title: title, value: step["value"]?.string)
    }
  }
}
