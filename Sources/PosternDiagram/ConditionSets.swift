public import PosternModel

/// Sets of requests that conditions of a policy hold for, within limits.
public final class ConditionSets {
  /// The axes, and the sets at hand.
  public let workspace: DecisionWorkspace
  private let slices: PhoneSlices
  private let builder: ConditionBuilder
  private let names: PolicyNames
  private var known: [RuleAndClass: DiagramNode] = [:]
  private var stepsLeft: Int

  private struct RuleAndClass: Hashable {
    var rule: Int
    var phoneClass: Int
  }

  /// - Parameters:
  ///   - slices: of the policy; what they know of its rules is asked for, and none of them is made.
  ///   - stepLimit: the most steps of all questions together.
  public init(_ slices: PhoneSlices, stepLimit: Int) {
    self.slices = slices
    let space = slices.workspace.space
    workspace = DecisionWorkspace(space, order: slices.workspace.diagram.order, stepLimit: stepLimit)
    stepsLeft = stepLimit
    builder = ConditionBuilder(slices.model, workspace)
    names = slices.model.names(in: space.providers, space.applications)
  }

  /// Whether the limits do for another question. Sets that were made before one mean nothing afterwards.
  public func begin() -> Bool {
    if workspace.diagram.nodeCount > workspace.diagram.nodeLimit / 4 || workspace.diagram.isOverfull {
      stepsLeft -= workspace.diagram.steps
      workspace.renew(stepLimit: max(0, stepsLeft))
      known = [:]
    }
    return stepsLeft > 0 && !workspace.diagram.isOverfull
  }

  /// The requests of any condition of the policy, with all classes of numbers.
  public func requests(_ condition: Condition) -> DiagramNode { builder.node(of: condition) }

  // MARK: Class by class

  /// The requests that a rule's condition holds for, by class of numbers; rules are numbered as in ``DecisionDiagram``.
  public func requests(ofRule rule: Int) -> ClassedRequests {
    let classes = workspace.space.axes[DecisionSpace.phone].classes.indices
    return ClassedRequests(
      parts: classes.compactMap { phoneClass in
        guard slices.isPossible(rule, at: phoneClass) else { return nil }
        let set = requests(ofRule: rule, at: phoneClass)
        return set == .none ? nil : (phoneClass, set)
      })
  }

  /// Those of a set that a rule's condition does not hold for.
  public func minus(_ requests: ClassedRequests, rule: Int) -> ClassedRequests {
    ClassedRequests(
      parts: requests.parts.compactMap { part in
        guard slices.isPossible(rule, at: part.phoneClass) else { return part }
        let left = workspace.diagram.minus(part.set, self.requests(ofRule: rule, at: part.phoneClass))
        return left == .none ? nil : (part.phoneClass, left)
      })
  }

  private func requests(ofRule rule: Int, at phoneClass: Int) -> DiagramNode {
    if slices.isCertain(rule, at: phoneClass) { return .all }
    let key = RuleAndClass(rule: rule, phoneClass: phoneClass)
    if let node = known[key] { return node }
    var builder = builder
    builder.fixed = [DecisionSpace.phone: phoneClass]
    let node = slices.conditions[rule].map { builder.node(of: $0) } ?? .all
    known[key] = node
    return node
  }

  // MARK: One request

  /// One class on each axis.
  public struct Point {
    fileprivate let classes: [Int]
  }

  /// A request of a set; nil for the empty one.
  public func point(in requests: ClassedRequests) -> Point? {
    guard let first = requests.parts.first, let way = workspace.diagram.way(into: first.set) else {
      return nil
    }
    var classes = workspace.space.axes.indices.map { way[$0] ?? 0 }
    classes[DecisionSpace.phone] = first.phoneClass
    return Point(classes: classes)
  }

  /// The first rule from one on, before another, whose condition holds for a request.
  public func rule(from first: Int, before end: Int, at point: Point) -> Int? {
    let phoneClass = point.classes[DecisionSpace.phone]
    var next = first
    while let rule = slices.possibleRule(from: next, before: end, at: phoneClass) {
      workspace.diagram.spend(1)
      if slices.isCertain(rule, at: phoneClass) { return rule }
      if slices.conditions[rule].map({ holds($0, at: point) }) ?? true { return rule }
      next = rule + 1
    }
    return nil
  }

  private func holds(_ condition: Condition, at point: Point) -> Bool {
    let space = workspace.space
    func value(_ axis: Int) -> Int { space.axes[axis].classes[point.classes[axis]].first ?? 0 }
    func isIn(_ attribute: Attribute) -> Bool { space.axis(of: attribute).map { value($0) == 1 } ?? false }
    func holds(_ test: SetTest, _ attribute: (Int) -> Attribute) -> Bool {
      switch test {
      case .any(let wanted): wanted.contains { isIn(attribute($0)) }
      case .all(let wanted): wanted.allSatisfy { isIn(attribute($0)) }
      case .none(let unwanted): !unwanted.contains { isIn(attribute($0)) }
      }
    }
    switch condition {
    case .all(let parts): return parts.allSatisfy { self.holds($0, at: point) }
    case .any(let parts): return parts.contains { self.holds($0, at: point) }
    case .not(let part): return !self.holds(part, at: point)
    case .country, .lineType, .prefix:
      return condition.holds(for: slices.representative(of: point.classes[DecisionSpace.phone])) == true
    case .application(let set):
      return names.applications.values(set).contains(value(DecisionSpace.application))
    case .identityProvider(let set):
      return names.providers.values(set).contains(value(DecisionSpace.provider))
    case .groups(let test): return holds(test) { .group(names.groups[$0]) }
    case .networkZones(let test): return holds(test) { .networkZone(names.zones[$0]) }
    case .risk(let risks):
      return risks.rawValue & (1 << UInt8(truncatingIfNeeded: value(DecisionSpace.risk))) != 0
    case .emailPresent: return value(DecisionSpace.email) == 1
    case .rollout(let rollout):
      guard let axis = space.axis(of: .rollout(rollout.rule)) else { return false }
      let range = space.axes[axis].classes[point.classes[axis]]
      return value(DecisionSpace.user) == 1 && range[1] <= rollout.buckets
    }
  }
}

/// Requests by class of phone numbers.
public struct ClassedRequests {
  /// Ascending; none of the sets is empty.
  fileprivate let parts: [(phoneClass: Int, set: DiagramNode)]

  /// Whether there are none.
  public var isEmpty: Bool { parts.isEmpty }
}
