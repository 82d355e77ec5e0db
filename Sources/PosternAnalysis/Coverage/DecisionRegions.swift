import PosternDiagram
public import PosternDiagnostics
public import PosternModel

/// The regions of a policy's decision space: all requests for which one rule decides one and the same thing, as far as a
/// test can say it: the action, with the channels that are left or the text, and the reason. Together they are every
/// request, and no two have one in common.
public struct DecisionRegions: Sendable {
  /// One of them.
  public struct Region: Sendable {
    /// The rule, as decisions have it.
    public let rule: String
    /// Where it stands; nil for `country-mode`.
    public let source: SourceRange?
    /// What is decided for a request of the region.
    public let decision: Decision
    /// That request; nil when it needs a user id that was not found.
    public let request: Request?

    fileprivate var key: Key { Key(decision) }
  }

  fileprivate struct Key: Hashable {
    let rule: String
    let ending: Ending

    init(_ decision: Decision) {
      rule = decision.rule
      ending = Ending(DecidedOutcome(decision))
    }
  }

  /// What a test can say of an outcome.
  fileprivate struct Ending: Hashable {
    let outcome: Outcome
    let reason: DenyReason?
    let message: String?
    let methods: [Method]
    let channels: [Channel]

    init(_ decided: DecidedOutcome) {
      outcome = decided.outcome
      reason = decided.reason
      message = decided.message
      methods = decided.methods
      channels = decided.plan.map(\.channel)
    }
  }

  /// In the order of the rules, `country-mode` last.
  public let regions: [Region]

  /// Finds them, each with a request that the interpreter confirms.
  /// - Returns: nil when the diagram's budget does not do.
  public init?(of model: PolicyModel) {
    guard let space = DecisionSpace([model]) else { return nil }
    let workspace = DecisionWorkspace(space)
    guard let built = DecisionDiagram(model, in: workspace) else { return nil }
    let diagram = workspace.diagram

    // Rule and ending as one number; what a blocked country decides has no other rule than the country's mode.
    let width = built.ruleNames.count + 1
    let endings = Self.numbered(workspace.outcomes.map(Ending.init))
    guard workspace.outcomes.count < Int(Int32.max) / width else { return nil }
    let isBlocked = workspace.outcomes.map { $0.reason == .countryBlocked }
    let cells = diagram.combine(built.deciders(), built.outcome) { rule, outcome in
      endings[outcome] * width + (isBlocked[outcome] ? width - 1 : rule)
    }
    guard !diagram.isOverfull else { return nil }

    let preference = space.preference
    let order = diagram.terminals(of: cells).sorted { ($0 % width, $0) < ($1 % width, $1) }
    var regions: [Region] = []
    for cell in order {
      guard let way = diagram.find(cells, preference: preference, where: { found, _ in found == cell }) else {
        return nil
      }
      let sample = space.sample(way, for: model)
      let decision = model.decide(sample.values)
      let isWhole = model.interpret(sample.request) == decision
      regions.append(
        Region(
          rule: decision.rule, source: model.place(ofRule: decision.rule), decision: decision,
          request: isWhole ? sample.request : nil))
    }
    self.regions = regions
  }

  /// Per ending a number, the same for equal ones, in order of appearance.
  private static func numbered(_ endings: [Ending]) -> [Int] {
    var numbers: [Ending: Int] = [:]
    return endings.map { ending in
      let number = numbers[ending] ?? numbers.count
      numbers[ending] = number
      return number
    }
  }

  /// The regions that none of these decisions is of, in order.
  public func gaps(after decisions: [Decision]) -> [Region] {
    let seen = Set(decisions.map(Key.init))
    return regions.filter { !seen.contains($0.key) }
  }
}
