public import PosternModel

/// A space, its diagram, and the outcomes that terminals stand for: what decisions of one or several policies are made in.
public final class DecisionWorkspace {
  /// The axes.
  public let space: DecisionSpace
  /// The functions.
  public private(set) var diagram: Diagram
  /// What the terminals of outcome functions stand for.
  public private(set) var outcomes: [DecidedOutcome] = []
  private var numbers: [DecidedOutcome: Int] = [:]

  /// - Parameter order: the axes in the order of the diagram, the phone before all others; nil for that of the space.
  public init(
    _ space: DecisionSpace, order: [Int]? = nil, nodeLimit: Int = 1 << 18, stepLimit: Int = 60_000_000
  ) {
    self.space = space
    self.diagram = Diagram(widths: space.widths, order: order, nodeLimit: nodeLimit, stepLimit: stepLimit)
  }

  /// Forgets all functions, but not what outcomes are numbered.
  /// - Parameters:
  ///   - order: as in `init`; nil for the one that there is.
  ///   - nodeLimit: nil for the one that there is.
  func renew(order: [Int]? = nil, nodeLimit: Int? = nil, stepLimit: Int) {
    diagram = Diagram(
      widths: space.widths, order: order ?? diagram.order, nodeLimit: nodeLimit ?? diagram.nodeLimit,
      stepLimit: stepLimit)
  }

  /// The terminal of an outcome.
  public func number(of outcome: DecidedOutcome) -> Int {
    if let known = numbers[outcome] { return known }
    let number = outcomes.count
    outcomes.append(outcome)
    numbers[outcome] = number
    return number
  }
}

/// What a policy decides, as functions of the request.
///
/// Rules are numbered as they decide: break-glass if there is one, the rules in order, `otherwise`.
public struct DecisionDiagram {
  /// Where it was made.
  public let workspace: DecisionWorkspace
  public let model: PolicyModel
  /// Per rule its name.
  public let ruleNames: [String]
  /// Per rule the requests its condition holds for.
  public let conditions: [DiagramNode]
  /// Per rule what it would decide for each request.
  public let actions: [DiagramNode]
  /// What is decided for each request: terminals are numbers of outcomes.
  public let outcome: DiagramNode

  /// Builds what a policy of the space decides.
  /// - Returns: nil when the diagram's budget does not do.
  public init?(_ model: PolicyModel, in workspace: DecisionWorkspace) {
    let diagram = workspace.diagram
    let builder = ConditionBuilder(model, workspace)
    var names: [String] = []
    var conditions: [DiagramNode] = []
    var actions: [DiagramNode] = []
    let maker = ActionBuilder(model, workspace)
    if let breakGlass = model.directory.breakGlass {
      names.append("break-glass")
      conditions.append(builder.node(of: .groups(.any(breakGlass.groups))))
      actions.append(maker.node(of: .use(breakGlass.methods)))
    }
    for rule in model.routing.rules {
      names.append(rule.name)
      conditions.append(builder.node(of: rule.condition))
      actions.append(maker.node(of: rule.action))
    }
    names.append("otherwise")
    conditions.append(.all)
    actions.append(maker.node(of: model.routing.otherwise))

    var outcome = actions[actions.count - 1]
    for index in conditions.indices.dropLast().reversed() {
      outcome = diagram.choose(conditions[index], actions[index], outcome)
    }
    guard !diagram.isOverfull else { return nil }
    self.workspace = workspace
    self.model = model
    self.ruleNames = names
    self.conditions = conditions
    self.actions = actions
    self.outcome = outcome
  }

  /// The requests that a rule decides, before the country's mode does: those of no two rules have one in common.
  public func reach(of rule: Int) -> DiagramNode {
    (0..<rule).reduce(conditions[rule]) { workspace.diagram.minus($0, conditions[$1]) }
  }

  /// The number of the rule that decides each request, as one function.
  public func deciders() -> DiagramNode {
    var node = DiagramNode(terminal: conditions.count - 1)
    for index in conditions.indices.dropLast().reversed() {
      node = workspace.diagram.choose(conditions[index], DiagramNode(terminal: index), node)
    }
    return node
  }

  /// The requests of a condition of the policy, such as a guarantee's.
  public func requests(_ condition: Condition) -> DiagramNode {
    ConditionBuilder(model, workspace).node(of: condition)
  }
}
