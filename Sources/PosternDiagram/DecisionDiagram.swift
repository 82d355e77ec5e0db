public import PosternModel

/// A space, its diagram, and the outcomes that terminals stand for: what decisions of one or several policies are made in.
public final class DecisionWorkspace {
  /// The axes.
  public let space: DecisionSpace
  /// The functions.
  public let diagram: Diagram
  /// What the terminals of outcome functions stand for.
  public private(set) var outcomes: [DecidedOutcome] = []
  private var numbers: [DecidedOutcome: Int] = [:]

  public init(_ space: DecisionSpace, nodeLimit: Int = 1 << 18, stepLimit: Int = 60_000_000) {
    self.space = space
    self.diagram = Diagram(widths: space.widths, nodeLimit: nodeLimit, stepLimit: stepLimit)
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
  /// Per rule the requests that it decides, before the country's mode does: no two have one in common.
  public let reach: [DiagramNode]
  /// Per rule what it would decide for each request.
  public let actions: [DiagramNode]
  /// Per rule what the rules behind it decide together; of `otherwise`, what it does itself.
  public let following: [DiagramNode]
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
    var maker = ActionBuilder(model, workspace)
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

    var left = DiagramNode.all
    var reach: [DiagramNode] = []
    for condition in conditions {
      reach.append(diagram.and(condition, left))
      left = diagram.minus(left, condition)
    }
    var outcome = actions[actions.count - 1]
    var following = [outcome]
    for index in conditions.indices.dropLast().reversed() {
      following.append(outcome)
      outcome = diagram.choose(conditions[index], actions[index], outcome)
    }
    guard !diagram.isOverfull else { return nil }
    self.workspace = workspace
    self.model = model
    self.ruleNames = names
    self.conditions = conditions
    self.reach = reach
    self.actions = actions
    self.following = following.dropFirst().reversed() + following.prefix(1)
    self.outcome = outcome
  }

  /// The index in the policy's list of a rule, by its number here: -1 for break-glass, the list's length for `otherwise`.
  public func listIndex(of rule: Int) -> Int { model.directory.breakGlass == nil ? rule : rule - 1 }

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
