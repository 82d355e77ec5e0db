public import PosternDiagnostics

/// An attribute that a condition tests, under the policy's name.
public enum Attribute: String, Sendable, Hashable, CaseIterable {
  case country, lineType, prefix, identityProvider, application, group, networkZone, risk, email, rollout
}

/// How an attribute's values are tested.
public enum TestMode: Sendable, Hashable {
  /// Any of the values (a name: *contains it*, for the sets).
  case any
  /// `{ not: … }` or, for the sets, `{ none: … }`: none of the values.
  case none
  /// `{ all: … }`, only for the sets.
  case all
  /// `{ atLeast: … }`, only for `risk`; one value, low, medium or high.
  case atLeast(orUnknown: Bool)
}

/// One test of an attribute.
public struct AttributeTest: Sendable {
  public var attribute: Attribute
  public var mode: TestMode
  /// Not empty. `rollout`: one percentage as written, such as `10%`; `email`: `present` or `absent`.
  public var values: [Located<String>]
  /// The key and its value.
  public var range: SourceRange

  public init(attribute: Attribute, mode: TestMode, values: [Located<String>], range: SourceRange) {
    self.attribute = attribute
    self.mode = mode
    self.values = values
    self.range = range
  }
}

/// What stands under `when:`, or `for:` of a guarantee.
public enum ConditionDeclaration: Sendable {
  /// A mapping, or `all: […]`: every one. Not empty.
  case all([ConditionDeclaration], SourceRange)
  /// `any: […]`: at least one. Not empty.
  case any([ConditionDeclaration], SourceRange)
  /// `not: { … }`.
  indirect case not(ConditionDeclaration, SourceRange)
  /// One attribute.
  case test(AttributeTest)
  /// Something that was refused; a finding was made.
  case faulty(SourceRange)

  /// Where it stands.
  public var range: SourceRange {
    switch self {
    case .all(_, let range), .any(_, let range), .not(_, let range), .faulty(let range): range
    case .test(let test): test.range
    }
  }
}

/// One step of a `send`.
public struct StepDeclaration: Sendable {
  /// `sms`, `whatsapp`, `call`, `email`.
  public var channel: Given<String>
  /// Seconds.
  public var wait: Given<UInt32> = .absent
  /// `ask` or `auto`.
  public var advance: Given<String> = .absent
  public var service: Given<String> = .absent
  public var locale: Given<String> = .absent
  public var template: Given<String> = .absent
  /// `advance`; `stop` is the default.
  public var afterFraudBlock: Given<String> = .absent
  /// The step.
  public var range: SourceRange

  public init(channel: Given<String>, range: SourceRange) {
    self.channel = channel
    self.range = range
  }
}

/// The one action of a rule, or of `otherwise`.
public enum ActionDeclaration: Sendable {
  /// None, two, or one that was refused; a finding was made.
  case faulty(SourceRange)
  case deny(Located<String>)
  case skip(SourceRange)
  case use(Texts, SourceRange)
  case send(Declared<StepDeclaration>, SourceRange)

  /// Where the action stands: its value.
  public var range: SourceRange {
    switch self {
    case .faulty(let range), .skip(let range), .use(_, let range), .send(_, let range): range
    case .deny(let message): message.range
    }
  }
}

/// One rule of `routing.rules`.
public struct RuleDeclaration: Sendable {
  /// Unique and not reserved, unless faulty.
  public var name: Given<String>
  public var condition: ConditionDeclaration
  public var action: ActionDeclaration
  public var annotations = AnnotationsDeclaration()
  /// The rule's mapping.
  public var range: SourceRange

  public init(
    name: Given<String>, condition: ConditionDeclaration, action: ActionDeclaration, range: SourceRange
  ) {
    self.name = name
    self.condition = condition
    self.action = action
    self.range = range
  }
}

/// `routing:`.
public struct RoutingDeclaration: Sendable {
  public var rules = Declared<RuleDeclaration>()
  /// nil when absent (a finding was made).
  public var otherwise: ActionDeclaration?
  /// Where `routing` stands.
  public var range: SourceRange?

  public init() {}
}
