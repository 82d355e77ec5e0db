import PosternModel
import PosternNumbering

/// Turns conditions of a policy into sets of requests.
struct ConditionBuilder {
  private let space: DecisionSpace
  private let diagram: Diagram
  private let names: PolicyNames

  init(_ model: PolicyModel, _ workspace: DecisionWorkspace) {
    space = workspace.space
    diagram = workspace.diagram
    names = model.names(in: space.providers, space.applications)
  }

  func node(of condition: Condition) -> DiagramNode {
    switch condition {
    case .all(let parts): parts.reduce(.all) { diagram.and($0, node(of: $1)) }
    case .any(let parts): parts.reduce(.none) { diagram.or($0, node(of: $1)) }
    case .not(let part): diagram.not(node(of: part))
    case .country(let regions): phone { regions.contains($0.phone.region) }
    case .lineType(let types): phone { types.contains($0.phone.lineType) }
    case .prefix(let prefixes): phone { kind in prefixes.contains { kind.prefixes.contains($0) } }
    case .application(let set): named(DecisionSpace.application, names.applications.values(set))
    case .identityProvider(let set): named(DecisionSpace.provider, names.providers.values(set))
    case .groups(let test): node(of: test) { .group(names.groups[$0]) }
    case .networkZones(let test): node(of: test) { .networkZone(names.zones[$0]) }
    case .risk(let risks):
      diagram.literal(axis: DecisionSpace.risk) { risks.rawValue & (1 << UInt8(truncatingIfNeeded: $0)) != 0 }
    case .emailPresent: diagram.literal(axis: DecisionSpace.email) { $0 == 1 }
    case .rollout(let rollout): node(of: rollout)
    }
  }

  private func phone(_ holds: (PhoneKind) -> Bool) -> DiagramNode {
    let classes = space.axes[DecisionSpace.phone].classes
    return diagram.literal(axis: DecisionSpace.phone) { holds(space.kinds[classes[$0][0]]) }
  }

  private func named(_ axis: Int, _ values: Set<Int>) -> DiagramNode {
    diagram.literal(axis: axis) { values.contains(space.axes[axis].classes[$0][0]) }
  }

  private func node(of rollout: Rollout) -> DiagramNode {
    guard let axis = space.axis(of: .rollout(rollout.rule)) else { return .none }
    let share = diagram.literal(axis: axis) { space.axes[axis].classes[$0][1] <= rollout.buckets }
    return diagram.make(axis: DecisionSpace.user, [.none, share])
  }

  private func node(of test: SetTest, _ attribute: (Int) -> Attribute) -> DiagramNode {
    switch test {
    case .any(let wanted):
      axes(wanted, attribute).reduce(.none) { diagram.make(axis: $1, [$0, .all]) }
    case .all(let wanted):
      axes(wanted, attribute).reduce(.all) { diagram.make(axis: $1, [.none, $0]) }
    case .none(let wanted):
      axes(wanted, attribute).reduce(.all) { diagram.make(axis: $1, [$0, .none]) }
    }
  }

  /// Last one first, each once.
  private func axes(_ names: [Int], _ attribute: (Int) -> Attribute) -> [Int] {
    Set(names.compactMap { space.axis(of: attribute($0)) }).sorted(by: >)
  }
}
