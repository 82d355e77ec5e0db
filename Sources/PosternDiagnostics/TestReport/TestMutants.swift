/// Which changes of a policy, one thing at a time, its tests and guarantees would see.
public struct TestMutants: Sendable, Hashable {
  /// A change that means something else, and that nothing sees.
  public struct Survivor: Sendable, Hashable {
    /// What was changed, in words.
    public let change: String
    /// Where what was changed stands.
    public let place: ReportedPlace?
    /// A sign-in that is decided differently; nil when none was found.
    public let example: TestCoverage.SignIn?
    /// What the policy decides for it, and what it would decide.
    public let before: TestReport.Side
    public let after: TestReport.Side
    /// What else differs, where the two sides do not.
    public let detail: String?

    public init(
      change: String, place: ReportedPlace?, example: TestCoverage.SignIn?, before: TestReport.Side,
      after: TestReport.Side, detail: String?
    ) {
      self.change = change
      self.place = place
      self.example = example
      self.before = before
      self.after = after
      self.detail = detail
    }
  }

  /// How many changes a test or a guarantee sees.
  public let caught: Int
  /// How many changes change no decision.
  public let equal: Int
  /// In the order of the policy.
  public let survivors: [Survivor]

  public init(caught: Int, equal: Int, survivors: [Survivor]) {
    self.caught = caught
    self.equal = equal
    self.survivors = survivors
  }
}
