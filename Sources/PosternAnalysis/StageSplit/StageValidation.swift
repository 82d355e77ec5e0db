public import PosternModel

/// Where a list of policies decides otherwise than a policy asks.
public struct StageDifference: Sendable, Hashable {
  /// Indices of the user's groups.
  public var groups: Set<Int>
  /// Index of the application; nil: one that the policy does not name.
  public var application: Int?
  /// Indices of the request's zones.
  public var zones: Set<Int>
  /// What the policy asks for; nil: not to be told, for the policy itself cannot be split.
  public var expected: StageOutcome?
  /// What the list does; nil: nothing.
  public var found: StageOutcome?
}

extension StageDifference {
  /// That a policy cannot be split.
  fileprivate static let unknown = StageDifference(
    groups: [], application: nil, zones: [], expected: nil, found: nil)
}

extension StageSplitter {
  /// A combination of groups, application and zones for which a list of policies does not do what the policy asks
  /// for; nil if and only if there is none. A policy that cannot be split differs from every list.
  public static func firstDifference(
    between policies: [ConditionalAccessPolicy], and model: PolicyModel, phones: StagePhones
  ) -> StageDifference? {
    guard let rows = try? PolicyRows(model) else { return .unknown }
    return firstDifference(between: policies, and: model, rows: rows, phones: phones)
  }

  /// The same, with the policy's rows at hand.
  public static func firstDifference(
    between policies: [ConditionalAccessPolicy], and model: PolicyModel, rows: PolicyRows,
    phones: StagePhones
  ) -> StageDifference? {
    let problem = StageProblem(model, rows: rows, phones: phones, mentioning: policies)
    guard let reach = StageReach(problem), reach.conflict == StageDiagram.none else { return .unknown }
    let diagram = reach.problem.diagram
    let regions = reach.regions
    func difference(_ points: StageDiagram.Node, _ found: StageOutcome?) -> StageDifference {
      let point = diagram.somePoint(of: points)
      let values = reach.problem.space.values(at: point)
      return StageDifference(
        groups: values.groups, application: values.application, zones: values.networkZones,
        expected: regions.first { diagram.contains($0.points, point) }?.outcome, found: found)
    }
    var left = StageDiagram.all
    for policy in policies {
      let hit = diagram.and(left, reach.problem.space.node(of: policy))
      let right = regions.first { $0.outcome == policy.outcome }?.points ?? StageDiagram.none
      let wrong = diagram.minus(hit, right)
      if wrong != StageDiagram.none { return difference(wrong, policy.outcome) }
      left = diagram.minus(left, hit)
    }
    if diagram.isOverfull { return .unknown }
    return left == StageDiagram.none ? nil : difference(left, nil)
  }

  /// Whether a list of policies does for every combination of groups, application and zones what the policy asks.
  public static func isEquivalent(
    _ policies: [ConditionalAccessPolicy], to model: PolicyModel, phones: StagePhones
  ) -> Bool {
    firstDifference(between: policies, and: model, phones: phones) == nil
  }
}
