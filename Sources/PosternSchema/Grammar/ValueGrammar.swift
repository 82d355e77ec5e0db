/// What may stand at a place of a policy: the one description that the typed reading follows and that the JSON
/// Schema of `postern schema` is made from.
enum ValueGrammar: Sendable {
  /// A text of some format. Quoting makes no difference, variables are replaced.
  case text(TextFormat)
  /// Exactly `true` or `false`, unquoted.
  case boolean
  /// Exactly `true`, unquoted.
  case onlyTrue
  /// Decimal digits without a leading zero, unquoted.
  case integer(ClosedRange<Int>)
  /// A duration such as `60s`; the range is in seconds. Where it begins at 0, `0s` is legal.
  case duration(ClosedRange<UInt32>)
  /// `!secret name` and nothing else.
  case secret
  /// `true`, or a text.
  case trueOrText
  /// A list.
  indirect case list(ListGrammar)
  /// A mapping with known keys.
  case mapping(MappingGrammar)
  /// A mapping from names to values that are all alike.
  indirect case names(NamesGrammar)
  /// A text, or a mapping.
  case textOr(TextFormat, MappingGrammar)
  /// A text, or a list of texts.
  case textOrList(TextFormat)
  /// A mapping that one of its keys tells how to read.
  indirect case variant(VariantGrammar)
  /// A condition, as under `when:`.
  case condition(ConditionRole)
  /// What a guarantee claims.
  case claim
  /// The overlay of an environment.
  case overrides
  /// The variables of an environment.
  case variables
}

/// Where a condition stands.
enum ConditionRole: Sendable {
  /// Under `when:` of a rule: it may not be empty.
  case rule
  /// Under `for:` of a guarantee: it may be `{}`, and has no `rollout`.
  case guarantee
}

/// What a text must look like.
enum TextFormat: Sendable, Equatable {
  /// Anything.
  case free
  /// Anything but nothing.
  case filled
  /// One line, not empty.
  case line
  /// A name that something gets: `[a-z][a-z0-9-]*`, at most 64, without variables and not one of these.
  case name(reserved: [String])
  /// One of a closed list.
  case choice([String])
  /// `YYYY-MM-DD`, a day that the calendar has.
  case date
  /// `10%`, at most 100, at most two decimals.
  case percentage
  /// `+4477`.
  case prefix
  /// `5 per 10m`.
  case bucket
  /// A URL that begins with one of these schemes (`https://`, `mailto:`).
  case url(schemes: [String])
  /// `#rrggbb`.
  case colour
}

/// A list: never empty.
struct ListGrammar: Sendable {
  /// What each item is.
  var item: ValueGrammar
  /// Whether a single scalar may stand for a list of one.
  var allowsScalar = false
  /// Whether a value may stand in it twice.
  var allowsRepeats = false
  /// Whether the lists of several files join.
  var joins = false
  /// Whether an overlay merges its items by their `name`.
  var mergesByName = false

  /// Whether each item is a secret.
  var takesSecrets: Bool {
    if case .secret = item { true } else { false }
  }
}

/// A mapping from names to values.
struct NamesGrammar: Sendable {
  /// What a name names, with its article: `a group`.
  var noun: String
  /// Names that may not be given.
  var reserved: [String] = []
  /// What stands at a name.
  var value: ValueGrammar
  /// Whether the mappings of several files join.
  var joins = false
  /// Whether there must be at least one.
  var needsOne = false
}

/// A mapping whose keys depend on the value of one of them.
struct VariantGrammar: Sendable {
  /// What the mapping is, with its article.
  var title: String
  /// The deciding key.
  var key: String
  /// Its values, in order.
  var values: [String]
  /// The grammar that goes with a value; nil for what is no value. Most policies need few of them.
  var grammar: @Sendable (String) -> MappingGrammar?

  /// Its values, in order, each with its grammar.
  var variants: [(value: String, grammar: MappingGrammar)] {
    values.compactMap { value in grammar(value).map { (value, $0) } }
  }
}
