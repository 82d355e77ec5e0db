public import PosternDiagnostics
public import PosternModel

/// A request that breaks a guarantee, with what the reference interpreter decides for it.
public struct Counterexample: Sendable, Hashable {
  /// As `decide` takes it, by the policy's names.
  public var request: Request
  /// Buckets that no user id was found for, by rule name; then the request stands for such a user.
  public var statedBuckets: [String: Int]
  /// What is decided here.
  public var decision: Decision
  /// What the other environment decides, where two are compared.
  public var other: Decision?
}

/// What came of a guarantee in one environment.
public struct GuaranteeProof: Sendable, Hashable {
  /// Proved or not.
  public enum Verdict: Sendable, Hashable {
    /// For every request. Both numbers are exact, in decimal: requests that it is about, and classes that the policy
    /// tells apart among them.
    case proved(requests: String, classes: String)
    /// Not for this one, as the interpreter confirms.
    case disproved(Counterexample)
    /// The diagram would have been too large: nothing is known.
    case unproved
  }

  /// The guarantee's name, or what a relation says, such as `atLeastAsStrictAs: staging`.
  public var name: String
  /// The other environment, of a relation.
  public var comparedWith: String?
  /// Where it stands.
  public var source: SourceRange
  public var verdict: Verdict

  /// Whether a request breaks it.
  public var isDisproved: Bool { if case .disproved = verdict { true } else { false } }
}
