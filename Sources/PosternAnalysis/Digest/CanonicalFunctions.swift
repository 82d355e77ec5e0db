import PosternDiagram
import PosternModel

/// Functions of a request, each known by one number, whatever classes or rules it was made of.
///
/// A test has a branch for each name that matters, and one for all others; neighbours among the buckets of a rollout that
/// lead to the same are one. So two functions that are equal have one definition.
struct CanonicalFunctions {
  /// What a function is.
  enum Definition: Hashable {
    case outcome(DecidedOutcome)
    /// What is asked, and per answer the function from there on.
    case test(String, [Branch])
    /// Digits of a number; `end` for a number that has no more.
    case digits([Branch])
  }

  struct Branch: Hashable {
    var answer: String
    var function: Int
  }

  private(set) var definitions: [Definition] = []
  private var numbers: [Definition: Int] = [:]

  /// The number of a function.
  mutating func number(of definition: Definition) -> Int {
    if let known = numbers[definition] { return known }
    let number = definitions.count
    definitions.append(definition)
    numbers[definition] = number
    return number
  }

  /// The number of a function of a slice, whose terminals are outcomes. The space has its attributes in order of name.
  mutating func number(of node: DiagramNode, in slices: PhoneSlices) -> Int {
    var memo: [DiagramNode: Int] = [:]
    return number(of: node, slices.workspace, &memo)
  }

  private mutating func number(
    of node: DiagramNode, _ workspace: DecisionWorkspace, _ memo: inout [DiagramNode: Int]
  ) -> Int {
    guard let place = workspace.diagram.axis(of: node) else {
      return number(of: .outcome(workspace.outcomes[node.terminal ?? 0]))
    }
    if let known = memo[node] { return known }
    let axis = workspace.space.axes[place]
    let children = axis.classes.indices.map { value in
      number(of: workspace.diagram.child(node, axis: place, value: value), workspace, &memo)
    }
    let result = number(of: definition(axis, children, workspace.space))
    memo[node] = result
    return result
  }

  private func definition(_ axis: Axis, _ children: [Int], _ space: DecisionSpace) -> Definition {
    switch axis.attribute {
    case .phone: .test("phone", [])
    case .application: .test("application", named(axis, children, space.applications))
    case .identityProvider: .test("identityProvider", named(axis, children, space.providers))
    case .risk: .test("risk", plain(children))
    case .email: .test("email", plain(children))
    case .user: .test("user", plain(children))
    case .group(let name): .test("group \(name)", plain(children))
    case .networkZone(let name): .test("networkZone \(name)", plain(children))
    case .rollout(let rule): .test("rollout \(rule)", shares(axis, children))
    }
  }

  private func plain(_ children: [Int]) -> [Branch] {
    children.enumerated().map { Branch(answer: String($0), function: $1) }
  }

  /// What all others lead to, then the names that lead elsewhere.
  private func named(_ axis: Axis, _ children: [Int], _ names: [String]) -> [Branch] {
    var functions = Array(repeating: 0, count: names.count + 1)
    for (index, values) in axis.classes.enumerated() {
      for value in values { functions[value] = children[index] }
    }
    let others = functions[names.count]
    let different = names.indices.filter { functions[$0] != others }.sorted { names[$0] < names[$1] }
    return [Branch(answer: "", function: others)]
      + different.map { Branch(answer: names[$0], function: functions[$0]) }
  }

  private func shares(_ axis: Axis, _ children: [Int]) -> [Branch] {
    var branches: [Branch] = []
    for (index, range) in axis.classes.enumerated() where branches.last?.function != children[index] {
      branches.append(Branch(answer: String(range[0]), function: children[index]))
    }
    return branches
  }
}
