public import PosternModel

/// Sets of requests that conditions of a policy hold for, over all classes of phone numbers, within limits.
public final class ConditionSets {
  /// The axes, and the sets at hand.
  public let workspace: DecisionWorkspace
  private let model: PolicyModel
  private let conditions: [Condition]
  private let builder: ConditionBuilder
  private var known: [Int: DiagramNode] = [:]
  private var stepsLeft: Int

  /// - Parameter stepLimit: the most steps of all questions together.
  public init(_ model: PolicyModel, in space: DecisionSpace, stepLimit: Int) {
    self.model = model
    workspace = DecisionWorkspace(space, stepLimit: stepLimit)
    stepsLeft = stepLimit
    builder = ConditionBuilder(model, workspace)
    conditions =
      (model.directory.breakGlass.map { [.groups(.any($0.groups))] } ?? [])
      + model.routing.rules.map(\.condition)
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

  /// The requests that a rule's condition holds for, numbered as in ``DecisionDiagram``.
  public func requests(ofRule rule: Int) -> DiagramNode {
    if let node = known[rule] { return node }
    let node = builder.node(of: conditions[rule])
    known[rule] = node
    return node
  }

  /// The requests of any condition of the policy.
  public func requests(_ condition: Condition) -> DiagramNode { builder.node(of: condition) }

  /// One class on each axis.
  public struct Point {
    fileprivate let kind: PhoneKind
    fileprivate let builder: ConditionBuilder
  }

  /// The point of a way; axes that are not on it count as their first class.
  public func point(of way: [Int: Int]) -> Point {
    let space = workspace.space
    var builder = builder
    for axis in space.axes.indices { builder.fixed[axis] = way[axis] ?? 0 }
    let phone = space.axes[DecisionSpace.phone].classes[way[DecisionSpace.phone] ?? 0]
    return Point(kind: space.kinds[phone[0]], builder: builder)
  }

  /// Whether a rule's condition holds for the requests of a point.
  public func holds(_ rule: Int, at point: Point) -> Bool {
    workspace.diagram.spend(1)
    return conditions[rule].holds(for: point.kind) ?? (point.builder.node(of: conditions[rule]) == .all)
  }
}
