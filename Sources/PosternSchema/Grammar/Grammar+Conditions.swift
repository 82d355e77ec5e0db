/// Keys of a condition: the attributes, and the three ways to combine.
enum ConditionKey: Int, MappingKey {
  case country, lineType, prefix, identityProvider, application, group, networkZone, risk, email, rollout
  case any, all, not

  static let grammar = MappingGrammar(
    "a condition",
    attributes.map { optional($0.rawValue, .oneOrMore(of: .text($0.format))) } + [
      optional("any", .list(of: .condition(.rule))),
      optional("all", .list(of: .condition(.rule))),
      optional("not", .condition(.rule)),
    ])

  /// The attributes, in the order of the slots.
  static let attributes = Attribute.allCases

  /// The attribute that a slot stands for; nil for `any`, `all`, `not`.
  var attribute: Attribute? {
    rawValue < Self.attributes.count ? Self.attributes[rawValue] : nil
  }
}

/// Keys of a mapping inside an attribute.
enum OperatorKey: Int, MappingKey {
  case not, any, all, none, atLeast, orUnknown

  static let grammar = MappingGrammar(
    "a test of an attribute",
    [
      optional("not", .filled),
      optional("any", .filled),
      optional("all", .filled),
      optional("none", .filled),
      optional("atLeast", .text(.choice(Vocabulary.knownRisks))),
      optional("orUnknown", .boolean),
    ])

  /// What may be written inside a set.
  static let ofSets = grammar.keeping("a test of a set") { ["not", "any", "all", "none"].contains($0) }
  /// What may be written inside `risk`.
  static let ofRisk = grammar.keeping("a test of `risk`") { ["not", "atLeast", "orUnknown"].contains($0) }
  /// What may be written inside the others; `any` and `all` are known, so that they can be told about.
  static let ofOthers = grammar.keeping("a test of an attribute") { $0 == "not" }
}

extension Attribute {
  /// Whether a request has several values of it.
  var isSet: Bool { self == .group || self == .networkZone }

  /// What a value looks like.
  var format: TextFormat {
    switch self {
    case .lineType: .choice(Vocabulary.lineTypes)
    case .risk: .choice(Vocabulary.risks)
    case .email: .choice(Vocabulary.presence)
    case .prefix: .prefix
    case .rollout: .percentage
    case .country, .identityProvider, .application, .group, .networkZone: .filled
    }
  }

  /// A value, or a list of values.
  var values: ListGrammar {
    switch self {
    case .lineType: Self.lineTypes
    case .risk: Self.risks
    case .email: Self.presence
    case .prefix: Self.prefixes
    case .rollout: Self.shares
    case .country, .identityProvider, .application, .group, .networkZone: .oneOrMoreTexts
    }
  }

  private static let lineTypes = oneOrMore(.lineType)
  private static let risks = oneOrMore(.risk)
  private static let presence = oneOrMore(.email)
  private static let prefixes = oneOrMore(.prefix)
  private static let shares = oneOrMore(.rollout)

  private static func oneOrMore(_ attribute: Attribute) -> ListGrammar {
    ListGrammar(item: .text(attribute.format), allowsScalar: true)
  }

  /// What may be written inside it.
  var operators: MappingGrammar {
    isSet ? OperatorKey.ofSets : self == .risk ? OperatorKey.ofRisk : OperatorKey.ofOthers
  }
}
