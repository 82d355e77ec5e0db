import PosternModel

/// What IDaaS sees of a request, as variables of a diagram.
///
/// Names that no condition tells apart share a variable: applications that every condition treats alike, and
/// groups (or zones) that stand in the same lists. Of such a class only "is one of them" can matter.
struct StageSpace {
  /// The sets.
  let diagram: StageDiagram
  /// Per application variable the applications it stands for, ascending. What stands nowhere is like `unknown`.
  let applications: [[Int]]
  /// Per group variable, in order, the groups it stands for.
  let groups: [[Int]]
  /// Per zone variable, in order, the zones it stands for.
  let zones: [[Int]]

  private let applicationVariable: [Int: Int]
  private let groupVariable: [Int: Int]
  private let zoneVariable: [Int: Int]
  private var applicationNodes: [NameSet: StageDiagram.Node] = [:]
  private var groupNodes: [SetConstraint: StageDiagram.Node] = [:]
  private var zoneNodes: [SetConstraint: StageDiagram.Node] = [:]
  /// The points of one name alone, which is what most conditions ask.
  private var oneApplication: [Int: StageDiagram.Node] = [:]
  private var oneGroup: [Int: StageDiagram.Node] = [:]

  /// Collects what conditions, break-glass and a list of policies say of the first stage.
  struct Mentions {
    var applications: [NameSet] = []
    var groups: [[Int]] = []
    var zones: [[Int]] = []
    private var seenApplications: Set<NameSet> = []
    private var seenGroups: Set<[Int]> = []
    private var seenZones: Set<[Int]> = []

    /// One of some rows, which are lent: a row is costly to copy.
    mutating func add(_ rows: Span<ConditionRow>, _ index: Int) {
      if let names = rows[index].applications { add(applications: names) }
      let groups = rows[index].groups
      if !groups.isFree { Self.forEachList(groups) { add(groups: $0) } }
      let zones = rows[index].networkZones
      if !zones.isFree { Self.forEachList(zones) { add(zones: $0) } }
    }

    mutating func add(_ policy: ConditionalAccessPolicy) {
      add(applications: NameSet(indices: policy.includeApplications, unknown: false))
      add(applications: NameSet(indices: policy.excludeApplications, unknown: false))
      add(groups: policy.includeGroups)
      add(groups: policy.excludeGroups)
      add(zones: policy.includeZones)
      add(zones: policy.excludeZones)
    }

    mutating func add(applications names: NameSet) {
      if seenApplications.insert(names).inserted { applications.append(names) }
    }

    mutating func add(groups list: [Int]) {
      if seenGroups.insert(list).inserted { groups.append(list) }
    }

    mutating func add(zones list: [Int]) {
      if seenZones.insert(list).inserted { zones.append(list) }
    }

    /// Lists of which only "one of them is there" is asked.
    private static func forEachList(_ constraint: SetConstraint, _ body: ([Int]) -> Void) {
      for list in constraint.any { body(list) }
      if !constraint.none.isEmpty { body(constraint.none) }
      if constraint.all.count == 1 {
        body(constraint.all)
      } else {
        for name in constraint.all { body([name]) }
      }
      for list in constraint.notAll { for name in list { body([name]) } }
    }
  }

  init(_ mentions: Mentions, declaredApplications: Int) {
    let differing = mentions.applications.map { names in
      names.unknown ? names.complement(upTo: declaredApplications) : names.indices
    }
    applications = Self.classes(differing)
    groups = Self.classes(mentions.groups)
    zones = Self.classes(mentions.zones)
    applicationVariable = Self.index(applications, from: 0)
    groupVariable = Self.index(groups, from: applications.count)
    zoneVariable = Self.index(zones, from: applications.count + groups.count)
    diagram = StageDiagram(applications: applications.count)
  }

  /// Names that stand in the same lists, in order of the first list and place they stand in.
  private static func classes(_ lists: [[Int]]) -> [[Int]] {
    var signatures: [Int: [Int]] = [:]
    var order: [Int] = []
    for (number, list) in lists.enumerated() {
      for name in list.count < 2 ? list : Set(list).sorted() {
        if signatures[name] == nil { order.append(name) }
        signatures[name, default: []].append(number)
      }
    }
    var classOf: [[Int]: Int] = [:]
    var classes: [[Int]] = []
    for name in order {
      let signature = signatures[name] ?? []
      if let found = classOf[signature] {
        classes[found].append(name)
      } else {
        classOf[signature] = classes.count
        classes.append([name])
      }
    }
    return classes.map { $0.sorted() }
  }

  private static func index(_ classes: [[Int]], from first: Int) -> [Int: Int] {
    var variables: [Int: Int] = [:]
    for (number, names) in classes.enumerated() {
      for name in names { variables[name] = first + number }
    }
    return variables
  }

  /// The points that one of some rows admits.
  mutating func node(of rows: Span<ConditionRow>, _ index: Int) -> StageDiagram.Node {
    var node = StageDiagram.all
    if let names = rows[index].applications { node = applicationNode(names) }
    let groups = rows[index].groups
    if !groups.isFree { node = diagram.and(node, groupNode(groups)) }
    let zones = rows[index].networkZones
    if !zones.isFree { node = diagram.and(node, zoneNode(zones)) }
    return node
  }

  /// The points that a policy of a list admits by its conditions.
  func node(of policy: ConditionalAccessPolicy) -> StageDiagram.Node {
    var node = StageDiagram.all
    if !policy.includeApplications.isEmpty {
      node = applicationNode(members: policy.includeApplications, other: false)
    }
    if !policy.excludeApplications.isEmpty {
      node = diagram.minus(node, applicationNode(members: policy.excludeApplications, other: false))
    }
    if !policy.includeGroups.isEmpty { node = diagram.and(node, anyGroup(policy.includeGroups)) }
    if !policy.excludeGroups.isEmpty { node = diagram.minus(node, anyGroup(policy.excludeGroups)) }
    if !policy.includeZones.isEmpty { node = diagram.and(node, anyZone(policy.includeZones)) }
    if !policy.excludeZones.isEmpty { node = diagram.minus(node, anyZone(policy.excludeZones)) }
    return node
  }

  /// The points with at least one of these groups.
  func anyGroup(_ names: [Int]) -> StageDiagram.Node { any(names, groupVariable) }

  /// The points with at least one of these zones.
  func anyZone(_ names: [Int]) -> StageDiagram.Node { any(names, zoneVariable) }

  /// How many variables there are.
  var variableCount: Int { applications.count + groups.count + zones.count }

  /// What a variable stands for.
  enum Meaning {
    case application([Int])
    case group([Int])
    case zone([Int])
  }

  /// What a variable stands for.
  func meaning(of variable: Int) -> Meaning {
    if variable < applications.count { return .application(applications[variable]) }
    let behind = variable - applications.count
    if behind < groups.count { return .group(groups[behind]) }
    return .zone(zones[behind - groups.count])
  }

  /// The request's side of a point: one name for each variable that holds.
  func values(at point: [Int]) -> AttributeValues {
    var values = AttributeValues()
    for variable in point {
      switch meaning(of: variable) {
      case .application(let names): values.application = names.first
      case .group(let names): if let name = names.first { values.groups.insert(name) }
      case .zone(let names): if let name = names.first { values.networkZones.insert(name) }
      }
    }
    return values
  }

  private mutating func applicationNode(_ names: NameSet) -> StageDiagram.Node {
    if !names.unknown, names.indices.count == 1, let name = names.indices.first {
      if let found = oneApplication[name] { return found }
      let node = applicationVariable[name].map(diagram.literal) ?? StageDiagram.none
      oneApplication[name] = node
      return node
    }
    if let found = applicationNodes[names] { return found }
    let node = applicationNode(members: names.indices, other: names.unknown)
    applicationNodes[names] = node
    return node
  }

  private func applicationNode(members: [Int], other: Bool) -> StageDiagram.Node {
    var flags = Array(repeating: false, count: applications.count)
    for name in members { if let variable = applicationVariable[name] { flags[variable] = true } }
    return diagram.applications(in: flags, other: other)
  }

  private mutating func groupNode(_ constraint: SetConstraint) -> StageDiagram.Node {
    if constraint.all.count == 1, constraint.any.isEmpty, constraint.none.isEmpty, constraint.notAll.isEmpty {
      if let found = oneGroup[constraint.all[0]] { return found }
      let node = setNode(constraint, groupVariable)
      oneGroup[constraint.all[0]] = node
      return node
    }
    if let found = groupNodes[constraint] { return found }
    let node = setNode(constraint, groupVariable)
    groupNodes[constraint] = node
    return node
  }

  private mutating func zoneNode(_ constraint: SetConstraint) -> StageDiagram.Node {
    if let found = zoneNodes[constraint] { return found }
    let node = setNode(constraint, zoneVariable)
    zoneNodes[constraint] = node
    return node
  }

  private func setNode(_ constraint: SetConstraint, _ variables: [Int: Int]) -> StageDiagram.Node {
    var node = StageDiagram.all
    for list in constraint.any { node = diagram.and(node, any(list, variables)) }
    for name in constraint.all { node = diagram.and(node, any([name], variables)) }
    node = diagram.minus(node, any(constraint.none, variables))
    for list in constraint.notAll {
      var every = StageDiagram.all
      for name in list { every = diagram.and(every, any([name], variables)) }
      node = diagram.minus(node, every)
    }
    return node
  }

  private func any(_ names: [Int], _ variables: [Int: Int]) -> StageDiagram.Node {
    if names.count == 1 { return variables[names[0]].map(diagram.literal) ?? StageDiagram.none }
    var node = StageDiagram.none
    for variable in Set(names.compactMap { variables[$0] }).sorted(by: >) {
      node = diagram.or(node, diagram.literal(variable))
    }
    return node
  }
}

extension NameSet {
  /// The declared names that are not in the set, ascending.
  func complement(upTo count: Int) -> [Int] {
    let here = Set(indices)
    return (0..<max(0, count)).filter { !here.contains($0) }
  }
}
