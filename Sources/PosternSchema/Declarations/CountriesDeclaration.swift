public import PosternDiagnostics

/// One entry of `countries.sets`.
public struct CountrySetDeclaration: Sendable {
  public var name: Located<String>
  /// Codes and names of sets.
  public var members: Texts

  public init(name: Located<String>, members: Texts) {
    self.name = name
    self.members = members
  }
}

/// One paper of `requires:`.
public struct PaperDeclaration: Sendable {
  public var name: Located<String>
  public var owner: Given<String> = .absent
  /// A valid calendar date, `YYYY-MM-DD`.
  public var until: Given<String> = .absent

  public init(name: Located<String>) {
    self.name = name
  }
}

/// One rule of `countries.rules`.
public struct CountryRuleDeclaration: Sendable {
  public var name: Given<String> = .absent
  /// Codes, names of sets, `unknown`; a scalar may stand for a list.
  public var countries: Texts
  /// `allow`, `observe`, `block`.
  public var mode: Given<String> = .absent
  public var locale: Given<String> = .absent
  /// `channels.forbid`, names of channels; nil when not given.
  public var forbid: Texts?
  public var messagingService: Given<String> = .absent
  public var requires = Declared<PaperDeclaration>()
  public var annotations = AnnotationsDeclaration()
  /// The rule's mapping.
  public var range: SourceRange

  public init(countries: Texts, range: SourceRange) {
    self.countries = countries
    self.range = range
  }
}

/// `countries:`.
public struct CountriesDeclaration: Sendable {
  public var sets = Declared<CountrySetDeclaration>()
  public var rules = Declared<CountryRuleDeclaration>()
  /// `allow`, `observe`, `block`.
  public var otherwise: Given<String> = .absent
  /// Where `countries` stands.
  public var range: SourceRange?

  public init() {}
}
