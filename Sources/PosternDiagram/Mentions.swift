import PosternModel
import PosternNumbering

/// What conditions ask, by the names that several policies share.
struct Mentions {
  var regions: [RegionSet] = []
  var lineTypes: [LineTypeSet] = []
  var prefixes: [DigitPrefix] = []
  var providers: [Set<Int>] = []
  var applications: [Set<Int>] = []
  /// Groups, zones and rollouts in the order they are first asked for.
  var free: [Attribute] = []
  /// Per rollout its bounds: what shares there are.
  var bounds: [String: Set<Int>] = [:]
  private var seenRegions: Set<RegionSet> = []
  private var seenLineTypes: Set<LineTypeSet> = []
  private var seenPrefixes: Set<DigitPrefix> = []
  private var seenProviders: Set<Set<Int>> = []
  private var seenApplications: Set<Set<Int>> = []
  private var seenFree: Set<Attribute> = []

  mutating func add(_ condition: Condition, _ names: PolicyNames) {
    switch condition {
    case .all(let parts), .any(let parts): for part in parts { add(part, names) }
    case .not(let part): add(part, names)
    case .country(let set): if seenRegions.insert(set).inserted { regions.append(set) }
    case .lineType(let set): if seenLineTypes.insert(set).inserted { lineTypes.append(set) }
    case .prefix(let list):
      for prefix in list where seenPrefixes.insert(prefix).inserted { prefixes.append(prefix) }
    case .identityProvider(let set):
      let values = names.providers.values(set)
      if seenProviders.insert(values).inserted { providers.append(values) }
    case .application(let set):
      let values = names.applications.values(set)
      if seenApplications.insert(values).inserted { applications.append(values) }
    case .groups(let test): add(test) { .group(names.groups[$0]) }
    case .networkZones(let test): add(test) { .networkZone(names.zones[$0]) }
    case .risk, .emailPresent: break
    case .rollout(let rollout):
      add(.rollout(rollout.rule))
      bounds[rollout.rule, default: [0, RolloutRange.outside]]
        .insert(max(0, min(RolloutRange.outside, rollout.buckets)))
    }
  }

  mutating func add(_ test: SetTest, _ attribute: (Int) -> Attribute) {
    switch test {
    case .any(let names), .all(let names), .none(let names): for name in names { add(attribute(name)) }
    }
  }

  private mutating func add(_ attribute: Attribute) {
    if seenFree.insert(attribute).inserted { free.append(attribute) }
  }
}

/// Declared names of one policy among those of a space.
struct NameMap {
  /// By index in the policy, the index in the space.
  let indices: [Int]
  /// What is `unknown` to the policy: names it does not declare, and `unknown` itself.
  let unknown: [Int]

  init(_ own: [String], in all: [String]) {
    var places: [String: Int] = [:]
    for (index, name) in all.enumerated() { places[name] = index }
    indices = own.compactMap { places[$0] }
    let declared = Set(indices)
    unknown = (0...all.count).filter { !declared.contains($0) }
  }

  /// The values of a set of names.
  func values(_ set: NameSet) -> Set<Int> {
    var values = Set(set.indices.map { indices[$0] })
    if set.unknown { values.formUnion(unknown) }
    return values
  }
}

/// The names of a policy.
struct PolicyNames {
  let providers: NameMap
  let applications: NameMap
  let groups: [String]
  let zones: [String]
}
