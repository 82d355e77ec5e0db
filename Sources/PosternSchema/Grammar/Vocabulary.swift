/// The closed lists of words of the language.
enum Vocabulary {
  static let channels = ["sms", "whatsapp", "call", "email"]
  static let methods = ["totp", "webauthn", "idaas-sms", "idaas-email"]
  static let outcomes = ["send", "skip", "deny", "use"]
  static let modes = ["allow", "observe", "block"]
  static let lineTypes = [
    "mobile", "fixed_line", "fixed_line_or_mobile", "voip", "toll_free", "premium_rate", "shared_cost",
    "personal_number", "pager", "uan", "voicemail", "unknown",
  ]
  static let risks = ["low", "medium", "high", "unknown"]
  static let knownRisks = ["low", "medium", "high"]
  static let presence = ["present", "absent"]
  static let reasons = ["rule", "country-blocked", "no-channel"]
  static let triggerNames = [
    "groups", "application", "identity_provider", "network_zones", "client_ip", "risk", "email",
    "phone_number",
  ]
  /// What a test can say must not occur. A constant of its own, which leak checkers find; so is the next.
  static let channelsAndOutcomes = channels + outcomes
  static let channelsAndMethods = channels + methods
  /// Names of rules that decisions use for what is no rule.
  static let reservedRules = ["break-glass", "country-mode", "otherwise", "unknown"]
  /// What stands for anything that the policy does not declare.
  static let unknown = ["unknown"]
  /// Built-in sets of countries, and what is no set.
  static let reservedSets = ["unknown", "eu", "eea", "nanp"]
}

extension ValueGrammar {
  static let free = ValueGrammar.text(.free)
  static let filled = ValueGrammar.text(.filled)
  static let date = ValueGrammar.text(.date)
  static let web = ValueGrammar.text(.url(schemes: ["https://", "http://"]))
  static let https = ValueGrammar.text(.url(schemes: ["https://"]))
  static let channel = ValueGrammar.text(.choice(Vocabulary.channels))
  static let method = ValueGrammar.text(.choice(Vocabulary.methods))
  static let mode = ValueGrammar.text(.choice(Vocabulary.modes))
  /// Any duration of the language.
  static let wait = ValueGrammar.duration(1...UInt32.max)

  static func choice(_ values: String...) -> ValueGrammar { .text(.choice(values)) }

  static func name(reserved: [String] = []) -> ValueGrammar { .text(.name(reserved: reserved)) }

  /// A list of values, each once.
  static func list(of item: ValueGrammar) -> ValueGrammar { .list(ListGrammar(item: item)) }

  /// A list of values, each once, that a single one may stand for.
  static func oneOrMore(of item: ValueGrammar) -> ValueGrammar {
    .list(ListGrammar(item: item, allowsScalar: true))
  }
}

extension ListGrammar {
  /// Texts, each once.
  static let texts = ListGrammar(item: .filled)
  /// Texts, each once, of which one may stand by itself.
  static let oneOrMoreTexts = ListGrammar(item: .filled, allowsScalar: true)
  /// Methods, each once.
  static let methods = ListGrammar(item: .method)
  /// Conditions.
  static let conditions = ListGrammar(item: .condition(.rule))
}

/// Texts that read as sentences need the article that a noun takes.
func listing(_ words: [String]) -> String {
  words.map { "`\($0)`" }.joined(separator: ", ")
}
