import PosternDiagnostics
import PosternModel
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
  ///   - analyses: whether rules are analysed and guarantees proved: figures of speed are taken with and without it.
  public static func check(
    _ files: PolicyFiles, folder: String, only: Set<String> = [], today: String, analyses: Bool = true
  ) -> CheckedPolicy {
    // Bytes → located nodes, parts joined.
    let loaded = PolicyLoader.load(files, displayPath: folder == "." ? "" : folder)
    let names = loaded.environments.filter { only.isEmpty || only.contains($0) }
    // Files of environments that were not asked for are nobody's concern now.
    let others: Set<FileID> = only.isEmpty ? [] : loaded.environmentFiles(but: names)
    let isIntact = loaded.isIntact(leavingOut: others)

    // Each environment on its own; what is the same in several is merged.
    var runs: [(environment: String?, diagnostics: [Diagnostic])] = [(nil, loaded.diagnostics)]
    var environments: [CheckedEnvironment] = []
    var policyName: String?
    var phones = PhonesOfRules()
    for name in names.isEmpty && only.isEmpty ? [nil] : names.map(Optional.some) {
      let run = check(
        loaded, name, today, analyses: analyses, leavingOut: others, isIntact: isIntact, &phones)
      runs.append((name, run.diagnostics))
      if let environment = run.environment { environments.append(environment) }
      policyName = policyName ?? run.policyName
    }
    if analyses { runs += relate(&environments, loaded, today, &phones) }

    let merged = Diagnostic.merge(runs).filter { finding in
      !finding.countsOnlyInAllEnvironments || finding.environments.count == loaded.environments.count
    }
    let all = withCredentials(merged, in: loaded)
    let judged = loaded.suppressions.apply(to: all, in: loaded.sourceMap, reportsUnused: only.isEmpty)
    let (kept, allowed) = redacted(judged.kept, judged.suppressed, leavingOut: others, in: loaded.sourceMap)
    return CheckedPolicy(
      folder: folder, name: policyName ?? fallbackName(folder), sources: loaded.sourceMap,
      allEnvironments: loaded.environments, environments: environments, diagnostics: kept,
      allowed: allowed, testDeclarations: loaded.tests)
  }

  /// What one environment comes to.
  struct Run {
    var policyName: String?
    var environment: CheckedEnvironment?
    var diagnostics: [Diagnostic]
  }

  static func check(
    _ loaded: LoadedPolicy, _ name: String?, _ today: String, analyses: Bool,
    leavingOut others: Set<FileID>, isIntact: Bool, _ phonesOfRules: inout PhonesOfRules
  ) -> Run {
    // Nodes → declarations: overlay, variables, types.
    let (declaration, faults) = loaded.declare(environment: name)
    // Declarations → model: references, checks.
    let isIntact = isIntact && !faults.contains { $0.severity == .error }
    let mayHideUses = !isIntact && loaded.mayHideUses(loaded.diagnostics + faults, leavingOut: others)
    let resolved = Resolver.resolve(
      declaration, environments: loaded.environments, today: CalendarDate(today), mayHideUses: mayHideUses)
    var run = Run(
      policyName: declaration.name.value,
      diagnostics: faults + placed(resolved.diagnostics, declaration.origins)
        + joinedCredentials(declaration.origins))
    guard let name else { return run }

    // Model → what IDaaS can decide itself.
    var environment = CheckedEnvironment(
      name: name, sourceNames: loaded.sourceNames(of: name), isAnalysed: analyses)
    if isIntact, let model = resolved.model {
      environment.analysed = model
      // What holds for every request.
      if analyses {
        let analysis = PolicyAnalysis(model)
        environment.proofs = analysis.proofs
        run.diagnostics += analysis.diagnostics
      }
      if let rows = try? PolicyRows(model),
        let phones = phonesOfRules.phones(of: model)
      {
        let result = StageSplitter.split(model, rows: rows, phones: phones)
        run.diagnostics += result.diagnostics
        environment.checked = result.split.map {
          CheckedEnvironment.Checked(model: model, rows: rows, split: $0, phones: phones)
        }
      } else {
        run.diagnostics.append(.tooManyCombinations(at: model.routing.otherwiseSource))
      }
    }
    run.environment = environment
    return run
  }

  /// Findings about values of variables and aliases, with the place where such a value is written.
  private static func placed(_ findings: [Diagnostic], _ origins: ValueOrigins?) -> [Diagnostic] {
    guard !findings.isEmpty, let table = origins?.table(), !table.isEmpty else { return findings }
    return findings.map { finding in
      var result = finding
      for place in table[finding.range] ?? [] where !finding.related.contains(where: { $0.range == place }) {
        result.related.append(.origin(place))
      }
      return result
    }
  }

  private static func fallbackName(_ folder: String) -> String {
    String(folder.split(separator: "/").last ?? "policy")
  }
}

/// The kinds of phone numbers that rules tell apart: mostly the same in all environments, and found once then.
struct PhonesOfRules {
  private var last: (prefixes: [DigitPrefix], phones: StagePhones)?

  /// nil when the rules name more prefixes than an automaton can hold.
  mutating func phones(of model: PolicyModel) -> StagePhones? {
    let prefixes = model.routing.prefixes
    if let last, last.prefixes == prefixes { return last.phones }
    let phones = StagePhones(prefixes: prefixes)
    last = phones.map { (prefixes, $0) }
    return phones
  }
}

extension LoadedPolicy {
  /// Whether all files but some can be read.
  func isIntact(leavingOut others: Set<FileID>) -> Bool {
    !diagnostics.contains { $0.severity == .error && !others.contains($0.range.file) }
  }

  /// The files that a policy is made of in one environment: its own and its parts, and the environment's; not its tests.
  fileprivate func sourceNames(of environment: String) -> [String] {
    sourceMap.files.map(\.name).filter { name in
      name == "environments/\(environment).yaml"
        || !name.hasPrefix("environments/") && !name.hasPrefix("tests/")
    }
  }
}
