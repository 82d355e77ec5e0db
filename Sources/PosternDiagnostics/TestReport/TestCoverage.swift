/// What the tests of a policy touch in one environment, and what they leave out.
public struct TestCoverage: Sendable, Hashable {
  /// Something that no test touches.
  public struct Gap: Sendable, Hashable {
    /// A rule's name, an outcome, or the channels of a plan, joined with commas.
    public let name: String
    /// Where it stands; nil where it stands nowhere, as an outcome.
    public let place: ReportedPlace?

    public init(name: String, place: ReportedPlace?) {
      self.name = name
      self.place = place
    }
  }

  /// A count of one kind of thing.
  public struct Count: Sendable, Hashable {
    /// How many there are.
    public let total: Int
    /// Those that no test touches, in order.
    public let gaps: [Gap]
    /// How many a test touches, 0 … `total`.
    public var hit: Int { total - gaps.count }

    public init(total: Int, gaps: [Gap]) {
      self.total = total
      self.gaps = gaps
    }

    /// Whole percent, rounded down, so that 100 means all; 100 of nothing.
    public var percent: Int { total == 0 ? 100 : hit * 100 / total }
  }

  /// Rules that decided.
  public let rules: Count
  /// Outcomes that were decided.
  public let outcomes: Count
  /// Plans as they are written that were left whole.
  public let plans: Count

  public init(rules: Count, outcomes: Count, plans: Count) {
    self.rules = rules
    self.outcomes = outcomes
    self.plans = plans
  }
}
