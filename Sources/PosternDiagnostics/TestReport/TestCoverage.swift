public import PosternJSON

/// What the tests of a policy touch in one environment, and what they leave out.
public struct TestCoverage: Sendable, Hashable {
  /// Something that no test touches.
  public struct Gap: Sendable, Hashable {
    /// A rule's name, an outcome, the channels of a plan, joined with commas; of a region its rule and what is decided.
    public let name: String
    /// Where it stands; nil where it stands nowhere, as an outcome.
    public let place: ReportedPlace?
    /// Of a region, a sign-in of it; nil when none was found.
    public let example: SignIn?

    public init(name: String, place: ReportedPlace?, example: SignIn? = nil) {
      self.name = name
      self.place = place
      self.example = example
    }
  }

  /// A sign-in that shows something.
  public struct SignIn: Sendable, Hashable {
    /// As `given:` has it, in one line.
    public let given: String
    /// As `decide` reads it.
    public let request: JSONValue

    public init(given: String, request: JSONValue) {
      self.given = given
      self.request = request
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
  /// Requests for which one rule decides one and the same thing; nil when they are too many to be told apart.
  public let regions: Count?

  public init(rules: Count, outcomes: Count, plans: Count, regions: Count?) {
    self.regions = regions
    self.rules = rules
    self.outcomes = outcomes
    self.plans = plans
  }
}
