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
  /// By rule and settings of numbers, once it was asked for.
  private var outcomes: [[(without: Int, with: Int)?]] = []

  /// - Parameters:
  ///   - nodeLimit: the most nodes of one slice.
  ///   - stepLimit: the most steps of all slices together; one takes an eighth at most.
  public init(_ model: PolicyModel, in space: DecisionSpace, nodeLimit: Int = 1 << 18, stepLimit: Int) {
    self.model = model
    workspace = DecisionWorkspace(space, nodeLimit: nodeLimit, stepLimit: stepLimit / 8)
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
    outcomes = Array(repeating: [], count: self.actions.count)
  }

  /// The kinds of numbers of a class.
  public func kinds(of phoneClass: Int) -> [PhoneKind] {
    workspace.space.axes[DecisionSpace.phone].classes[phoneClass].map { workspace.space.kinds[$0] }
  }

  /// What is decided for numbers of a class. The slice before it means nothing from then on.
  /// - Returns: nil when the steps that are left or the nodes do not do.
  public func slice(of phoneClass: Int) -> PhoneSlice? {
    stepsLeft -= workspace.diagram.steps
    workspace.renew(stepLimit: min(stepLimit, max(0, stepsLeft)))
    guard stepsLeft > 0 else { return nil }
    return PhoneSlice(phoneClass, of: self)
  }

  /// The requests of a class that a condition holds for; nil, for `otherwise`, stands for all of them.
  public func node(of condition: Condition?, at phoneClass: Int) -> DiagramNode {
    guard let condition else { return .all }
    var builder = builder
    builder.fixed = [DecisionSpace.phone: phoneClass]
    return builder.node(of: condition)
  }

  /// What a rule comes to for numbers of a class: without and with an e-mail address.
  func outcomes(of rule: Int, at phoneClass: Int) -> (without: Int, with: Int) {
    let settings = maker.settings(ofClass: phoneClass)
    while outcomes[rule].count <= settings { outcomes[rule].append(nil) }
    if let known = outcomes[rule][settings] { return known }
    let found = maker.outcomes(of: actions[rule], settings: settings)
    outcomes[rule][settings] = found
    return found
  }
}

/// What a policy decides for the numbers of one class, as functions of everything else about a request.
public struct PhoneSlice {
  /// A rule that decides, and what it comes to: what terminals stand for.
  public struct Case: Hashable, Sendable {
    /// Its number.
    public var rule: Int
    /// The number of an outcome of the workspace.
    public var outcome: Int
  }

  /// The rules whose condition holds for some request of the class, up to the second that holds for all of them: from
  /// there on none decides, nor would one if any single rule were not there.
  public let rules: [Int]
  /// Their conditions.
  public let conditions: [DiagramNode]
  /// The rules behind those whose condition the number alone does not rule out.
  public let hidden: [Int]
  /// What terminals of ``decided`` and ``following`` are.
  public private(set) var cases: [Case] = []
  /// The case of each request of the class.
  public private(set) var decided: DiagramNode = .none
  /// By place in ``rules``, the case were there only the rules behind it; meaningless for the last one.
  public private(set) var following: [DiagramNode] = []
  private var numbers: [Case: Int] = [:]

  init?(_ phoneClass: Int, of slices: PhoneSlices) {
    let diagram = slices.workspace.diagram
    let kind = slices.kinds(of: phoneClass)[0]
    var rules: [Int] = []
    var conditions: [DiagramNode] = []
    var hidden: [Int] = []
    var certain = 0
    for (rule, condition) in slices.conditions.enumerated() {
      diagram.spend(1)
      if condition?.holds(for: kind) == false { continue }
      if certain == 2 {
        hidden.append(rule)
        continue
      }
      let node = slices.node(of: condition, at: phoneClass)
      if node == .all { certain += 1 }
      if node != .none {
        rules.append(rule)
        conditions.append(node)
      }
    }
    self.rules = rules
    self.conditions = conditions
    self.hidden = hidden

    for place in rules.indices.reversed() {
      let found = slices.outcomes(of: rules[place], at: phoneClass)
      let without = number(of: Case(rule: rules[place], outcome: found.without))
      let with = number(of: Case(rule: rules[place], outcome: found.with))
      let own = diagram.make(
        axis: DecisionSpace.email, [DiagramNode(terminal: without), DiagramNode(terminal: with)])
      following.append(decided)
      decided = diagram.choose(conditions[place], own, decided)
    }
    following.reverse()
    guard !diagram.isOverfull else { return nil }
  }

  private mutating func number(of found: Case) -> Int {
    if let known = numbers[found] { return known }
    let number = cases.count
    numbers[found] = number
    cases.append(found)
    return number
  }
}
