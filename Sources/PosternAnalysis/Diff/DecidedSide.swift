import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternNumbering

/// What one side decides, and by which rules: asked region by region.
struct DecidedSide {
  private let built: PartialDecisions
  private let sources: SourceMap
  /// The number of the rule that each decision names; behind all for a country's mode.
  private let rules: DiagramNode

  /// - Returns: nil when the diagram's budget does not do.
  init?(_ built: PartialDecisions, _ sources: SourceMap) {
    self.built = built
    self.sources = sources
    let count = built.ruleNames.count
    let isBlocked = built.workspace.outcomes.map { $0.reason == .countryBlocked }
    rules = built.workspace.diagram.combine(built.deciders, built.outcome) { rule, outcome in
      // Of requests that are not looked at there may be no outcome.
      isBlocked.indices.contains(outcome) && isBlocked[outcome] ? count : rule
    }
    guard !built.workspace.diagram.isOverfull else { return nil }
  }

  /// What is decided in a set of requests.
  func side(_ shape: ChangeSignature.Shape, _ set: DiagramNode, _ countries: [Region]) -> RegionSide {
    let outcomes = values(of: built.outcome, in: set).map { built.workspace.outcomes[$0] }
    let plans = Set(outcomes.map { $0.plan.map(\.channel) }).filter { !$0.isEmpty }.sorted(by: Self.precedes)
    let modes = Set(outcomes.map(\.mode))
    return RegionSide(
      outcome: shape.outcome, reason: shape.reason, message: shape.message, methods: shape.methods,
      plans: plans, modes: CountryMode.allCases.filter(modes.contains),
      rules: values(of: rules, in: set).flatMap { deciding($0, countries) })
  }

  private static func precedes(_ a: [Channel], _ b: [Channel]) -> Bool {
    if a.count != b.count { return a.count < b.count }
    return a.map(\.rawValue).lexicographicallyPrecedes(b.map(\.rawValue))
  }

  /// The terminals of a function in a set, ascending.
  private func values(of function: DiagramNode, in set: DiagramNode) -> [Int] {
    built.workspace.diagram.terminals(of: function, within: set).sorted()
  }

  private func deciding(_ rule: Int, _ countries: [Region]) -> [RegionSide.DecidingRule] {
    let model = built.model
    guard rule < built.ruleNames.count else {
      // The modes of countries come from rules of their own.
      let modes = Set(countries.map { model.countries[$0] }.filter { $0.mode == .block }.map(\.modeRule))
      return modes.sorted { ($0 ?? .max) < ($1 ?? .max) }.map { index in
        RegionSide.DecidingRule(
          name: "country-mode", place: index.map { sources.position(of: model.countries.rules[$0].source) })
      }
    }
    let name = built.ruleNames[rule]
    return [
      RegionSide.DecidingRule(
        name: name, place: model.place(ofRule: name).map { sources.position(of: $0) })
    ]
  }
}
