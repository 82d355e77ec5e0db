import PosternDiagram
public import PosternModel

/// Which mutants of a policy its tests or its guarantees catch.
public struct MutationRun: Sendable {
  /// A mutant that means something else, and that nothing catches.
  public struct Survivor: Sendable {
    public let mutant: Mutant
    /// A request that the two decide differently; nil when it needs a user id that was not found.
    public let request: Request?
    /// What the policy decides for it.
    public let before: Decision
    /// What the mutant decides.
    public let after: Decision
  }

  /// How many mutants a test catches, or else a guarantee.
  public let caught: Int
  /// In the order of `Mutant.all`.
  public let survivors: [Survivor]
  /// How many changes change no decision: they are no mutants.
  public let equal: Int

  /// Makes every mutant and asks tests and guarantees. A test catches a mutant when it passes with the policy and fails
  /// with the mutant; a guarantee, when it holds of the policy and not of the mutant.
  /// - Returns: nil when the diagram's budget does not do.
  public init?(of model: PolicyModel, tests: [PolicyTest]) {
    let mutants = Mutant.all(of: model)
    guard let space = DecisionSpace([model] + mutants.map(\.model)) else { return nil }
    let workspace = DecisionWorkspace(space)
    guard let policy = DecisionDiagram(model, in: workspace) else { return nil }
    let passing = tests.filter { $0.unmet(by: model.interpret($0.request)).isEmpty }
    let holding = model.guarantees.filter { policy.keeps($0) }

    var caught = 0
    var equal = 0
    var survivors: [Survivor] = []
    for mutant in mutants {
      guard let changed = DecisionDiagram(mutant.model, in: workspace) else { return nil }
      if changed.outcome == policy.outcome {
        equal += 1
      } else if passing.contains(where: { !$0.unmet(by: mutant.model.interpret($0.request)).isEmpty })
        || holding.contains(where: { !changed.keeps($0) })
      {
        caught += 1
      } else {
        let way = workspace.diagram.find(
          policy.outcome, changed.outcome, preference: space.preference, where: { $0 != $1 })
        guard let way else { return nil }
        let sample = space.sample(way, for: model)
        let before = model.decide(sample.values)
        let isWhole = model.interpret(sample.request) == before
        survivors.append(
          Survivor(
            mutant: mutant, request: isWhole ? sample.request : nil, before: before,
            after: mutant.model.decide(sample.values)))
      }
      if workspace.diagram.isOverfull { return nil }
    }
    self.caught = caught
    self.equal = equal
    self.survivors = survivors
  }
}

extension DecisionDiagram {
  /// Whether a guarantee of the policy holds for every request.
  fileprivate func keeps(_ guarantee: Guarantee) -> Bool {
    let asked = guarantee.condition.map(requests) ?? .all
    let outcomes = workspace.outcomes
    let faults = workspace.diagram.combine(asked, outcome) { isAsked, outcome in
      isAsked == 1 && guarantee.isBroken(by: outcomes[outcome]) ? 1 : 0
    }
    return faults == .none
  }
}
