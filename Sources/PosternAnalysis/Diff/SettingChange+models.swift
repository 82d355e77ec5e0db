import PosternModel

extension SettingChange {
  /// What differs between two models that no request shows, in the order of the parts.
  static func all(_ old: DiffSide, _ new: DiffSide) -> [SettingChange] {
    let before = ModelFacts(old)
    let now = ModelFacts(new)
    var changes: [SettingChange] = []
    for part in Part.allCases {
      changes += compare(part, before.facts[part] ?? [], now.facts[part] ?? [])
    }
    return changes
  }

  /// In the order of the new side; what is no more stands behind what came before it.
  private static func compare(_ part: Part, _ old: [ModelFacts.Fact], _ new: [ModelFacts.Fact])
    -> [SettingChange]
  {
    let before = Dictionary(old.map { ($0.path, $0.value) }) { first, _ in first }
    let now = Dictionary(new.map { ($0.path, $0.value) }) { first, _ in first }
    let owners = (Set(old.map(\.owner)), Set(new.map(\.owner)))
    var changes: [SettingChange] = []
    var told: Set<String> = []
    func add(_ fact: ModelFacts.Fact, isNew: Bool) {
      // Of a thing that only one side has, its name is enough.
      if let owner = fact.owner, !(isNew ? owners.0 : owners.1).contains(owner) {
        guard told.insert(owner).inserted else { return }
        changes.append(
          SettingChange(
            part: part, path: owner, old: isNew ? nil : fact.summary, new: isNew ? fact.summary : nil,
            isThing: true))
        return
      }
      let (first, second) = (before[fact.path], now[fact.path])
      if first != second, told.insert(fact.path).inserted {
        changes.append(SettingChange(part: part, path: fact.path, old: first, new: second))
      }
    }
    for fact in new { add(fact, isNew: true) }
    for fact in old where now[fact.path] == nil { add(fact, isNew: false) }
    return changes
  }
}

/// A model as a list of keys and values, of what no request shows: in the words of the policy language.
struct ModelFacts {
  struct Fact {
    /// As the policy would write it, such as `limits.per-number.buckets`.
    var path: String
    var value: String
    /// The thing that has it, such as `limits.per-number`; nil where the part is always there.
    var owner: String?
    /// What the thing is, when it is there on one side only.
    var summary: String
  }

  private(set) var facts: [SettingChange.Part: [Fact]] = [:]

  init(_ side: DiffSide) {
    let model = side.model
    for provider in model.identityProviders { add(provider) }
    add(model.directory)
    for service in model.services { add(service) }
    for channel in model.channels { add(channel) }
    for limit in model.limits { add(limit) }
    if let webhook = model.webhook { add(webhook) }
    add(model.page)
    addPapers(model)
    addGuarantees(model)
    addAnnotations(model)
    addDeployment(model)
    for step in side.manualSteps {
      let own = OwnedFacts(part: .manualSteps, owner: "manual step " + step.key, summary: step.title)
      own.text("value", step.value ?? step.title, &self)
    }
  }

  /// Notes a value that is given.
  mutating func add(
    _ part: SettingChange.Part, _ path: String, _ value: String?, owner: String? = nil, _ summary: String = ""
  ) {
    guard let value else { return }
    facts[part, default: []].append(Fact(path: path, value: value, owner: owner, summary: summary))
  }
}

/// The values of one thing of a policy, under its name.
struct OwnedFacts {
  let part: SettingChange.Part
  let owner: String
  /// What it is, when it is there on one side only.
  let summary: String

  func text(_ key: String, _ value: String?, _ facts: inout ModelFacts) {
    facts.add(part, owner + "." + key, value, owner: owner, summary)
  }

  func flag(_ key: String, _ value: Bool?, _ facts: inout ModelFacts) {
    text(key, value.map { $0 ? "true" : "false" }, &facts)
  }

  func list(_ key: String, _ values: [String], _ facts: inout ModelFacts) {
    text(key, values.isEmpty ? nil : "[" + values.joined(separator: ", ") + "]", &facts)
  }
}
