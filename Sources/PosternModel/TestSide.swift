/// One side of the comparison of what a test expects with what was decided: a key of `expect:` and its values.
public struct TestSide: Sendable, Hashable {
  /// As in `expect:`.
  public var key: String
  /// Names of channels, methods, outcomes, a rule, a reason, or a message; none where nothing is to say.
  public var values: [String]

  init(_ key: String, _ values: [String]) {
    self.key = key
    self.values = values
  }
}

extension TestClaim {
  /// What it says, in the words of `expect:`.
  public var expected: TestSide {
    switch self {
    case .send(let channels): TestSide("send", channels.map(\.name))
    case .use(let methods): TestSide("use", methods.map(\.name))
    case .deny(let message): TestSide("deny", message.map { [$0] } ?? [])
    case .skip: TestSide("skip", [])
    case .outcome(let outcome): TestSide("outcome", [outcome.rawValue])
    case .rule(let rule): TestSide("rule", [rule])
    case .reason(let reason): TestSide("reason", [reason.rawValue])
    case .never(let outcome): TestSide("never", [outcome.rawValue])
    case .neverChannel(let channel): TestSide("never", [channel.name])
    }
  }

  /// What a decision says in its place: the same key where it has one, else the action.
  public func actual(of decision: Decision) -> TestSide {
    switch self {
    case .outcome: TestSide("outcome", [decision.outcome.rawValue])
    case .rule: TestSide("rule", [decision.rule])
    case .reason: TestSide("reason", decision.reason.map { [$0.rawValue] } ?? [])
    case .send, .use, .deny, .skip, .never, .neverChannel: decision.action
    }
  }
}

extension Decision {
  /// What was decided, as an action of `expect:`; of a `deny` the policy's text, else the reason.
  public var action: TestSide {
    switch outcome {
    case .send: TestSide("send", plan.map(\.channel.name))
    case .use: TestSide("use", methods.map(\.name))
    case .skip: TestSide("skip", [])
    case .deny: TestSide("deny", (message ?? reason?.rawValue).map { [$0] } ?? [])
    }
  }
}
