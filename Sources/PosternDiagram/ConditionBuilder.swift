public import PosternModel
import PosternNumbering

/// Turns conditions of a policy into sets of requests: of all, or of those of certain classes on some axes.
struct ConditionBuilder {
  private let workspace: DecisionWorkspace
  private let space: DecisionSpace
  private let names: PolicyNames
  /// By axis the one class that counts: then nothing tests that axis.
  var fixed: [Int: Int] = [:]

  private var diagram: Diagram { workspace.diagram }

  init(_ model: PolicyModel, _ workspace: DecisionWorkspace) {
    self.workspace = workspace
    space = workspace.space
    names = model.names(in: space.providers, space.applications)
  }

  func node(of condition: Condition) -> DiagramNode {
    switch condition {
    case .all(let parts): parts.reduce(.all) { diagram.and($0, node(of: $1)) }
    case .any(let parts): parts.reduce(.none) { diagram.or($0, node(of: $1)) }
    case .not(let part): diagram.not(node(of: part))
    case .country, .lineType, .prefix: phone { condition.holds(for: $0) == true }
    case .application(let set): named(DecisionSpace.application, names.applications.values(set))
    case .identityProvider(let set): named(DecisionSpace.provider, names.providers.values(set))
    case .groups(let test): node(of: test) { .group(names.groups[$0]) }
    case .networkZones(let test): node(of: test) { .networkZone(names.zones[$0]) }
    case .risk(let risks):
      literal(axis: DecisionSpace.risk) { risks.rawValue & (1 << UInt8(truncatingIfNeeded: $0)) != 0 }
    case .emailPresent: literal(axis: DecisionSpace.email) { $0 == 1 }
    case .rollout(let rollout): node(of: rollout)
    }
  }

  private func phone(_ holds: (PhoneKind) -> Bool) -> DiagramNode {
    let classes = space.axes[DecisionSpace.phone].classes
    return literal(axis: DecisionSpace.phone) { holds(space.kinds[classes[$0][0]]) }
  }

  private func literal(axis: Int, _ isIn: (Int) -> Bool) -> DiagramNode {
    if let value = fixed[axis] { return isIn(value) ? .all : .none }
    return diagram.literal(axis: axis, isIn)
  }

  private func branch(_ axis: Int, _ no: DiagramNode, _ yes: DiagramNode) -> DiagramNode {
    if let value = fixed[axis] { return value == 0 ? no : yes }
    return diagram.make(axis: axis, [no, yes])
  }

  private func named(_ axis: Int, _ values: Set<Int>) -> DiagramNode {
    literal(axis: axis) { values.contains(space.axes[axis].classes[$0][0]) }
  }

  private func node(of rollout: Rollout) -> DiagramNode {
    guard let axis = space.axis(of: .rollout(rollout.rule)) else { return .none }
    let share = literal(axis: axis) { space.axes[axis].classes[$0][1] <= rollout.buckets }
    return diagram.and(literal(axis: DecisionSpace.user) { $0 == 1 }, share)
  }

  private func node(of test: SetTest, _ attribute: (Int) -> Attribute) -> DiagramNode {
    switch test {
    case .any(let wanted):
      axes(wanted, attribute).reduce(.none) { branch($1, $0, .all) }
    case .all(let wanted):
      axes(wanted, attribute).reduce(.all) { branch($1, .none, $0) }
    case .none(let wanted):
      axes(wanted, attribute).reduce(.all) { branch($1, $0, .none) }
    }
  }

  /// Last one first, each once.
  private func axes(_ names: [Int], _ attribute: (Int) -> Attribute) -> [Int] {
    Set(names.compactMap { space.axis(of: attribute($0)) }).sorted {
      diagram.level(ofAxis: $0) > diagram.level(ofAxis: $1)
    }
  }
}

extension Condition {
  /// Whether it holds for numbers of a kind, as far as the number alone says; nil where it depends on more.
  public func holds(for kind: PhoneKind) -> Bool? {
    switch self {
    case .all(let parts):
      var isCertain = true
      for part in parts {
        guard let holds = part.holds(for: kind) else {
          isCertain = false
          continue
        }
        if !holds { return false }
      }
      return isCertain ? true : nil
    case .any(let parts):
      var isCertain = true
      for part in parts {
        guard let holds = part.holds(for: kind) else {
          isCertain = false
          continue
        }
        if holds { return true }
      }
      return isCertain ? false : nil
    case .not(let part): return part.holds(for: kind).map { !$0 }
    case .country(let regions): return regions.contains(kind.phone.region)
    case .lineType(let types): return types.contains(kind.phone.lineType)
    case .prefix(let prefixes): return prefixes.contains { kind.prefixes.contains($0) }
    case .identityProvider, .application, .groups, .networkZones, .risk, .emailPresent, .rollout: return nil
    }
  }
}
