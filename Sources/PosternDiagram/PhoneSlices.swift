public import PosternModel
import PosternNumbering

/// What a policy decides, one class of phone numbers after the other.
///
/// Most rules ask for countries, so few of many rules have a say in one class: its functions stay small where those of
/// all classes together would not. What holds for a rule in every class holds for it.
public final class PhoneSlices {
  /// The model.
  public let model: PolicyModel
  /// The axes, and the functions of the slice at hand.
  public let workspace: DecisionWorkspace
  /// Per rule its condition; nil for one that always holds. Numbered as in ``DecisionDiagram``.
  public let conditions: [Condition?]
  /// Steps that all slices may take together.
  private var stepsLeft: Int
  /// The most that one may.
  private let stepLimit: Int
  private let actions: [Action]
  private let builder: ConditionBuilder
  private let maker: ActionBuilder
  private let byClass: RulesByClass
  /// By class one of its kinds.
  private let representatives: [PhoneKind]
  /// By rule and settings of numbers, once it was asked for.
  private var outcomes: [[EmailOutcomes?]]
  /// The most nodes of one slice.
  private let nodeLimit: Int
  /// A slice with more nodes is made again in a better order; nil: the order is fixed.
  private let patience: Int?
  /// How many times a better order is still looked for.
  private var trialsLeft = 32

  /// - Parameters:
  ///   - order: the axes in the order of the diagram, the phone before all others; nil for that of the space.
  ///   - nodeLimit: the most nodes of one slice.
  ///   - stepLimit: the most steps of all slices together; one takes an eighth at most.
  ///   - patience: a slice with more nodes is made again in a better order; nil: the order is fixed.
  public convenience init(
    _ model: PolicyModel, in space: DecisionSpace, order: [Int]? = nil, nodeLimit: Int = 1 << 18,
    stepLimit: Int, patience: Int? = 1 << 14
  ) {
    let workspace = DecisionWorkspace(space, order: order, nodeLimit: nodeLimit, stepLimit: stepLimit / 8)
    self.init(model, workspace, stepLimit: stepLimit, patience: patience)
  }

  /// Slices of another policy of the space, beside those of the first one: see ``slice(of:beside:)``.
  public convenience init(_ model: PolicyModel, beside other: PhoneSlices) {
    self.init(model, other.workspace, stepLimit: 0, patience: nil)
  }

  private init(_ model: PolicyModel, _ workspace: DecisionWorkspace, stepLimit: Int, patience: Int?) {
    self.model = model
    self.workspace = workspace
    nodeLimit = workspace.diagram.nodeLimit
    self.patience = patience.map { min($0, workspace.diagram.nodeLimit) }
    stepsLeft = stepLimit
    self.stepLimit = stepLimit / 8
    var conditions: [Condition?] = []
    var actions: [Action] = []
    if let breakGlass = model.directory.breakGlass {
      conditions.append(.groups(.any(breakGlass.groups)))
      actions.append(.use(breakGlass.methods))
    }
    for rule in model.routing.rules {
      conditions.append(rule.condition)
      actions.append(rule.action)
    }
    self.conditions = conditions + [nil]
    self.actions = actions + [model.routing.otherwise]
    builder = ConditionBuilder(model, workspace)
    maker = ActionBuilder(model, workspace)
    let space = workspace.space
    representatives = space.axes[DecisionSpace.phone].classes.map { space.kinds[$0[0]] }
    byClass = RulesByClass(self.conditions, representatives)
    outcomes = Array(repeating: [], count: self.actions.count)
  }

  /// The kinds of numbers of a class.
  public func kinds(of phoneClass: Int) -> [PhoneKind] {
    workspace.space.axes[DecisionSpace.phone].classes[phoneClass].map { workspace.space.kinds[$0] }
  }

  /// One of them: a rule cannot tell it from the others.
  public func representative(of phoneClass: Int) -> PhoneKind { representatives[phoneClass] }

  /// What is decided for numbers of a class. The slice before it means nothing from then on.
  /// - Returns: nil when the steps that are left or the nodes do not do.
  public func slice(of phoneClass: Int) -> PhoneSlice? {
    var isTrial = patience != nil
    while true {
      isTrial = isTrial && trialsLeft > 0
      guard begin(nodeLimit: isTrial ? patience : nil) else { return nil }
      if let slice = PhoneSlice(phoneClass, of: self) {
        workspace.diagram.raise(nodeLimit: nodeLimit)
        return slice
      }
      // Too many nodes, though there are steps left: perhaps it is the order.
      guard isTrial, workspace.diagram.steps < min(stepLimit, stepsLeft) else { return nil }
      trialsLeft -= 1
      isTrial = improveOrder(by: phoneClass)
    }
  }

  /// Forgets the functions there are.
  /// - Returns: whether there are steps left.
  private func begin(order: [Int]? = nil, nodeLimit: Int?) -> Bool {
    stepsLeft -= workspace.diagram.steps
    workspace.renew(
      order: order, nodeLimit: nodeLimit ?? self.nodeLimit, stepLimit: min(stepLimit, max(0, stepsLeft)))
    return stepsLeft > 0
  }

  /// Takes a better order, if a part of what is decided for a class shows one that makes it smaller.
  private func improveOrder(by phoneClass: Int) -> Bool {
    guard let patience, begin(nodeLimit: patience) else { return false }
    let sample = PhoneSample(phoneClass, of: self, nodes: patience / 2)
    var functions = LayeredFunctions([sample.decided], of: workspace.diagram)
    let size = functions.size
    functions.improve()
    workspace.diagram.spend(functions.work)
    return functions.size < size && begin(order: functions.order, nodeLimit: patience)
  }

  /// What is decided for numbers of a class, beside the slice at hand of the policy that these slices were made beside.
  /// - Returns: nil when the steps that are left or the nodes do not do.
  public func slice(of phoneClass: Int, beside _: PhoneSlice) -> PhoneSlice? {
    PhoneSlice(phoneClass, of: self)
  }

  /// The requests of a class that a condition holds for; nil, for `otherwise`, stands for all of them.
  public func node(of condition: Condition?, at phoneClass: Int) -> DiagramNode {
    guard let condition else { return .all }
    var builder = builder
    builder.fixed = [DecisionSpace.phone: phoneClass]
    return builder.node(of: condition)
  }

  /// The requests of a class that a rule's condition holds for.
  func node(ofRule rule: Int, at phoneClass: Int) -> DiagramNode {
    byClass.isCertain(rule, at: phoneClass) ? .all : node(of: conditions[rule], at: phoneClass)
  }

  /// Whether a rule may hold for some request with numbers of a class, by what the number alone says.
  public func isPossible(_ rule: Int, at phoneClass: Int) -> Bool { byClass.isPossible(rule, at: phoneClass) }

  /// Whether it holds for all of them, by what the number alone says.
  func isCertain(_ rule: Int, at phoneClass: Int) -> Bool { byClass.isCertain(rule, at: phoneClass) }

  /// The first rule from one on, before another, that the numbers of a class alone do not rule out.
  public func possibleRule(from rule: Int, before end: Int = .max, at phoneClass: Int) -> Int? {
    byClass.next(from: rule, before: min(end, conditions.count), at: phoneClass)
  }

  /// What a rule comes to for numbers of a class.
  func outcomes(of rule: Int, at phoneClass: Int) -> EmailOutcomes {
    let settings = maker.settings(ofClass: phoneClass)
    while outcomes[rule].count <= settings { outcomes[rule].append(nil) }
    if let known = outcomes[rule][settings] { return known }
    let found = maker.outcomes(of: actions[rule], settings: settings)
    outcomes[rule][settings] = found
    return found
  }
}

/// What the first rules decide for the numbers of one class, as many as fit: by this an order of axes is judged.
private struct PhoneSample {
  /// By request one more than the number of its outcome; 0 where none of those rules decides.
  private(set) var decided = DiagramNode.none

  init(_ phoneClass: Int, of slices: PhoneSlices, nodes: Int) {
    let diagram = slices.workspace.diagram
    var left = DiagramNode.all
    var rule = 0
    while left != .none, let next = slices.possibleRule(from: rule, at: phoneClass) {
      rule = next + 1
      let condition = slices.node(ofRule: next, at: phoneClass)
      let outcomes = slices.outcomes(of: next, at: phoneClass)
      let own = diagram.make(
        axis: DecisionSpace.email,
        [DiagramNode(terminal: outcomes.without + 1), DiagramNode(terminal: outcomes.with + 1)])
      let more = diagram.choose(diagram.and(condition, left), own, decided)
      left = diagram.minus(left, condition)
      if diagram.isOverfull || diagram.nodeCount > nodes { return }
      decided = more
    }
  }
}

/// What a rule comes to for some numbers: numbers of outcomes of the workspace.
public struct EmailOutcomes: Hashable, Sendable {
  /// For a request without an e-mail address.
  public var without: Int
  /// For one with an address.
  public var with: Int

  /// Both, each once, ascending.
  public var all: [Int] { without == with ? [without] : [min(without, with), max(without, with)] }
}
