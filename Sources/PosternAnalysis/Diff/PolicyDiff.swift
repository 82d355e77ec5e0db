public import PosternDiagnostics
public import PosternModel

/// What changed in meaning between two versions of some policies: every report of a difference is rendered from this value.
public struct PolicyDiff: Sendable, Hashable {
  /// How the old side is called, such as `git:origin/main`.
  public var oldLabel: String
  /// How the new side is called, such as `working tree`.
  public var newLabel: String
  /// The policies that both sides have, in the order of the new side.
  public var policies: [PolicyComparison]
  /// Policies that only the new side has.
  public var added: [LonePolicy]
  /// Policies that only the old side has.
  public var removed: [LonePolicy]

  public init(
    oldLabel: String, newLabel: String, policies: [PolicyComparison], added: [LonePolicy] = [],
    removed: [LonePolicy] = []
  ) {
    self.oldLabel = oldLabel
    self.newLabel = newLabel
    self.policies = policies
    self.added = added
    self.removed = removed
  }

  /// Whether anything means something else, or may: also what could not be compared counts.
  public var changesMeaning: Bool {
    !added.isEmpty || !removed.isEmpty || policies.contains(where: \.changesMeaning)
  }

  /// Whether every pair of environments was compared for every request.
  public var isComplete: Bool {
    policies.allSatisfy { $0.decisions.allSatisfy { $0.decisions.verdict != .notCompared } }
  }
}

/// A policy that only one side has.
public struct LonePolicy: Sendable, Hashable {
  public var name: String
  /// As the side names it.
  public var folder: String
  public var environments: [String]

  public init(name: String, folder: String, environments: [String]) {
    self.name = name
    self.folder = folder
    self.environments = environments
  }
}

/// One policy, old and new.
public struct PolicyComparison: Sendable, Hashable {
  /// What is decided, in environments with one and the same result.
  public struct DecisionGroup: Sendable, Hashable {
    /// Their names, in order; `staging → prod` where two environments are compared.
    public var environments: [String]
    public var decisions: DecisionDiff

    public init(environments: [String], decisions: DecisionDiff) {
      self.environments = environments
      self.decisions = decisions
    }
  }

  /// The new side's name.
  public var name: String
  /// As the old side names it.
  public var oldFolder: String
  /// As the new side names it.
  public var newFolder: String
  /// All environments that were compared.
  public var environments: [String]
  /// What is decided otherwise.
  public var decisions: [DecisionGroup]
  /// What changed that no request shows.
  public var settings: [SettingChange]
  /// Environments that only the new side has.
  public var addedEnvironments: [String]
  /// Environments that only the old side has.
  public var removedEnvironments: [String]
  /// What a reader of the text would stop at though it means nothing, or should know beside the changes.
  public var remarks: [DiffRemark]

  public init(
    name: String, oldFolder: String, newFolder: String, environments: [String], decisions: [DecisionGroup],
    settings: [SettingChange] = [], addedEnvironments: [String] = [], removedEnvironments: [String] = [],
    remarks: [DiffRemark] = []
  ) {
    self.name = name
    self.oldFolder = oldFolder
    self.newFolder = newFolder
    self.environments = environments
    self.decisions = decisions
    self.settings = settings
    self.addedEnvironments = addedEnvironments
    self.removedEnvironments = removedEnvironments
    self.remarks = remarks
  }

  /// Whether anything means something else, or may.
  public var changesMeaning: Bool {
    !settings.isEmpty || !addedEnvironments.isEmpty || !removedEnvironments.isEmpty
      || decisions.contains { $0.decisions.verdict != .equal }
  }
}

/// Something that is no change of a decision, but worth a line.
public enum DiffRemark: Sendable, Hashable {
  /// The policy's `policy:` is another.
  case policyRenamed(old: String)
  /// The policy stands in another folder.
  case moved
  /// A rule has another name and is otherwise the same.
  case ruleRenamed(old: String, new: String)
  /// The same, of a rule with a `rollout`: the name draws its users, so that others are drawn now.
  case rolloutRenamed(old: String, new: String)
  /// Rules stand in another order.
  case rulesReordered
}

/// A setting that no request shows: a field of the model with its old and its new value.
public struct SettingChange: Sendable, Hashable {
  /// What part of a policy it is in.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case identityProviders, directory, services, channels, limits, webhook, page, papers, guarantees, rules
    case environment, manualSteps
  }

  public var part: Part
  /// The key as the policy writes it, such as `limits.per-number.buckets`.
  public var path: String
  /// nil: it was not there.
  public var old: String?
  /// nil: it is no more.
  public var new: String?
  /// In which environments.
  public var environments: [String]
  /// Whether `path` is a whole thing, such as a limit: then the value is what it is in short, and nil says that the thing
  /// itself is not there.
  public var isThing: Bool

  public init(
    part: Part, path: String, old: String?, new: String?, environments: [String] = [], isThing: Bool = false
  ) {
    self.part = part
    self.path = path
    self.old = old
    self.new = new
    self.environments = environments
    self.isThing = isThing
  }
}

/// A version of a policy in one environment, as the diff takes it.
public struct DiffSide: Sendable {
  public var model: PolicyModel
  /// The files that the model's places are in.
  public var sources: SourceMap
  /// What stays to be done by hand, as artefacts say it; empty where it is not known.
  public var manualSteps: [ManualStep]

  /// One of them.
  public struct ManualStep: Sendable, Hashable {
    /// Stable: what it is about, such as `geo-permissions/sms`.
    public var key: String
    public var title: String
    /// What is to be set; nil where the title says it all.
    public var value: String?

    public init(key: String, title: String, value: String?) {
      self.key = key
      self.title = title
      self.value = value
    }
  }

  public init(model: PolicyModel, sources: SourceMap, manualSteps: [ManualStep] = []) {
    self.model = model
    self.sources = sources
    self.manualSteps = manualSteps
  }
}
