public import PosternDiagnostics
public import PosternModel
public import PosternSchema
import PosternAnalysis
import PosternNumbering
import PosternSemantics
import PosternSource

/// The compiler on one screen: files → nodes → declarations → model → split → artefacts.
///
/// Bytes in, values out: nothing here touches a file, a clock or a terminal.
public enum Pipeline {
  /// Checks a policy in all of its environments, or in those named.
  /// - Parameters:
  ///   - files: the policy's files.
  ///   - folder: the policy's folder as a user names it; `.` for the working directory.
  ///   - only: names of environments; empty: all.
  ///   - today: `YYYY-MM-DD`, the day that `until` is compared with.
  public static func check(
    _ files: PolicyFiles, folder: String, only: Set<String> = [], today: String
  ) -> CheckedPolicy {
    // Bytes → located nodes, parts joined.
    let loaded = PolicyLoader.load(files, displayPath: folder == "." ? "" : folder)
    let names = loaded.environments.filter { only.isEmpty || only.contains($0) }

    // Each environment on its own; what is the same in several is merged.
    var runs: [(environment: String?, diagnostics: [Diagnostic])] = [(nil, loaded.diagnostics)]
    var environments: [CheckedEnvironment] = []
    for name in names.isEmpty && only.isEmpty ? [nil] : names.map(Optional.some) {
      let (environment, found) = check(loaded, name, today)
      runs.append((name, found))
      if let environment { environments.append(environment) }
    }

    let all = Diagnostic.merge(runs)
    let (kept, allowed) = loaded.suppressions.apply(to: all, checkedAll: only.isEmpty)
    return CheckedPolicy(
      folder: folder, name: loaded.name ?? fallbackName(folder), sources: loaded.sourceMap,
      environments: environments, diagnostics: kept, allowed: allowed)
  }

  private static func check(
    _ loaded: LoadedPolicy, _ name: String?, _ today: String
  ) -> (CheckedEnvironment?, [Diagnostic]) {
    // Nodes → declarations: overlay, variables, types.
    var (declaration, found) = loaded.declare(environment: name)
    // Declarations → model: references, checks.
    let resolved = Resolver.resolve(
      declaration, environments: loaded.environments, today: CalendarDate(today))
    found += resolved.diagnostics
    guard let name else { return (nil, found) }

    // Model → what IDaaS can decide itself.
    var model = found.contains { $0.severity == .error } ? nil : resolved.model
    var split: StageSplit?
    var automaton: PhoneAutomaton?
    if let checked = model {
      automaton = try? PhoneAutomaton(by: checked.routing.rules.flatMap { $0.condition.prefixes })
    }
    if let checked = model, let automaton {
      let result = StageSplitter.split(checked, phones: StagePhones(automaton))
      found += result.diagnostics
      split = result.split
      if split == nil { model = nil }
    }
    return (
      CheckedEnvironment(
        name: name, model: model, split: split, automaton: automaton,
        sourceNames: loaded.sourceNames(environment: name)),
      found
    )
  }

  private static func fallbackName(_ folder: String) -> String {
    String(folder.split(separator: "/").last ?? "policy")
  }
}
