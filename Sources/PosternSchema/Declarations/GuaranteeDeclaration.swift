public import PosternDiagnostics

/// What stands under `never:` or `always:`.
public enum ClaimDeclaration: Sendable {
  /// `send`, `skip`, `deny`, `use`.
  case outcome(Located<String>)
  /// `{ send: <channel> }`, with `without` where given.
  case send(Located<String>, without: Located<String>?)
  /// `{ first: <channel> }`.
  case first(Located<String>)
  /// `{ use: <method> }`.
  case use(Located<String>)
  /// `{ only: [<channel or method>…] }`.
  case only([Located<String>])
  /// Refused; a finding was made.
  case faulty
}

/// One of `guarantees:`.
public struct GuaranteeDeclaration: Sendable {
  /// One line of free text, unique.
  public var name: Given<String>
  /// nil: `for: {}`, every request.
  public var condition: ConditionDeclaration?
  public var never: ClaimDeclaration?
  public var always: ClaimDeclaration?
  /// The guarantee's mapping.
  public var range: SourceRange

  public init(name: Given<String>, condition: ConditionDeclaration?, range: SourceRange) {
    self.name = name
    self.condition = condition
    self.range = range
  }
}

/// One policy test, as far as `check` looks at it.
public struct TestDeclaration: Sendable {
  public var name: Given<String>
  /// `given`, by key; lists as they stand.
  public var identityProvider: Given<String> = .absent
  public var application: Given<String> = .absent
  public var groups = Texts()
  public var networkZones = Texts()
  /// The other texts of `given` (`phone`, `email`, `user`, `clientIp`, `risk`), by key, in source order.
  public var texts: [(key: String, value: Located<String>)] = []
  /// `expect`: the action or outcome that is expected.
  public var expectation = ExpectationDeclaration()
  /// `environments:`; nil when not given: all.
  public var environments: Texts?
  /// The test's mapping.
  public var range: SourceRange

  public init(name: Given<String>, range: SourceRange) {
    self.name = name
    self.range = range
  }
}

/// `expect:` of a policy test.
public struct ExpectationDeclaration: Sendable {
  /// Channels in order; nil when not given.
  public var send: Texts?
  /// Methods; nil when not given.
  public var use: Texts?
  /// `deny: true` → empty text; else the message.
  public var deny: Given<String> = .absent
  public var skip: Given<Bool> = .absent
  public var outcome: Given<String> = .absent
  public var rule: Given<String> = .absent
  public var reason: Given<String> = .absent
  /// A channel or an outcome.
  public var never: Given<String> = .absent

  public init() {}
}
