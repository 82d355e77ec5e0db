import PosternModel

/// A version of a policy: what it is in each of its environments.
public struct DiffPolicy: Sendable {
  public var name: String
  /// As the side names it.
  public var folder: String
  /// All environments that are to be compared, in order.
  public var environments: [(name: String, side: DiffSide)]

  public init(name: String, folder: String, environments: [(name: String, side: DiffSide)]) {
    self.name = name
    self.folder = folder
    self.environments = environments
  }
}

extension PolicyDiff {
  /// Compares all policies of two sides. Those of one name belong together; a name that one side lacks is looked for in the
  /// same place.
  public init(oldLabel: String, newLabel: String, old: [DiffPolicy], new: [DiffPolicy]) {
    var left = old
    var policies: [PolicyComparison] = []
    var added: [LonePolicy] = []
    func take(_ isWanted: (DiffPolicy) -> Bool) -> DiffPolicy? {
      left.firstIndex(where: isWanted).map { left.remove(at: $0) }
    }
    let names = Set(new.map(\.name))
    // One policy on each side: they belong together, whatever they are called.
    let isPair = old.count == 1 && new.count == 1
    for policy in new {
      let sameName = left.filter { $0.name == policy.name }
      let found =
        take { $0.name == policy.name && (sameName.count == 1 || $0.folder.isSamePlace(as: policy.folder)) }
        ?? take { isPair || !names.contains($0.name) && $0.folder.isSamePlace(as: policy.folder) }
      if let found {
        policies.append(PolicyComparison(found, policy))
      } else {
        added.append(LonePolicy(policy))
      }
    }
    self.init(
      oldLabel: oldLabel, newLabel: newLabel, policies: policies, added: added,
      removed: left.map { LonePolicy($0) })
  }

  /// Compares environments of one and the same version of some policies.
  /// - Parameter pairs: per policy the two environments.
  public init(
    oldLabel: String, newLabel: String, pairs: [(policy: DiffPolicy, old: DiffSide, new: DiffSide)]
  ) {
    self.init(
      oldLabel: oldLabel, newLabel: newLabel,
      policies: pairs.map { pair in
        let name = "\(pair.old.model.environment) → \(pair.new.model.environment)"
        return PolicyComparison(
          name: pair.policy.name, oldFolder: pair.policy.folder, newFolder: pair.policy.folder,
          pairs: [(name, pair.old, pair.new)])
      })
  }
}

extension LonePolicy {
  fileprivate init(_ policy: DiffPolicy) {
    self.init(name: policy.name, folder: policy.folder, environments: policy.environments.map(\.name))
  }
}

extension String {
  /// Whether the last part of two paths is the same, or one of them says nothing, being the working directory.
  fileprivate func isSamePlace(as other: String) -> Bool {
    let (first, second) = (lastPart, other.lastPart)
    return first == second || first == "." || second == "."
  }

  private var lastPart: Substring {
    let path = split(separator: ":", omittingEmptySubsequences: false).last ?? ""
    return path.split(separator: "/").last ?? "."
  }
}

extension PolicyComparison {
  /// Compares two versions of one policy, environment by environment.
  init(_ old: DiffPolicy, _ new: DiffPolicy) {
    let before = Dictionary(old.environments.map { ($0.name, $0.side) }) { first, _ in first }
    let names = Set(new.environments.map(\.name))
    self.init(
      name: new.name, oldFolder: old.folder, newFolder: new.folder,
      pairs: new.environments.compactMap { environment in
        before[environment.name].map { (environment.name, $0, environment.side) }
      })
    addedEnvironments = new.environments.map(\.name).filter { before[$0] == nil }
    removedEnvironments = old.environments.map(\.name).filter { !names.contains($0) }
    var own: [DiffRemark] = []
    if old.name != new.name { own.append(.policyRenamed(old: old.name)) }
    if !old.folder.isSamePlace(as: new.folder) { own.append(.moved) }
    remarks = own + remarks
  }

  init(
    name: String, oldFolder: String, newFolder: String,
    pairs: [(name: String, old: DiffSide, new: DiffSide)]
  ) {
    var groups: [DecisionGroup] = []
    var settings: [SettingChange] = []
    var remarks: [DiffRemark] = []
    for pair in pairs {
      let decisions = DecisionDiff(pair.old, pair.new)
      if let index = groups.firstIndex(where: { $0.decisions == decisions }) {
        groups[index].environments.append(pair.name)
      } else {
        groups.append(DecisionGroup(environments: [pair.name], decisions: decisions))
      }
      for change in SettingChange.all(pair.old, pair.new) {
        let index = settings.firstIndex { known in
          known.path == change.path && known.old == change.old && known.new == change.new
            && known.part == change.part
        }
        if let index {
          settings[index].environments.append(pair.name)
        } else {
          var change = change
          change.environments = [pair.name]
          settings.append(change)
        }
      }
      for remark in DiffRemark.all(pair.old.model, pair.new.model) where !remarks.contains(remark) {
        remarks.append(remark)
      }
    }
    let order = SettingChange.Part.allCases
    let sorted = settings.enumerated().sorted { a, b in
      let (first, second) = (order.firstIndex(of: a.element.part), order.firstIndex(of: b.element.part))
      return (first ?? 0, a.offset) < (second ?? 0, b.offset)
    }
    self.init(
      name: name, oldFolder: oldFolder, newFolder: newFolder, environments: pairs.map(\.name),
      decisions: groups, settings: sorted.map(\.element), remarks: remarks)
  }
}

extension DiffRemark {
  /// What a reader of the two texts would stop at.
  static func all(_ old: PolicyModel, _ new: PolicyModel) -> [DiffRemark] {
    let (before, now) = (old.routing.rules, new.routing.rules)
    var remarks: [DiffRemark] = []
    let (oldNames, newNames) = (Set(before.map(\.name)), Set(now.map(\.name)))
    // A rule that is gone and one that is new, alike but for the name.
    var gone = before.filter { !newNames.contains($0.name) }
    for rule in now where !oldNames.contains(rule.name) {
      guard let index = gone.firstIndex(where: { $0.isRenamed(to: rule) }) else { continue }
      let other = gone.remove(at: index)
      remarks.append(
        rule.condition.hasRollout
          ? .rolloutRenamed(old: other.name, new: rule.name) : .ruleRenamed(old: other.name, new: rule.name))
    }
    let common = before.map(\.name).filter(newNames.contains)
    if common != now.map(\.name).filter(oldNames.contains) { remarks.append(.rulesReordered) }
    return remarks
  }
}

extension Rule {
  /// Whether another rule is the same but for the name, which a rollout of it has too.
  fileprivate func isRenamed(to other: Rule) -> Bool {
    var (first, second) = (withoutPlaces, other.withoutPlaces)
    first.condition = condition.drawn(by: "")
    second.condition = other.condition.drawn(by: "")
    first.name = ""
    second.name = ""
    return first == second
  }
}

extension Condition {
  /// Whether a share of the users is asked for.
  var hasRollout: Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains(where: \.hasRollout)
    case .not(let part): part.hasRollout
    case .rollout: true
    case .country, .lineType, .prefix, .identityProvider, .application, .groups, .networkZones, .risk,
      .emailPresent:
      false
    }
  }

  /// The same with rollouts of that name.
  func drawn(by rule: String) -> Condition {
    switch self {
    case .all(let parts): .all(parts.map { $0.drawn(by: rule) })
    case .any(let parts): .any(parts.map { $0.drawn(by: rule) })
    case .not(let part): .not(part.drawn(by: rule))
    case .rollout(let rollout): .rollout(Rollout(rule: rule, buckets: rollout.buckets))
    case .country, .lineType, .prefix, .identityProvider, .application, .groups, .networkZones, .risk,
      .emailPresent:
      self
    }
  }
}
