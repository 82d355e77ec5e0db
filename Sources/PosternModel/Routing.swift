public import PosternDiagnostics

/// `because:`, `owner:` and `until:` of a rule.
public struct Annotations: Sendable, Equatable {
  /// Why the rule is there.
  public var because: String?
  /// Who answers for it.
  public var owner: String?
  /// Last day it is valid, UTC, `YYYY-MM-DD`.
  public var until: String?

  public init(because: String? = nil, owner: String? = nil, until: String? = nil) {
    self.because = because
    self.owner = owner
    self.until = until
  }
}

/// One rule of `routing.rules`.
public struct Rule: Sendable, Equatable {
  /// Unique in the list.
  public var name: String
  /// When it matches.
  public var condition: Condition
  /// What it does.
  public var action: Action
  /// Why, who, until when.
  public var annotations: Annotations
  /// Where the rule's name stands.
  public var source: SourceRange
  /// Where the action stands.
  public var actionSource: SourceRange

  public init(
    name: String, condition: Condition, action: Action, annotations: Annotations = Annotations(),
    source: SourceRange, actionSource: SourceRange
  ) {
    self.name = name
    self.condition = condition
    self.action = action
    self.annotations = annotations
    self.source = source
    self.actionSource = actionSource
  }
}

/// `routing:`. The first rule that matches decides, else `otherwise`.
public struct Routing: Sendable, Equatable {
  /// In order of meaning.
  public var rules: [Rule]
  /// What no rule matches.
  public var otherwise: Action
  /// Where `otherwise` stands.
  public var otherwiseSource: SourceRange

  public init(rules: [Rule], otherwise: Action, otherwiseSource: SourceRange) {
    self.rules = rules
    self.otherwise = otherwise
    self.otherwiseSource = otherwiseSource
  }

  /// Whether any action sends through Twilio.
  public var sends: Bool {
    (rules.map(\.action) + [otherwise]).contains { if case .send = $0 { true } else { false } }
  }
}
