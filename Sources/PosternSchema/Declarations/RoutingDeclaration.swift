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
  public let channel: Given<String>
  /// The step.
  public let range: SourceRange
  /// What else it says; most steps are a channel and nothing else.
  private let settings: Settings?

  private final class Settings: Sendable {
    let wait: Given<UInt32>
    let advance: Given<String>
    let service: Given<String>
    let locale: Given<String>
    let template: Given<String>
    let afterFraudBlock: Given<String>

    init(
      wait: Given<UInt32>, advance: Given<String>, service: Given<String>, locale: Given<String>,
      template: Given<String>, afterFraudBlock: Given<String>
    ) {
      self.wait = wait
      self.advance = advance
      self.service = service
      self.locale = locale
      self.template = template
      self.afterFraudBlock = afterFraudBlock
    }
  }

  /// A channel alone.
  public init(channel: Given<String>, range: SourceRange) {
    self.channel = channel
    self.range = range
    settings = nil
  }

  /// A channel with its settings.
  public init(
    channel: Given<String>, range: SourceRange, wait: Given<UInt32>, advance: Given<String>,
    service: Given<String>, locale: Given<String>, template: Given<String>, afterFraudBlock: Given<String>
  ) {
    self.channel = channel
    self.range = range
    settings = Settings(
      wait: wait, advance: advance, service: service, locale: locale, template: template,
      afterFraudBlock: afterFraudBlock)
  }

  /// Whether the step is a channel and nothing else.
  public var isPlain: Bool { settings == nil }
  /// Seconds.
  public var wait: Given<UInt32> { settings?.wait ?? .absent }
  /// `ask` or `auto`.
  public var advance: Given<String> { settings?.advance ?? .absent }
  /// The name of a service.
  public var service: Given<String> { settings?.service ?? .absent }
  /// A locale, or `auto`.
  public var locale: Given<String> { settings?.locale ?? .absent }
  /// The id of a template.
  public var template: Given<String> { settings?.template ?? .absent }
  /// `advance`; `stop` is the default.
  public var afterFraudBlock: Given<String> { settings?.afterFraudBlock ?? .absent }
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
  /// Names of rules that were refused, by their place, as they were written.
  public var refusedNames: [SourceRange: String] = [:]

  public init() {}

  /// What a message calls a rule: its name, refused or not.
  public func writtenName(of rule: RuleDeclaration) -> String {
    rule.name.value ?? rule.name.range.flatMap { refusedNames[$0] } ?? "unnamed"
  }
}
