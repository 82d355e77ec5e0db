public import PosternDiagnostics

/// One test of `tests/*.yaml`: a sign-in, and what must be decided for it.
public struct PolicyTest: Sendable, Equatable {
  /// One line of free text, unique in the policy.
  public var name: String
  /// The sign-in.
  public var request: Request
  /// What must hold, in the order of the language page; empty: nothing is asked.
  public var expectations: [TestExpectation]
  /// The environments it is for; nil: all.
  public var environments: [String]?
  /// Where its name stands.
  public var source: SourceRange

  public init(
    name: String, request: Request, expectations: [TestExpectation], environments: [String]? = nil,
    source: SourceRange
  ) {
    self.name = name
    self.request = request
    self.expectations = expectations
    self.environments = environments
    self.source = source
  }

  /// Whether it is run in an environment.
  public func applies(to environment: String) -> Bool { environments?.contains(environment) ?? true }

  /// The expectations that a decision does not meet, in their order.
  public func unmet(by decision: Decision) -> [TestExpectation] {
    expectations.filter { !$0.claim.holds(for: decision) }
  }
}

/// One key of `expect:`.
public struct TestExpectation: Sendable, Equatable {
  /// What it says.
  public var claim: TestClaim
  /// Where its value stands.
  public var source: SourceRange

  public init(_ claim: TestClaim, source: SourceRange) {
    self.claim = claim
    self.source = source
  }
}

/// What a key of `expect:` says of a decision.
public enum TestClaim: Sendable, Equatable {
  /// Exactly these channels are left in the plan, in this order.
  case send([Channel])
  /// Exactly these methods, in any order.
  case use([Method])
  /// Denied; with a text, by a rule that says so.
  case deny(message: String?)
  /// No second factor.
  case skip
  /// The outcome, whatever else is decided.
  case outcome(Outcome)
  /// A rule's name, `otherwise`, `break-glass` or `country-mode`.
  case rule(String)
  /// Denied for this reason.
  case reason(DenyReason)
  /// The outcome is another one.
  case never(Outcome)
  /// The plan that is left does not have the channel.
  case neverChannel(Channel)

  /// Whether a decision is as it says.
  public func holds(for decision: Decision) -> Bool {
    switch self {
    case .send(let channels): decision.outcome == .send && decision.plan.map(\.channel) == channels
    case .use(let methods): decision.outcome == .use && Set(decision.methods) == Set(methods)
    case .deny(let message):
      decision.outcome == .deny && (message == nil || decision.message == message)
    case .skip: decision.outcome == .skip
    case .outcome(let outcome): decision.outcome == outcome
    case .rule(let rule): decision.rule == rule
    case .reason(let reason): decision.reason == reason
    case .never(let outcome): decision.outcome != outcome
    case .neverChannel(let channel): !decision.plan.contains { $0.channel == channel }
    }
  }
}
