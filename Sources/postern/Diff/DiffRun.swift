import PosternAnalysis
import PosternCompiler
import PosternDiagnostics

/// Reads and checks both sides of a comparison, and compares them.
struct DiffRun {
  /// What came of it; nil when a side has errors.
  let diff: PolicyDiff?
  /// The findings of the sides, when one has errors.
  let findings: CheckReport?
  /// How the command ends when a side has errors.
  let refusal: ExitStatus
  /// The sides as they were compared: empty when one has errors.
  let old: [DiffPolicy]
  let new: [DiffPolicy]
  /// The two environments that are compared with one another; nil: each with itself.
  let environmentPair: (old: String, new: String)?

  init(_ arguments: [String], environments: [String], today: String?) throws(UsageFault) {
    let day = try CheckRun.day(today)
    if let pair = try Self.pair(of: environments) {
      guard arguments.count < 2 else {
        throw UsageFault(
          "--env \(environments[0]) compares two environments of one side: name at most one side")
      }
      let place =
        try arguments.first.map { argument throws(UsageFault) in try DiffPlace(argument) } ?? .workingTree
      let source = try DiffSource(place, other: .workingTree)
      if let lack = source.lack { throw UsageFault(lack) }
      try self.init(environmentsOf: source, pair, day)
      return
    }
    let (oldPlace, newPlace) = try DiffPlace.pair(arguments)
    let oldSource = try DiffSource(oldPlace, other: newPlace)
    let newSource = try DiffSource(newPlace, other: oldPlace)
    if let lack = newSource.lack, oldSource.policies.isEmpty { throw UsageFault(lack) }
    if let lack = oldSource.lack, newSource.policies.isEmpty { throw UsageFault(lack) }
    // What was valid at its time does not stop being comparable.
    let before = Self.check(oldSource, environments, "0001-01-01")
    let now = Self.check(newSource, environments, day)
    let all = Set((before + now).flatMap(\.allEnvironments))
    for name in environments where !all.contains(name) {
      throw UsageFault(
        "neither side has an environment `\(name)`: there are \(all.sorted().joined(separator: ", "))")
    }
    if let findings = Self.findings(before + now) {
      self.init(findings: findings, refusal: ExitStatus(ofErrorsIn: before + now))
      return
    }
    var old = before.map(Self.policy)
    var new = now.map(Self.policy)
    if newSource.isOnePolicy, !oldSource.isOnePolicy { Self.narrow(&old, to: new) }
    if oldSource.isOnePolicy, !newSource.isOnePolicy { Self.narrow(&new, to: old) }
    self.init(
      diff: PolicyDiff(oldLabel: oldSource.label, newLabel: newSource.label, old: old, new: new), old: old,
      new: new)
  }

  private init(
    diff: PolicyDiff? = nil, findings: CheckReport? = nil, refusal: ExitStatus = .findings,
    old: [DiffPolicy] = [], new: [DiffPolicy] = [], environmentPair: (old: String, new: String)? = nil
  ) {
    self.diff = diff
    self.findings = findings
    self.refusal = refusal
    self.old = old
    self.new = new
    self.environmentPair = environmentPair
  }

  /// Two environments of one side.
  private init(
    environmentsOf source: DiffSource, _ pair: (old: String, new: String), _ day: String
  ) throws(UsageFault) {
    let checked = Self.check(source, [pair.old, pair.new], day)
    let known = Set(checked.flatMap(\.allEnvironments))
    for name in [pair.old, pair.new] where !known.contains(name) {
      throw UsageFault(
        "no policy has an environment `\(name)`: there are \(known.sorted().joined(separator: ", "))")
    }
    if let findings = Self.findings(checked) {
      self.init(findings: findings, refusal: ExitStatus(ofErrorsIn: checked))
      return
    }
    let policies = checked.map(Self.policy)
    let pairs = policies.compactMap { policy -> (policy: DiffPolicy, old: DiffSide, new: DiffSide)? in
      guard let old = policy.environments.first(where: { $0.name == pair.old }),
        let new = policy.environments.first(where: { $0.name == pair.new })
      else { return nil }
      return (policy, old.side, new.side)
    }
    self.init(
      diff: PolicyDiff(oldLabel: pair.old, newLabel: pair.new, pairs: pairs), old: policies, new: policies,
      environmentPair: pair)
  }

  /// `staging..prod`, standing alone.
  private static func pair(of environments: [String]) throws(UsageFault) -> (old: String, new: String)? {
    guard let both = environments.first(where: { $0.contains("..") }) else { return nil }
    let parts = both.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard environments.count == 1, parts.count == 3, !parts[0].isEmpty, parts[1].isEmpty, !parts[2].isEmpty
    else {
      throw UsageFault("--env wants an environment, or two with two dots between them, like staging..prod")
    }
    return (parts[0], parts[2])
  }

  private static func check(_ source: DiffSource, _ environments: [String], _ day: String) -> [CheckedPolicy]
  {
    source.policies.map {
      Pipeline.check(
        $0.files, folder: $0.folder, only: Set(environments), today: day, analyses: false)
    }
  }

  /// What was found, when there is an error in it.
  private static func findings(_ policies: [CheckedPolicy]) -> CheckReport? {
    let faulty = policies.filter(\.hasErrors)
    if faulty.isEmpty { return nil }
    return CheckReport(compiler: compilerVersion, policies: faulty.map(\.reportInput))
  }

  private static func policy(_ checked: CheckedPolicy) -> DiffPolicy {
    DiffPolicy(
      name: checked.name, folder: checked.folder,
      environments: checked.environments.compactMap { environment in
        environment.model.map { model in
          let steps = checked.manualSteps(in: environment).map {
            DiffSide.ManualStep(key: $0.key, title: $0.title, value: $0.value)
          }
          return (environment.name, DiffSide(model: model, sources: checked.sources, manualSteps: steps))
        }
      })
  }

  /// Only what belongs to the one policy of the other side.
  private static func narrow(_ policies: inout [DiffPolicy], to other: [DiffPolicy]) {
    guard let wanted = other.first else { return }
    let same = policies.filter { $0.name == wanted.name }
    let place = wanted.folder.split(separator: "/").last
    policies = same.isEmpty ? policies.filter { $0.folder.split(separator: "/").last == place } : same
  }
}
