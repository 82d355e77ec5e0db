public import PosternModel

/// What a policy decides for some requests, as functions of the request: built for those alone, which takes far less room
/// than ``DecisionDiagram`` where they are few.
public struct PartialDecisions {
  /// Where it was made.
  public let workspace: DecisionWorkspace
  public let model: PolicyModel
  /// Per rule its name; break-glass first if there is one, `otherwise` last.
  public let ruleNames: [String]
  /// What is decided: terminals are numbers of outcomes, and 0 for all other requests.
  public let outcome: DiagramNode
  /// Which rule decides, before the country's mode does: its number here, and 0 for all other requests.
  public let deciders: DiagramNode

  /// What a policy of the space decides where a set says 1.
  /// - Returns: nil when the diagram's budget does not do.
  public init?(_ model: PolicyModel, in workspace: DecisionWorkspace, for requests: DiagramNode) {
    let diagram = workspace.diagram
    let builder = ConditionBuilder(model, workspace)
    var maker = ActionBuilder(model, workspace)
    var names: [String] = []
    var left = requests
    var outcome = DiagramNode(terminal: 0)
    var deciders = DiagramNode(terminal: 0)
    func add(_ name: String, _ condition: Condition?, _ action: Action, _ maker: inout ActionBuilder) {
      let number = names.count
      names.append(name)
      if left == .none || diagram.isOverfull { return }
      let reached = condition.map { diagram.and(builder.node(of: $0), left) } ?? left
      if reached == .none { return }
      outcome = diagram.choose(reached, maker.node(of: action), outcome)
      deciders = diagram.choose(reached, DiagramNode(terminal: number), deciders)
      left = diagram.minus(left, reached)
    }
    if let breakGlass = model.directory.breakGlass {
      add("break-glass", .groups(.any(breakGlass.groups)), .use(breakGlass.methods), &maker)
    }
    for rule in model.routing.rules { add(rule.name, rule.condition, rule.action, &maker) }
    add("otherwise", nil, model.routing.otherwise, &maker)
    guard !diagram.isOverfull else { return nil }
    self.workspace = workspace
    self.model = model
    ruleNames = names
    self.outcome = outcome
    self.deciders = deciders
  }

  /// The same of a policy whose decisions are known for every request.
  public init(_ whole: DecisionDiagram) {
    workspace = whole.workspace
    model = whole.model
    ruleNames = whole.ruleNames
    outcome = whole.outcome
    deciders = whole.deciders()
  }
}

extension DecisionWorkspace {
  /// The requests that one of some rules of a policy of the space decides, before the country's mode does.
  /// - Parameter rules: indices in the policy's list.
  public func requests(decidedBy rules: [Int], in model: PolicyModel) -> DiagramNode {
    guard let last = rules.max() else { return .none }
    let builder = ConditionBuilder(model, self)
    let conditions = model.routing.rules[...last].map { builder.node(of: $0.condition) }
    let glass = model.directory.breakGlass.map { builder.node(of: .groups(.any($0.groups))) } ?? .none
    return rules.reduce(.none) { found, rule in
      var own = diagram.minus(conditions[rule], glass)
      for earlier in 0..<rule where own != .none { own = diagram.minus(own, conditions[earlier]) }
      return diagram.or(found, own)
    }
  }
}
